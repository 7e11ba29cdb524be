"""Turns of ages: the ways in which entries write whom they are for, in years."""

import re

_WHO = r"(?:adults?|people|those|women|men|ladies|anyone|anybody|residents|aged|age|the|for|to|our)"
_THE_AGE = r"(?:the[- ]age[- ]of[- ])?"
_NO_AGE = (
    r"(?! ?(?:%|years?(?! (?:old|of age|and (?:over|above|up)))|months|weeks|miles|minutes|members"
    r"|families|stalls"
    r"|different|interest))"
)
_UNDER = r"(?:^ *|\b(?:for|aged|the|our) (?:(?:children|those|people|young people|kids|boys|girls|and) )?|u)"
"""Before "under 11s": what makes it the ones it is for, rather than a rule for those who come along."""
_A_RULE = (
    r"(?! (?:with|must|free|need|bring|are not|are free|go free|may|can|should|half|permitted|accompanied))"
)
_OF_TIME = r" ?(?:[ap]m|[.:]\d|%|weeks|months|miles|people|members)"
_TO = r"\s*(?:-|\u2013|to|and)\s*"
_SECTIONS = (
    r"(?:squirrels?|beavers?|cubs?|scouts?|rainbows|brownies|guides|rangers|explorers?|juniors?|seniors?"
    r"|minis|infants|intermediates)"
)
_SECTION_PARTS = (
    "squirrel", "beaver", "cub", "scout", "rainbow", "brownie", "guide", "ranger", "explorer", "junior", "senior",
    "minis", "infants", "intermediates",
)  # fmt: skip
_NO_HOUR = r"(?! ?(?:[ap]m\b|[.:]\d))"
AGES = tuple(
    (re.compile(pattern), kind, needs)
    for pattern, kind, needs in (
        (rf"\b(?:aged?|ages)\s+(?:from |between )?(\d{{1,2}}){_TO}(\d{{1,3}})\b", "both", ("age",)),
        (rf"\bthe ages of (\d{{1,2}}){_TO}(\d{{1,3}})\b", "both", ("the ages of",)),
        (rf"\bfor (\d{{1,2}}){_TO}(\d{{1,3}})(?:'?s\b| ?years?\b| ?yrs?\b)", "both", ("for ",)),
        (
            rf"\b{_SECTIONS}(?: scouts?)?(?: are| is|:)? ?\(?(\d{{1,2}}) ?(?:-|\u2013|to) ?(\d{{1,2}})\b{_NO_HOUR}",
            "sections",
            _SECTION_PARTS,
        ),
        (r"\b(\d{1,2})\s*(?:-|\u2013|to)\s*(\d{1,2})\s*(?:years?|yrs?|year olds?)\b", "both", ("year", "yr")),
        (
            r"\bage (?:range|group)(?: is| ?:)? ?(\d{1,2}) ?(?:-|\u2013|\u2014|to|up to|and) ?(?:under )?(\d{1,2})\b",
            "both",
            ("age range", "age group"),
        ),
        (
            r"\bage range (?:\w+ ){0,3}is (?:between |from )?(\d{1,2}) (?:and|to|-) (\d{1,2})\b",
            "both",
            ("age range",),
        ),
        (
            rf"\b{_SECTIONS} \((\d{{1,2}}) ?(?:-|\u2013|to) ?(\d{{1,2}})\)",
            "both",
            (" (",),
        ),
        (r"\bbetween(?: the ages of)? (\d{1,2}) and (\d{1,3})\b(?= ?years)", "both", ("between",)),
        (
            rf"\b(?:over|aged|age)\s*(\d{{2}})\s*(?:'?s\b|\+|and over|and above|plus|or over){_NO_AGE}",
            "least",
            ("over", "age"),
        ),
        (rf"\b{_WHO} ?,?\s+over[- ]{_THE_AGE}(\d{{2}})(?:'?s)?\b{_NO_AGE}", "least", ("over",)),
        (rf"\bover[- ]{_THE_AGE}(\d{{2}})(?:'?s\b| only\b| years (?:old|of age)\b)", "least", ("over",)),
        (
            rf"\b(\d{{2}})\s*(?:\+|plus\b|and over\b|or over\b|years and over\b){_NO_AGE}",
            "least",
            ("+", "plus", "over"),
        ),
        (r"\b(\d{2})[ -]year[ -]olds? and (?:over|up|above|upwards)\b", "least", ("year",)),
        (r"\b(\d{2}) years(?: of age)? and (?:over|above)\b", "least", ("year",)),
        (
            r"\b(?:aged?|ages) (?:from )?(\d{1,2}) (?:and|or) (?:over|above|up|upwards|onwards|older)\b",
            "from",
            ("age",),
        ),
        (
            r"\b(\d{1,2}) ?(?:yrs?|years?)(?: old| of age)? and (?:up|over|above|upwards)\b",
            "from",
            ("yr", "year"),
        ),
        (
            r"\b(\d{1,2}) ?(?:yrs?|years?)(?: old| of age)? (?:upwards|onwards)\b",
            "from",
            ("upwards", "onwards"),
        ),
        (r"\bminimum age(?: is| ?:)? ?(\d{1,2})\b", "from", ("minimum age",)),
        (r"\b(?:minimum|at least) (\d{1,2}) years (?:old|of age)\b", "from", ("minimum", "at least")),
        (r"\bmust be (?:aged )?(\d{2}) or (?:over|older)\b", "least", ("must be ",)),
        (
            (
                rf"\b(?:must be|to be|if you are|if you're|you are|you're|who are|those of us|everyone"
                rf"|everybody) "
                rf"over (\d{{2}})\b{_NO_AGE}"
            ),
            "least",
            ("over ",),
        ),
        (
            rf"\b(?:from|age|aged) (\d{{2}}) (?:and )?(?:upwards|onwards|plus)\b{_NO_AGE}",
            "least",
            ("upwards", "onwards", "plus"),
        ),
        (
            (
                r"\b(?:young people|children|kids|girls|boys|teenagers|teens|youngsters|students|pupils)"
                r"(?: aged| of| ages| from)?\s*[(,]?\s*(\d{1,2}) ?(?:-|\u2013|to) ?(\d{1,2})\b(?!\s*(?:am|pm"
                r"|[.:]\d))"
            ),
            "both",
            ("young", "child", "kids", "girls", "boys", "teen", "students", "pupils"),
        ),
        (r"\bno under[- ](\d{2})'?s?\b", "least", ("no under",)),
        (
            r"\b\d{1,2} (?:months?|weeks?) ?(?:-|\u2013|to) ?(\d) ?(?:years?|yrs?)\b",
            "most",
            ("month", "week"),
        ),
        (r"\b(?:under|younger than) (\d{1,2}) ?(?:months?|mths?)\b(?! ago)", "months", ("under", "younger")),
        (
            (
                r"\b(?:babies|baby|infants?|children|little ones|tots)\b[^.;]{0,24}?\b(?:to|-"
                r"|\u2013) ?(\d{1,2}) ?(?:months?|mths?)\b"
            ),
            "months",
            ("month", "mth"),
        ),
        (r"\bages? up to (\d{1,2})\b", "most", ("up to",)),
        (
            (
                rf"\b(?:young people|children|kids|girls|boys|teenagers|youngsters|people|adults|pupils|anyone)"
                rf" between(?: the ages of)? (\d{{1,2}}) and (\d{{1,2}})\b(?!{_OF_TIME})"
            ),
            "both",
            ("between",),
        ),
        (r"^ *(adults) only\b", "adults", ("adults",)),
        (
            (
                r"\b(?:criteria|restrictions?|eligib\w+|ages?|age (?:range|group)|who can (?:come|join|attend))"
                r" ?: ?(adults)\b(?! (?:and|or|with) (?:child|famil|young|teen))"
            ),
            "adults",
            ("adults",),
        ),
        (r"\b(?:for|open to) (adults) only\b", "adults", ("adults",)),
        (
            r"\bu(?:nder[- ]?)?\d{1,2}'?s? ?(?:-|to|up to|through to) ?u(?:nder[- ]?)?(\d{1,2})'?s?\b",
            "under",
            ("u",),
        ),
        (
            rf"{_UNDER}under[- ]\d{{1,2}}'?s?(?: ?\([^)]*\))?(?:,| and| or|, and) under[- ](\d{{1,2}})'?s?\b{_A_RULE}",
            "under",
            ("under",),
        ),
        (rf"{_UNDER}under[- ]{_THE_AGE}(\d{{1,2}})'?s?\b{_A_RULE}", "under", ("under",)),
        (
            r"\b(?:up to|until|till|before) (?:their|the|your|his|her) (\d{1,2})(?:st|nd|rd|th) birthday\b",
            "under",
            ("birthday",),
        ),
        (r"\bup to (?:the age of |age )?(\d{1,2}) ?years(?: old| of age)\b", "most", ("up to",)),
        (
            r"[.!?:] \(?(\d{1,2}) ?(?:-|\u2013|to) ?(1[3-9]|[2-9]\d)\)?[ .!]*$",
            "last",
            ("-", "\u2013", "to"),
        ),
    )
)
"""Each pattern with what it tells, and parts of words of which it needs one: looking for these first is quicker."""
