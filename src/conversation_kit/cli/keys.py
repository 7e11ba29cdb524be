"""``keys``: what every key is called, so that settings can give it another."""

from dataclasses import asdict, dataclass

import click

from conversation_kit.cli.options import answer_in_lines, lines_option, make_kit, say


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    key: str
    screen: str
    does: str


@click.command()
@lines_option
def keys(as_jsonl: bool) -> None:
    """List every key of the app: its id, the key, the screen, and what it does.

    The key is the one in use: another than the usual one where [keys] in settings.toml says so.
    """
    from conversation_kit.tui.app import KitApp
    from conversation_kit.tui.key_lines import key_lines
    from conversation_kit.tui.key_names import keys_shown
    from conversation_kit.tui.keymap import keymap_from

    in_use = keymap_from(make_kit().settings.keys, KitApp)
    rows = [
        _Row(line.id, keys_shown(in_use.keys.get(line.id, ",".join(line.keys))), line.screen, line.does)
        for line in key_lines(KitApp)
    ]
    answer_in_lines(as_jsonl, [asdict(row) for row in rows], _table(rows))
    for complaint in in_use.complaints:
        say(complaint, err=True)


def _table(rows: list[_Row]) -> str:
    wide = max(len(row.id) for row in rows)
    keys_wide = max(len(row.key) for row in rows)
    lines = []
    for n, row in enumerate(rows):
        if n == 0 or row.screen != rows[n - 1].screen:
            lines.append(f"\n{row.screen}" if n else row.screen)
        lines.append(f"  {row.id:<{wide}}  {row.key:<{keys_wide}}  {row.does}")
    return "\n".join(lines)
