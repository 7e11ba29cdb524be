"""What is passed on of what pg_dump and pg_restore write: never what stands in a record."""

import pytest

from conversation_kit.hub.backups import first_said


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "nothing"),
        (
            'pg_restore: error: COPY failed: ERROR:  invalid input syntax for type bigint: "a "spare" key"\nCONTEXT: x',
            "pg_restore: error: COPY failed: ERROR:  invalid input syntax for type bigint: “…”",
        ),
        ("pg_restore: error: could not read\x1b[2J\nhis words", "pg_restore: error: could not read[2J"),
        ("x" * 500, "x" * 200),
    ],
)
def test_the_first_line_without_what_it_quotes(written: str, told: str) -> None:
    assert first_said(written) == told
