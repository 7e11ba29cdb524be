"""Why something is suggested, in words a person would say; the kind of match stays named, a guess as a guess."""

import re

_IN_OTHER_WORDS = (
    (r'the same words?, "(.*)"', "the Book says “{}” too"),
    (r"our word list, a guess: (.*)", "maybe about {}, by our list of words (a guess)"),
    (r"our word list: (.*)", "about {}, by our list of words"),
    (r"related meaning \(a guess\): what it says of itself", "its own words are near to what was said (a guess)"),
    (r"related meaning \(a guess\): (.*)", "sounds like {} (a guess from the meaning)"),
    (r"a place to give, by related meaning \(a guess\): (.*)", "might welcome it: {} (a guess from the meaning)"),
    (r"a place to give: (.*)", "might welcome it: {}"),
    (r'they ask for it: "(.*)"', "they ask for “{}”"),
    (r"they ask for it: (.*)", "they ask for {}"),
    (r"the activity list: (.*)", "about {}, by the list of activities"),
    (r'"(.*)" is spelt nearly like "(.*)"', "“{}” read as “{}”"),
    (r'the name, "(.*)"', "they named {}"),
    (r'there for people who find it hard: "(.*)"', "there for people who find “{}” hard"),
)  # fmt: skip


def in_plain_words(because: str) -> str:
    """Return the kind of match, as ``Reason.because`` names it, the way a person would say it."""
    for form, said in _IN_OTHER_WORDS:
        if found := re.fullmatch(form, because, re.DOTALL):
            return said.format(*found.groups())
    return because
