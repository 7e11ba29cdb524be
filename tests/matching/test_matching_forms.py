"""Forms: turns of phrase with gaps, how a line of them is read, and that a wrong one is told with its place."""

import re
import shutil

import pytest
from limits_told import told_in

from conversation_kit.assets_folder import assets_folder
from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.form_lines import Lists, form_line
from conversation_kit.matching.vocabulary.forms import Forms
from conversation_kit.matching.vocabulary.forms_files import FORMS, form_files, read_forms
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.matching.vocabulary.stages import Stage

LISTS = Lists({"ales": ("beer", "pints?")})


def found(told: str, said: str, name: str = "drink") -> bool:
    return re.search(form_line(name, told, LISTS).pattern, f" {said} ") is not None


@pytest.mark.parametrize(
    ("told", "heard", "unheard"),
    [
        ("off the (ale|hard stuff)", ["im off the hard stuff now"], ["off ale", "off the alehouse"]),
        ("like [a|the] drink", ["like drink", "like a drink"], ["like my drink"]),
        ("they {all|just} stare", ["they stare", "they all just all stare"], ["they sometimes stare"]),
        ("not ..2 pubs?", ["not pub", "not in them pubs"], ["not in one of them pubs", "not pubbing"]),
        ("wife ... drunk", ["wife was a right old drunk"], ["wife | drunk", "wife undrunk"]),
        ("wife ...drunk", ["wife undrunk"], ["wife | drunk"]),
        ("wife ...8 drunk", ["wife was drunk"], ["wife was always drunk"]),
        ("stuck !(to|at) home", ["stuck home"], []),
        ("dry !(spell|slate)*", ["dry", "dry sunday"], ["dry spells", "dry slate"]),
        ("dry !(spell)", ["dry spells"], ["dry spell"]),
        ("!(up|out) from bed", ["it was from bed"], ["up from bed", "get out from bed"]),
        ("happy clapp*", ["happy clappers", "happy clapp"], ["happy claps"]),
        ("in (may|spring)* again", ["in springfield again", "in may again"], ["in summer again"]),
        ("too many <ales>", ["too many pint", "too many pints"], ["too many"]),
        ("<number> <word> sober", ["5 years sober"], ["five years sober", "5 sober"]),
        ("since <year>", ["since 1998"], ["since 2103", "since 998"]),
        ("<start> closed <end>", ["closed", "a | closed | b"], ["is closed", "closed now"]),
        (
            "Don't make me please",
            ["dont make my please"],
            ["dont make me please"],
        ),  # as people's words are folded
        ("I cannot do with it", ["i cant do with it"], ["i cannot do with it"]),
        ("half-hearted", ["half hearted"], ["halfhearted"]),
    ],
)
def test_what_a_line_finds(told, heard, unheard):
    assert [said for said in heard if not found(told, said)] == []
    assert [said for said in unheard if found(told, said)] == []


@pytest.mark.parametrize(
    ("told", "said", "found"),
    [
        ("not till <hour>", "not till about half past 5 then", ["half past 5"]),
        ("not till <hour>", "not till dinner time", ["dinner time"]),
        ("not till <hour>", "not till 4 30pm or not till 6 oclock", ["4 30pm", "6"]),
        ("not till <hour>", "not till 5 years ago", []),
        ("leave <time> be", "leave @0 be and leave @1 be", ["0", "1"]),
        ("only <time> ..2 or <time>", "only @2 at best or @3", ["2"]),
    ],
)
def test_hours_and_times_are_found(told, said, found):
    forms = Forms({"over_by": [form_line("over_by", told, LISTS)]})
    assert list(forms.told("over_by", f" {said} ")) == found


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("(never|not once) ..2 <ales>", "never had a pint"),
        ("wife ...(he|she) drank", "wife said the drank"),
        ("too {all|just} pubs? [only]", "too just pub"),
        ("(in (may|spring)*|last year) again", "in springtime again"),
        ("!(up|out) from (my|<word>) bed", "it was from that bed"),
    ],
)
def test_no_line_is_passed_over_for_words_that_need_not_be_said(told, said):
    line = form_line("drink", told, LISTS)
    assert line.may_stand(frozenset(said.split(" ")))
    assert line.stands_in(f" {said} ")
    assert not line.may_stand(frozenset({"nothing", "of", "it"}))


def test_words_of_entries_are_read_as_written():
    assert found("tell me", "tell me", "closed_then_entry")
    assert not found("tell me", "tell me", "drink")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("off the (ale|beer", 'not closed with ")"'),
        ("off the (ale]", 'not closed with ")"'),
        ("off the ale)", "stands there without"),
        ("ale|beer", "stands there without"),
        ("off (ale||beer)", "nothing between"),
        ("off () ale", "nothing between"),
        ("..3 ale", "begins or ends with a gap"),
        ("ale ...", "begins or ends with a gap"),
        ("[an] old ale", "begins with may be left out"),
        ("<word> [old]", "no word of it has to be said"),
        ("<word> (a|[b])", "no word of it has to be said"),
        ("off the <wines>", 'no list "wines"'),
        ("off . ale", "a sign that means nothing"),
        ("ale & beer", "a sign that means nothing"),
        ("ale *", "right behind a word"),
        ("ale {a ..2 b} beer", "only plain words"),
        ("!(a [b]) beer", "only plain words"),
        ("ale ...[beer]", "needs a space"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path, wrong, told):
    path = tmp_path / "forms-ours.toml"
    path.write_text(f'# ours\ndrink = [\n  "not a drop",\n  "{wrong}",\n]\n', "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_forms([*form_files(assets_folder() / "words"), path])
    assert "forms-ours.toml, line 4" in caught.value.sentence
    assert told in caught.value.sentence


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('drinks = ["a"]\n', ("line 1", "not a form the kit knows")),
        ('drink = "a"\n', ("line 1", "list of words in quotes")),
        ('\ndrink = ["..."]\n', ("line 2", "single letter")),
        ('lists = ["a"]\n', ("line 1", "one bracket on either side")),
        ('[lists]\nword = ["a"]\n', ("line 2", "has of its own")),
        ('[lists]\nours = ["a",\n"(b|c)"]\n', ("line 3", "more than plain words")),
    ],
)
def test_a_wrong_file_is_told(tmp_path, wrong, told):
    path = tmp_path / "forms-ours.toml"
    path.write_text(wrong, "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_forms([*form_files(assets_folder() / "words"), path])
    for part in told:
        assert part in caught.value.sentence


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("over_by", "home by", "<hour>"),
        ("not_then", "never of a", "<time>"),
        ("places_only", "nowhere but here", "<place>"),
        ("most_cost", "not more than a bit", "<pounds>"),
    ],
)
def test_a_line_without_what_it_is_to_find_is_told(tmp_path, name, line, told):
    path = tmp_path / "forms-ours.toml"
    path.write_text(f'{name} = ["{line}"]\n', "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_forms([*form_files(assets_folder() / "words"), path])
    assert f"says nothing without {told}" in caught.value.sentence


def test_a_form_that_is_missing_is_told(tmp_path):
    path = tmp_path / "forms.toml"
    path.write_text('drink = ["not a drop"]\n', "utf-8")
    with pytest.raises(BadInputError, match=r'forms\.toml: the form "faith" is missing'):
        read_forms([path])


def test_a_councils_own_file_adds_lines_and_words(tmp_path):
    for path in form_files(assets_folder() / "words"):
        shutil.copy(path, tmp_path)
    (tmp_path / "forms-zz-ours.toml").write_text(
        'drink = ["swore off <drink_words>"]\n[lists]\ndrink_words = ["perry"]\n', "utf-8"
    )
    ours, shipped = read_forms(form_files(tmp_path)), read_forms(form_files(tmp_path)[:-1])
    assert ours.heard("drink", " i swore off perry ")
    assert ours.heard("drink", " trouble with perry ")
    assert not shipped.heard("drink", " i swore off perry ")
    assert not shipped.heard("drink", " trouble with perry ")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[[stage]]\nat_least = 60\n", ("line 1", 'needs "say"')),
        ('\n[[stage]]\nsay = ["my pipe"]\n', ("line 2", 'needs "at_least", "at_most", or both')),
        ('[[stage]]\nat_least = "60"\nsay = ["my pipe"]\n', ("line 1", '"at_least" is an age')),
        ('[[stage]]\nat_most = true\nsay = ["my pipe"]\n', ("line 1", '"at_most" is an age')),
        ('[[stage]]\nat_least = 600\nsay = ["my pipe"]\n', ("line 1", "in whole years")),
        ('[[stage]]\nat_least = 60\nat_most = 50\nsay = ["my pipe"]\n', ("line 1", "older than")),
        ('[[stage]]\nat_least = 60\nsay = "my pipe"\n', ("line 1", "list of words in quotes")),
        ('[[stage]]\nat_least = 60\nsay = ["..."]\n', ("line 1", "single letter")),
        ('[[stage]]\nat_least = 60\nsay = ["my pipe"]\ndrink = ["ale"]\n', ("line 1", "before the first")),
        ('[[stage]]\nat_least = 60\nsay = [\n"my pipe",\n"my (pipe",\n]\n', ("line 5", "not closed")),
        ('[stage]\nat_least = 60\nsay = ["my pipe"]\n', ("line 1", "two brackets")),
        ('stage = [{ at_least = 60, say = ["my pipe"] }]\n', ("line 1", "two brackets")),
    ],
)
def test_a_wrong_stage_is_told_with_its_place(tmp_path, wrong, told):
    path = tmp_path / "forms-ours.toml"
    path.write_text(wrong, "utf-8")
    with pytest.raises(BadInputError) as caught:
        read_forms([*form_files(assets_folder() / "words"), path])
    for part in ("forms-ours.toml", *told):
        assert part in caught.value.sentence


def test_stages_that_are_missing_are_told():
    paths = [path for path in form_files(assets_folder() / "words") if path.name != "forms-stages.toml"]
    with pytest.raises(BadInputError, match=r"there is no \[\[stage\]\]"):
        read_forms(paths)


def test_a_councils_own_file_adds_a_stage(tmp_path):
    path = tmp_path / "forms-zz-ours.toml"
    path.write_text('[[stage]]\nat_least = 60\nsay = ["my <pipes>"]\n[lists]\npipes = ["briar"]\n', "utf-8")
    ours = read_forms([*form_files(assets_folder() / "words"), path])
    assert set(ours.stages(" my briar and my bus pass ")) == {Stage(at_least=60), Stage(at_least=55)}


def test_every_form_that_ships_can_be_asked_for(words):
    for name in FORMS:
        assert not words.forms.heard(name, "  ")


def test_a_form_is_heard_where_its_whole_pattern_finds_something(words):
    told = told_in("limits_company.toml")["limits"]
    said = [usual(line(spoken(text))) for one in told for text in one["say"]]
    assert said
    for name in FORMS:
        whole = words.forms.pattern(name)
        for text in said:
            found = [one.span() for one in words.forms.found(name, text)]
            assert found == [one.span() for one in whole.finditer(text)], (name, text)
            assert words.forms.heard(name, text) == bool(found), (name, text)
