"""Guide files: what is accepted, and what somebody who wrote one is told."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.guides.loading import Guides, check_guide, load_guide
from conversation_kit.guides.model import Prompt
from conversation_kit.guides.problems import GuideError

GOOD = """\
id = "allotment"
name = "At the allotment"
about = "For a talk among the beans."

[[topics]]
id = "enjoy"
name = "What I enjoy"
listen_for = "Names of plants."

[[topics.prompts]]
ask = "What have you got coming up?"
simpler = "What are you growing?"
"""


@pytest.fixture
def written(tmp_path):
    def write(content, name="mine.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def problem_of(path):
    problems = check_guide(path)
    assert len(problems) == 1, [problem.sentence for problem in problems]
    return problems[0]


def test_a_good_file_becomes_a_guide(written):
    guide = load_guide(written(GOOD))
    assert (guide.id, guide.name, guide.about) == (
        "allotment",
        "At the allotment",
        "For a talk among the beans.",
    )
    assert guide.topic("enjoy").prompts == (Prompt("What have you got coming up?", "What are you growing?"),)
    assert guide.topic("hope") is None
    assert check_guide(written(GOOD)) == []


def test_a_file_saved_by_notepad_with_byte_order_mark_and_windows_line_ends_is_read(written):
    assert load_guide(written(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())) == load_guide(
        written(GOOD, "b.toml")
    )


@pytest.mark.parametrize(
    ("was", "becomes", "where", "says"),
    [
        ('"Names of plants."', "\u201cNames of plants.\u201d", (8, ""), "curly quotation marks"),
        ('"Names of plants."', "Names of plants.", (8, ""), "words must stand in straight quotation marks"),
        ('"Names of plants."', '"Names of plants.', (8, ""), "a quotation mark is missing"),
        ('"Names of plants."', '"They say "beans"."', (8, ""), "a quotation mark inside the words"),
        ('"Names of plants."', r'"beans \ peas"', (8, ""), "a backslash"),
        ('"Names of plants."', '"beans\x1b[2Jpeas"', (8, ""), "hidden character in this line"),
        (
            '"Names of plants."',
            r'"beans\u001b[2Jpeas"',
            (8, "topic 1, listen_for"),
            "hidden character (U+001B)",
        ),
        ('"Names of plants."', r'"beans\u202epeas"', (8, "topic 1, listen_for"), "hidden character (U+202E)"),
        ('"Names of plants."', '""', (8, "topic 1, listen_for"), "is empty"),
        ('"Names of plants."', r'"beans\npeas"', (8, "topic 1, listen_for"), "keep it to one line"),
        ('"Names of plants."', "7", (8, "topic 1, listen_for"), "straight quotation marks"),
        ('"What I enjoy"', '"What I enjoy and am good at"', (7, "topic 1, name"), "keep it to 24 characters"),
        ('"enjoy"', '"What I enjoy"', (6, "topic 1, id"), "small letters"),
        ('"enjoy"', '"-enjoy"', (6, "topic 1, id"), "small letters"),
        ('"allotment"', '"Allotment"', (1, "id"), "small letters"),
        ("[[topics]]", "[topics]", (5, "topics"), "begin each one with a line [[topics]]"),
        ("[[topics.prompts]]", "[topics.prompts]", (10, "topic 1, prompts"), "[[topics.prompts]]"),
        ("listen_for =", "name =", (8, ""), "already said further up"),
        ("[[topics]]", "[[topics]", (5, ""), "neither a section"),
        ('simpler = "What are you growing?"', "", (10, "topic 1, prompt 1, simpler"), "is missing"),
    ],
)
def test_each_mistake_is_named_with_its_line_and_field(written, was, becomes, where, says):
    problem = problem_of(written(GOOD.replace(was, becomes)))
    assert (problem.line, problem.field) == where
    assert says in problem.why


def test_a_misspelt_key_is_told_what_was_meant(written):
    problems = check_guide(written(GOOD.replace("simpler", "simple")))
    assert [(problem.line, problem.why) for problem in problems] == [
        (10, 'is missing; add a line simpler = "..."'),
        (12, "is not known here; did you mean simpler?"),
    ]


def test_a_key_written_below_the_wrong_heading_is_told_where_it_belongs(written):
    text = GOOD.replace('listen_for = "Names of plants."\n', "") + 'listen_for = "Names of plants."\n'
    problems = check_guide(written(text))
    assert "belongs to a topic, not to a prompt" in problems[-1].why
    assert problems[-1].line == 12


def test_several_problems_come_at_once_in_the_order_of_the_file(written):
    text = GOOD.replace('"allotment"', '"No"').replace('"What I enjoy"', '""').replace("ask", "aks")
    with pytest.raises(GuideError) as caught:
        load_guide(written(text))
    assert isinstance(caught.value, BadInputError)
    lines = [problem.line for problem in caught.value.problems]
    assert lines == sorted(lines)
    assert len(lines) == 4
    assert caught.value.sentence.startswith("mine.toml, line 1, id: ")
    assert "And 3 more" in caught.value.sentence


def test_two_topics_with_one_id_are_refused_at_the_second(written):
    problem = problem_of(written(GOOD + GOOD[GOOD.index("[[topics]]") :]))
    assert (problem.line, problem.field) == (14, "topic 2, id")


def test_lines_are_right_after_a_string_of_several_lines(written):
    text = GOOD.replace('"Names of plants."', '"""\nask = "no"\n[[topics]]\n"""').replace("simpler", "simpel")
    assert [problem.line for problem in check_guide(written(text))] == [8, 13, 15]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (GOOD.replace("Names", "Caf\u00e9s").encode("latin-1"), "not UTF-8"),
        (GOOD.encode("utf-16"), "not UTF-8"),
        (b"# " + b"x" * 1_000_000, "over 1 MB"),
        (b"x" * 3_000, "over 2000 characters"),
        (b"#\n" * 6_000, "over 5000 lines"),
        (b"\n".join([b"a = ["] + [b"[" * 1_000] * 30), "nested far too deep"),
        (b"Dear all,\nhere is our guide.\n", "neither a section"),
    ],
)
def test_a_hostile_or_mistaken_file_gets_a_sentence(written, content, says):
    problem = check_guide(written(content))[0]
    assert says in problem.why


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    assert problem_of(tmp_path / "no.toml").why == "there is no such file"
    assert problem_of(tmp_path).why == "this is not a file"


def test_a_strange_key_cannot_act_on_the_terminal(written):
    problems = check_guide(written(GOOD + '"\\u001b[2J" = "x"\n'))
    assert all(problem.sentence.isprintable() for problem in problems)


@given(st.binary(max_size=300) | st.text(alphabet=string.printable, max_size=300).map(str.encode))
def test_whatever_the_file_holds_the_answer_is_a_guide_or_printable_problems(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "any.toml"
    path.write_bytes(content)
    for problem in check_guide(path):
        assert problem.sentence.isprintable()
        assert 0 <= problem.line <= content.count(b"\n") + content.count(b"\r") + 1


@given(st.data())
def test_a_damaged_good_file_is_a_guide_or_has_problems(tmp_path_factory, data):
    start = data.draw(st.integers(0, len(GOOD)))
    length = data.draw(st.integers(0, 30))
    patch = data.draw(st.text(max_size=10))
    path = tmp_path_factory.mktemp("damaged") / "damaged.toml"
    path.write_bytes((GOOD[:start] + patch + GOOD[start + length :]).encode())
    problems = check_guide(path)
    assert problems or load_guide(path)


def test_a_council_guide_replaces_the_shipped_one_and_adds_its_own(tmp_path):
    shipped, council = tmp_path / "shipped", tmp_path / "council"
    shipped.mkdir()
    council.mkdir()
    (shipped / "one.toml").write_text(GOOD)
    (council / "any-name.toml").write_text(GOOD.replace("At the allotment", "On the plot"))
    (council / "two.toml").write_text(
        GOOD.replace('"allotment"', '"bench"').replace("At the", "A bench at the")
    )
    guides = Guides.load([shipped, council, tmp_path / "not there"])
    assert [(guide.id, guide.name) for guide in guides.all] == [
        ("bench", "A bench at the allotment"),
        ("allotment", "On the plot"),
    ]
    assert guides.problems == ()


def test_a_broken_council_guide_hides_nothing_and_is_reported(tmp_path):
    shipped, council = tmp_path / "shipped", tmp_path / "council"
    shipped.mkdir()
    council.mkdir()
    (shipped / "one.toml").write_text(GOOD)
    (council / "one.toml").write_text(GOOD.replace("ask", "aks"))
    (council / "notes.txt").write_text("not a guide")
    guides = Guides.load([shipped, council])
    assert guides.guide("allotment").name == "At the allotment"
    assert {problem.file for problem in guides.problems} == {council / "one.toml"}


def test_the_same_id_twice_in_one_folder_keeps_the_first_and_says_so(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD.replace("At the", "Back at the"))
    guides = Guides.load([tmp_path])
    assert guides.guide("allotment").name == "At the allotment"
    assert [problem.file.name for problem in guides.problems] == ["b.toml"]


def test_asking_for_a_guide_that_is_not_there_lists_those_that_are():
    with pytest.raises(NotFoundError, match="none"):
        Guides(()).guide("whole-person")


def test_a_file_where_a_folder_should_be_is_reported(tmp_path: Path):
    (tmp_path / "guides").write_text("")
    guides = Guides.load([tmp_path / "guides"])
    assert guides.all == ()
    assert "cannot be opened" in guides.problems[0].why


def test_the_example_in_the_manual_is_a_whole_guide(written):
    manual = (Path(__file__).parents[2] / "docs" / "guides.md").read_text(encoding="utf-8")
    example = manual.split("```toml\n")[1].split("```")[0]
    assert [topic.id for topic in load_guide(written(example)).topics] == ["enjoy", "give"]
