"""Access heard: whether steps or walking are hard for somebody, rather than only spoken of."""

import re

from conversation_kit.matching.heard.aversions import averse_to
from conversation_kit.matching.vocabulary.words import Words

_STEPS = r"(?:stairs|steps(?! (?:out|in|up|back|aside|forward|away)\b)|staircases?|flights?|stair)"
_HARD = re.compile(
    rf" (?:cant|couldnt|not|no|never|will not|wouldnt|struggle|struggles|struggling|hard|harder|bad"
    rf"|killing|kills?|murder|knees?|hips?|legs?|ankles?|breath|puffs?|puffed|puffing|blowing|wheezing"
    rf"|gasping|slow|slowly|bottom|backside|bum|crawl|crawling|trouble|difficult|difficulty|rest"
    rf"|halfway|half way|sticks?|frame|wheels|wheelchair|chair|scooter|pram|lungs|heart|bump|nerve|cry"
    rf"|foot|leg|hip|trusted|fallen|falls|dizzy|giddy|scared|frightened|wary|avoid|dread|hate|problem"
    rf"|defeat|defeats|beat|beats|stuck|trapped|carried|lifted|lift|too many|steep|unless|without"
    rf"|if there|if its|weak|wobbly|unsteady|balance|shake|past|beyond|because of|fell|tumble|tumbled"
    rf"|tumbles|slipped|tripped|worry|worried|nervous) "
    rf"(?:\w+ ){{0,6}}?{_STEPS}(?= )"
    rf"| {_STEPS} (?:\w+ ){{0,6}}?(?:cant|couldnt|will not|wouldnt|hard|harder|bad|kill|kills|killing"
    rf"|murder|knees?|hips?|legs?|breath|blowing|puffing|wheezing|gasping|puffed|slow|slowly|bottom"
    rf"|behind|backside|bum|crawl|foot|leg|trouble|difficult|difficulty|rest|halfway|problem|defeat"
    rf"|defeats|beat|beats|beyond|finish|finishes|impossible|torture|out|stop|stops|lungs|heart|scare"
    rf"|frighten|worry|take it out|too much|wear|do my|does my|get my|gets my|nightmare)(?= )"
    rf"| (?:its|its all|them|those|these|all them|all those|its them|its those|all these) {_STEPS} (?:\||$)"
    rf"| (?:on|with) (?:\w+ )?{_STEPS} (?:these days|now|nowadays)(?= )"
)
"""Steps are hard, by what is said around them."""
_FINE = re.compile(
    rf" (?:dont|doesnt|didnt|not|no|never) (?:\w+ )?(?:mind|minded|bother|bothered|worry|trouble"
    rf"|problem|scared|afraid|fussed)"
    rf" (?:\w+ ){{0,4}}?{_STEPS}(?= )"
    rf"| {_STEPS} (?:\w+ )?(?:are |is |s |ive |have )*(?:no bother|no problem|no trouble|not a problem"
    rf"|no odds|fine|dont bother|dont worry|isnt a problem|arent a problem|keep my|kept my|no worry"
    rf"|no matter|are okay|are ok)(?= )"
    rf"|(?<! cant)(?<! cant get)(?<! get)(?<! couldnt get) (?:up and down|run up|runs up|ran up|skip up"
    rf"|first|next|small|little|baby|big) (?:\w+ )?(?:stairs|steps)(?= )"
    rf"| (?:steps to|steps towards|steps in|thousand steps|12 steps?|twelve steps?)(?= )"
    rf"| (?:off|under|to|by|beside|down|on) (?:the )?(?:stairs|steps) (?:side|in (?:19|20)\d\d|cupboard"
    rf"|carpet|rail|wall)(?= )"
)
"""They are no trouble, or another kind of step."""


_NAMED = (" stair", " step", " flight")
"""Without one of these no steps are spoken of; looking for them first is quicker."""


def steps_are_hard(said: str, words: Words) -> bool:
    """Whether steps or walking are hard for somebody.

    Args:
        said: What holds for whoever it is for: padded lines of folded words, a bar between two breaths.
        words: The words to go by.
    """
    named = any(step in said for step in _NAMED)
    rest = _FINE.sub(" | ", said) if named else said
    return (
        words.cue_in("access", rest)
        or averse_to(rest, "thing_stairs", words)
        or (named and bool(_HARD.search(rest)))
    )
