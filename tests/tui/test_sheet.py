"""The style sheet reads each rule once, and everything again when colours change."""

import pytest
from textual.color import Color
from textual.css.tokenizer import TokenError

from conversation_kit.tui.sheet import SheetReadOnce


def sheet_with(css):
    sheet = SheetReadOnce(variables={"ink": "#102030"})
    sheet.add_source(css, ("one.tcss", ""))
    sheet.reparse()
    return sheet


def test_what_was_read_is_not_read_again_when_more_is_added():
    sheet = sheet_with("A { color: $ink; }")
    first = sheet.rules[0]
    sheet.add_source("B { color: red; }", ("two.tcss", ""))
    sheet.set_variables({"ink": "#102030"})
    sheet.reparse()
    assert sheet.rules[0] is first
    assert [rule.selector_names for rule in sheet.rules] == [{"A"}, {"B"}]


def test_other_colours_have_everything_read_again():
    sheet = sheet_with("A { color: $ink; }")
    sheet.set_variables({"ink": "#405060"})
    sheet.reparse()
    assert sheet.rules[0].styles.get_rule("color") == Color.parse("#405060")


def test_what_cannot_be_read_leaves_the_rest_as_it_was():
    sheet = sheet_with("A { color: $ink; }")
    before = list(sheet.rules)
    sheet.add_source("B { colour }", ("two.tcss", ""))
    with pytest.raises(TokenError):
        sheet.reparse()
    assert sheet.rules == before
