"""Access heard: whether steps or walking are hard for somebody, rather than only spoken of."""

import re

from conversation_kit.matching.aversions import averse_to
from conversation_kit.matching.words import Words

_STEPS = r"(?:stairs|steps|staircases?|flights?|stair)"
_HARD = re.compile(
    rf" (?:cant|couldnt|not|no|never|will not|wouldnt|struggle|struggles|struggling|hard|harder|bad"
    rf"|killing|kills?|murder|knees?"
    rf"|hips?|legs?|ankles?|breath|puffs?|puffed|slow|slowly|bottom|backside|bum|crawl|crawling|trouble"
    rf"|difficult|difficulty|rest"
    rf"|halfway|half way|sticks?|frame|wheels|wheelchair|chair|scooter|pram|lungs|heart|fallen|falls"
    rf"|dizzy|giddy|scared|frightened"
    rf"|wary|avoid|dread|hate|problem|defeat|defeats|beat|beats|stuck|trapped|carried|lifted|lift"
    rf"|too many|steep|unless|without|if there"
    rf"|if its|weak|wobbly|unsteady|balance|shake|past|beyond|because of|worry|worried|nervous) "
    rf"(?:\w+ ){{0,6}}?{_STEPS}(?= )"
    rf"| {_STEPS} (?:\w+ ){{0,6}}?(?:cant|couldnt|not|no|never|will not|hard|harder|bad|kill|kills"
    rf"|killing|murder|knees?|hips?|legs?"
    rf"|breath|puffed|slow|slowly|bottom|backside|bum|crawl|trouble|difficult|difficulty|rest|halfway"
    rf"|problem|defeat|defeats|beat"
    rf"|beats|beyond|finish|finishes|impossible|torture|out|stop|stops|lungs|heart|scare|frighten|worry"
    rf"|take it out|too much"
    rf"|wear|do my|does my|get my|gets my|nightmare)(?= )"
    rf"| (?:its|its all|them|those|these|all them|all those|its them|its those|all these) {_STEPS} (?:\||$)"
    rf"| (?:on|with) (?:\w+ )?{_STEPS} (?:these days|now|nowadays)(?= )"
)
"""Steps are hard, by what is said around them."""
_FINE = re.compile(
    rf" (?:dont|doesnt|didnt|not|no|never) (?:\w+ )?(?:mind|minded|bother|bothered|worry|trouble"
    rf"|problem|scared|afraid|fussed)"
    rf" (?:\w+ ){{0,4}}?{_STEPS}(?= )"
    rf"| {_STEPS} (?:\w+ )?(?:are |is |s |ive |have )*(?:no bother|no problem|no trouble|not a problem"
    rf"|no odds|fine|dont bother"
    rf"|dont worry|isnt a problem|arent a problem|keep my|kept my|no worry|no matter|are okay|are ok)(?= )"
    rf"| (?:up and down|run up|runs up|ran up|skip up|first|next|small|little|baby"
    rf"|big) (?:\w+ )?(?:stairs|steps)(?= )"
    rf"| (?:steps to|steps towards|steps in|thousand steps|12 steps?|twelve steps?)(?= )"
    rf"| (?:off|under|to|by|beside|down|on) (?:the )?(?:stairs|steps) (?:side|in (?:19|20)\d\d|cupboard"
    rf"|carpet|rail|wall)(?= )"
)
"""They are no trouble, or another kind of step."""


def steps_are_hard(said: str, words: Words) -> bool:
    """Whether steps or walking are hard for somebody.

    Args:
        said: What holds for whoever it is for: padded lines of folded words, a bar between two breaths.
        words: The words to go by.
    """
    rest = _FINE.sub(" | ", said)
    return words.cue_in("access", rest) or averse_to(rest, "thing_stairs", words) or bool(_HARD.search(rest))
