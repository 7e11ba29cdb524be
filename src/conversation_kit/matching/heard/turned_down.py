"""Turned down: pastimes that somebody puts aside without a word of dislike, and groups that they say are not for them.

"I've not the patience for cards" or "football's a mug's game" names a pastime and says with a turn of phrase that it
is out. What was never learnt or cannot be done ("I can't cook") is not put aside: they may like to learn it.
"""

import re
from collections.abc import Iterable, Iterator

from conversation_kit.matching.heard.had_heard import had_of
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import TURNED_DOWN, Meant
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.figures import is_written_out, usual
from conversation_kit.matching.vocabulary.plain import line, spoken, stem
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_ASIDE = re.compile(
    r" (?:was|were|been|have|had|id|im|i|is) never (?:been |was |were |had )?(?:really "
    r"|exactly )?(?:one|much of a one|a great one|a big one|a great|much of a|any good|much good"
    r"|much cop|any use|any great shakes|a lover|much|keen|bothered)"
    r"(?: for| at| with| of| on| about)?(?= )"
    r"| (?:not|no|never had|havent|havent got|hasnt|lack|lost|never got|got no) (?:got )?(?:the |any "
    r"|my |enough )*"
    r"(?:patience|stomach|head|ear|eye|hands|legs|puff|concentration|nerves|knack|gift|voice"
    r"|attention span|appetite|time) for(?= )"
    r"| (?:hands|fingers|legs|knees|eyes|lungs|back|wrists|ears|chest|shoulders|hips|voice"
    r"|throat) (?:are|is|will not) "
    r"(?:past|not up to|arent up to|isnt up to|no good for|too \w+ for|finished for|let my|have it"
    r"|beyond|not let my)(?= )"
    r"| (?:hands|fingers|legs|knees|eyes|lungs|back|wrists|ears|chest|shoulders|hips|voice"
    r"|throat) (?:arent|isnt) up to(?= )"
    r"| (?:is|are|was|were) (?:a mugs game|for them (?:that|who|as|whats)|for people (?:who|that|with)"
    r"|for those|for kids|for children|for snobs|for posh|for toffs|for the birds|for saddos"
    r"|for sissies|for cissies|for nancies|daft|boring|rubbish|dull|deadly|torture|hell|not my"
    r"|beyond my|behind my|the pits|a bore|a waste of time|bad for my|killing my|out of the question"
    r"|too \w+ for my|too much for my|like watching paint|as dull as)(?= )"
    r"| \w+ (?:is|are) out(?= \|| $| with| for my| now| these| since| because)"
    r"| (?:tried|did|do|went to|been to|had a go at|gave|joined|done) .{0,60}?(?:and|but|only) (?:it"
    r"|that|they|i) "
    r"(?:put my|did (?:nothing|my)|hurt|was all|were all|was nothing|bored|nearly|gave up|wrecked"
    r"|knackered|ruined|killed|hated|made my|made it worse|came away|felt (?:daft|stupid|old"
    r"|out of place)|never went|didnt|couldnt|wasnt|werent)(?= )"
    r"| (?:for toffee|to save my life|for the life of my|in a bucket|two left feet|all thumbs|tone deaf)(?= )"
    r"| (?:everything|all|whatever) (?:they|theyve|they have|anybody|anyone|people|folk) "
    r"(?:ever |have |has |keep |can )*(?:sent|send|sends|sending|offered|offer|offers|give|gave|given|got|put) "
    r"(?:my |us )?(?:to |for |down for |down )*(?:is|was|were|are)(?= )"
    r"| (?:if i never|hope i never|not if i|dont care if i never) (?:see|hear|do|play|eat|smell|pick up"
    r"|look at)(?= )"
    r"| (?:done|did|had) my (?:share|bit|stint|whack) (?:of|with|at|on)(?= )"
    r"| past all (?:that|this|the|them)(?= )| (?:a lifetime|a bellyful|quite enough"
    r"|more than enough) of(?= )"
    r"| (?:enough of (?:it|that|them)|sick of it|fed up of it|bored of it)(?= )"
    r"| (?:does|do|did|doing) (?:nothing|nowt|anything) for my(?= )"
    r"| (?:dont|didnt|cant|couldnt|never) (?:really )?(?:see the point|get the point"
    r"|understand the appeal|see what they see|get on with|get excited|be bothered|be fussed"
    r"|work up any|summon up)(?= )"
    r"| (?:no thank you|no thanks|not likely|not on your nelly|not on your life|you must be joking"
    r"|count my out|pass on|none of that|none of it|not for the likes|not for all the)(?= )"
    r"| (?:in front of|near) (?:a|an|any|the) (?:bingo card|easel|microphone|sewing machine|keyboard"
    r"|dart ?board)(?= )"
    r"| (?:bored|bores|boring) (?:my )?(?:rigid|stiff|silly|senseless|daft|to)(?= )"
    r"| (?:id|i would|would) (?:sooner|rather) (?:watch|stick|pull|have|sit|eat|go to|clean|wash|scrub"
    r"|boil) .{0,30}? than(?= )"
    r"| (?:last|only) time (?:i|we) (?:did|played|tried|went|sang|danced|swam) .{0,40}?(?:broke|fell"
    r"|cried|ended up|sick|hurt|ached|laughed at|thrown|pulled)(?= )"
)
"""What is put aside."""
_FOND = re.compile(
    r" (?:miss|missed|for one|on my own|alone|by myself|without him|without her|since he|since she|love"
    r"|loved|loves|enjoy|enjoyed|wish|like to|want to|want a|learn|lessons|used to love|shame|pity"
    r"|still|again|back to|back into|but i can|keep|not the same without|nobody to|teach|show my"
    r"|help my|for one|alone|on my own|on my tod|by myself)(?= )"
)
"""It is longed for instead, or to be learnt; or what is no fun is doing it alone."""
_WENT = re.compile(
    r" (?:tried|had a go at|signed up for|fell out|chucked|threw|packed in|older than|younger than"
    r"|everybody says|everyone says|dont say|not them"
    r"|not the|no more of|always on about|keep (?:saying|telling|sending|on about)|where i am|where im"
    r"|never away|is full of|are full of"
    r"|is all|are all|was all|were all)(?= )"
)
"""How somebody speaks of a group that is not for them, or where they are already."""
_NOT_YET = re.compile(
    r" (?:never tried|not tried|havent tried|never been|not been|havent been|loved|love|enjoyed|miss"
    r"|missed|lovely|brilliant|marvellous|smashing|wonderful|grand|great|fantastic|best|wish|want to"
    r"|like to|meaning to|going to|should|might|good|again|would|could|nearly|almost|about to|friend"
    r"|mate|neighbour|sister|they say|tell my about|ask about|how do)(?= )"
)
"""They would like to, or never were there."""
_OPENING = re.compile(
    r" (?:and |but |just |only )?(?:(?:i )?(?:have |got )*no intention of|not (?:that|them|those|these"
    r"|any of (?:that|them|those)|one of (?:them|those)|another|some)|none of (?:your|that|them)|no more of"
    r"|spare (?:me|my)) "
)
"""How a clause begins that goes on with the name of what it sets aside."""
_NAMED = 4
"""So many words after it may be that name."""
_SURE = 0.35
"""The share from which a pastime is meant by the words of a clause that puts it aside, or dislikes it."""
_SUREST = 0.6


def puts_aside(clause: Clause) -> bool:
    """Whether a clause puts aside the pastime that it speaks of."""
    said = usual(line(spoken(is_written_out(clause.said))))
    return bool(_ASIDE.search(said)) and not _FOND.search(said)


def group_put_aside(clause: Clause) -> bool:
    """Whether a clause that names a group says that it is not for them, or that they are there already."""
    said = line(clause.words)
    return bool(_WENT.search(said)) and not _NOT_YET.search(said)


def things_set_aside(clause: Clause, words: Words) -> frozenset[str]:
    """The stems of what a clause like "not that chair business" sets aside: no entry called so will do."""
    said = line(clause.words)
    opening = _OPENING.match(said)
    named = said[opening.end() :].split()[:_NAMED] if opening is not None else []
    telling = (word for word in named if word not in words.small and len(word) >= _FEWEST)
    return frozenset(stem(word) for word in telling) - words.generic


def pastimes_of(clause: Clause, hits: Iterable[Hit], words: Words) -> Iterator[str]:
    """The ids of the themes that a clause which turns something down speaks of.

    What its words say, else the one that its meaning is surely of. Only what one joins: help is never put aside, for
    "not another form" asks for it.
    """
    told = [hit.phrase.theme for hit in hits if hit.whole and not hit.guess]
    if told:
        if clause.meant is Meant.HAD:
            yield from had_of(hits, words)
            return
        ways = (Way.JOIN, Way.HELP) if clause.meant is Meant.DISLIKED else (Way.JOIN,)
        yield from (theme for theme in told if words.themes[theme].way in ways)
        return
    if words.meaning is None or len(clause.words) < _FEWEST:
        return
    for guess in words.meaning.guesses(clause.words)[:1]:
        theme = words.themes.get(guess.theme)
        joined = (
            theme is not None
            and theme.way is Way.JOIN
            and not (theme.public or theme.only or theme.sensitive)
        )
        if joined and guess.share >= (_SURE if clause.meant not in TURNED_DOWN else _SUREST):
            yield guess.theme


_FEWEST = 3
"""Words of a clause that may be read for its meaning, and letters of a word that names a thing."""
