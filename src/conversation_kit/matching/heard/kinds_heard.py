"""Kinds heard: kinds of place and of task that somebody keeps away from or cannot do, beside those of ``aversions``.

A hospital, a trip, a book to be read, an exam, driving, babies after a loss, work that is not allowed, a sitter
whom nobody knows, a walk, a referral, a waiting list, a membership, a voucher.
"""

import re

from conversation_kit.matching.heard.aversions import averse_to
from conversation_kit.matching.heard.who_heard import not_theirs
from conversation_kit.matching.vocabulary.words import Words

_THINGS = {"hospital": "thing_hospital", "books": "thing_books", "exams": "thing_exams"}
_SEEN_ENOUGH = re.compile(
    r" (?:spent|lived|practically lived|wasted|been in and out of|in and out of|seen the inside of"
    r"|seen too much of|half my life|years|months|weeks) (?:\w+ ){0,5}?(?:hospitals?|infirmary|wards?"
    r"|outpatients|waiting rooms?)(?= )[^|]*?"
    r"(?:not going|not go|never again|never want|seen enough|had enough|no more|dont want|cant face"
    r"|rather not)(?= )"
    r"| (?:hospitals?|infirmary|ward|wards) (?:where|is where|thats where|he died|she died|took)(?= )[^|]*?"
    r"(?:cant|not|never|wouldnt|rather not)(?= )"
    r"| (?:not|cant|couldnt|never|rather not|will not|wouldnt) (?:\w+ ){0,2}?(?:set foot (?:back )?in"
    r"|go (?:back )?(?:to|in|into|near)|going (?:back )?(?:to|in|into|near)|face|walk into|be in|sit in"
    r"|stand|bear|abide) (?:that|the) (?:hospital|infirmary|ward)(?= )"
    r"| (?:\||^)? ?not (?:that|the) (?:hospital|infirmary|ward)(?= )"
)
_NO_DRIVING = re.compile(
    r" (?:never|not|cant|couldnt|dont|doesnt|no longer|stopped|given up|gave up|not allowed to"
    r"|not fit to|not safe to|failed to learn to)"
    r" (?:\w+ ){0,2}?(?:driv\w+|drove)(?= )(?! (?:\w+ )?(?:mad|round the bend|up the wall|at night"
    r"|in the dark|on the motorway|far|away|off|out|force|lessons))"
    r"| (?:gave up|given up|handed in|handed|sold|lost|took|taken|scrapped|got rid of) (?:my|our|the"
    r"|up my) (?:\w+ )?(?:car|licence|license|keys|van|motor)(?= )"
    r"| (?:no|without a|havent a|havent got a|not got a|dont have a|dont own a"
    r"|never had a) (?:\w+ )?(?:car|licence|license|van|motor|wheels)(?= )"
    r"| (?:banned from driving|points on my|failed my (?:driving )?test|off the road|car is off"
    r"|cars off)(?= )"
)
"""They do not drive, or should not."""
_NO_BOOKS = re.compile(
    r" (?:never|not|cant|couldnt|no good at|hard to|struggle to|struggle with|trouble with|bad at"
    r"|difficulty|no use at|slow at|hopeless at) (?:\w+ )?(?:read|reading|write|writing|spell|spelling"
    r"|letters)(?= )(?! (?:music|the|a|an|my|it|its|to|our|his|her|their|that|this|maps?|print|what"
    r"|from|them|things|labels?|tins|letters|about)\b)"
    r"| (?:eyes?|sight|print|words) (?:\w+ ){0,6}?(?:not up to|arent up to|too (?:small|bad|poor|weak)"
    r"|gone|swims?|swim|jump|jumps|dance|dances|blurr\w*|move about)(?= )"
    r"| (?:dyslexic|dyslexia|cant see to read)(?= )"
)
_NO_EXAMS = re.compile(
    r" (?:went to pieces|fall apart|fell apart|go blank|went blank|froze|freeze|failed all my|failed my"
    r"|sick|panic|panicked|shake|hopeless|useless|no good) (?:\w+ ){0,3}?(?:exams?|tests?|coursework"
    r"|assessments?|school work)(?= )"
    r"| (?:school|exams?|tests?) (?:was|were|is|are) (?:\w+ )?(?:torture|hell|a nightmare|murder"
    r"|the worst|purgatory|misery)(?= )"
    r"| (?:never learnt|never learned|cant|couldnt) (?:to )?(?:read|write|spell)(?= (?:\||$|properly"
    r"|and|or|well|proper|but|so|i|very))"
)
_LOST_A_BABY = re.compile(
    r" (?:lost|buried) (?:our|my|the|a|another|two|three|four|2|3|4) (?:own |little |first |second "
    r"|last |only )?(?:baby|babies|twins?)(?= )"
    r"| lost (?:her|him|it|them) at (?:\w+ ){1,3}?(?:weeks|months)(?= )"
    r"| (?:had|after|since|through|from|another|third|second) (?:a |the |my "
    r"|our )?(?:\w+ )?(?:miscarriages?|stillbirth|stillborn)(?= )"
    r"| (?:born sleeping|born still|cot death)(?= )"
    r"| (?:we|i|never|couldnt|cant) (?:\w+ ){0,2}?(?:cant have|couldnt have|managed to have"
    r"|able to have|could have) (?:children|kids|babies|any"
    r"|our own|any of our own)(?= )| never (?:managed|able) to have (?:any|children|kids|babies|our own)(?= )"
    r"| (?:ivf|rounds) (?:\w+ ){0,3}?(?:failed|didnt work|didnt take)(?= )| been trying (?:for a baby "
    r"|for )?(?:\w+ )?years(?= )"
    r"| (?:babies|prams|pregnant (?:women|girls)|baby showers?|scans?) (?:\w+ ){0,3}?(?:set my|are hard"
    r"|is hard|hurt|break my|kill my"
    r"|finish my|make my cry|upset my)(?= )"
)
"""After which babies are too much."""
_EXPECTING = re.compile(r" (?:pregnant|expecting|second time for|due in|the scan|our scan|rainbow baby)(?= )")
"""Unless there is another on the way."""
_MAY_NOT_WORK = re.compile(
    r" (?:no right to work|no permission to work|without permission to work|must not (?:earn|work)"
    r"|mustnt (?:earn|work)|not allowed (?:to (?:work|earn)"
    r"|a job|paid work)|not permitted to (?:work|earn)|home office will not let my work|cant (?:work"
    r"|earn|take a job) (?:till|until|because of|without)"
    r" (?:\w+ ){0,3}?(?:papers|status|visa|letter|home office|permit))(?= )"
)
_SPEAKING_UP = re.compile(
    r" (?:cant|couldnt|not|never|will not|wouldnt|dont|dread|hate|clam up|freeze|frightened|scared|shy"
    r"|sick|rather not|no way)"
    r" (?:\w+ ){0,6}?(?:in front of|before) (?:a |an |the |all |other |lots of |strangers in a "
    r"|everybody in a )*(?:room|roomful|circle|audience|everybody|everyone|people i dont know|strangers"
    r"|whole room|crowd|lot of strangers|load of strangers)(?= )"
    r"| (?:spill|spilling|bare|baring|air|airing|wash|washing|share|sharing|pour|pouring|tell|telling"
    r"|talk|talking|discuss|discussing)"
    r" (?:about |out )?(?:my|our|your) (?:guts|soul|feelings|business|dirty washing|dirty linen|heart"
    r"|troubles|problems|private)"
    r"(?: \w+){0,4} (?:strangers|a group|a room|everybody|a circle|public|all and sundry|folk)(?= )"
    r"| (?:clam up|freeze|seize up|dry up|lose my voice|go to pieces|shut down) (?:\w+ ){0,3}?(?:group"
    r"|groups|circle|room|company|strangers|people)(?= )"
)
"""They could not speak of themselves before others."""

_NO_STRANGERS = re.compile(
    r" (?:not|never|cant|couldnt|will not|wouldnt|dont|doesnt|darent|refuses? to|rather not|hates?) "
    r"(?:\w+ ){0,4}?(?:leave|leaving|left|hand|handing|trust|trusting|settle|settling|stay|stop|go off) "
    r"(?:\w+ ){0,3}?(?:with|to) (?:a |any |some |total |complete |perfect |paid )*"
    r"(?:strangers?|outsiders?|sitters?|agency|just anybody|just anyone|any old body"
    r"|(?:somebody|someone|anybody|anyone|people|folk) "
    r"(?:i|we|he|she|they) (?:dont|doesnt|never|didnt|havent|hasnt))(?= )"
    r"| (?:will not|doesnt|wouldnt|cant|never) (?:have|let|take to|accept|settle with|put up with|tolerate) "
    r"(?:a |any )?(?:strangers?|sitters?|carers in|home helps?)(?= )"
    r"| (?:settle|settles|stay|stays|stop|go|goes|eat) (?:with|for|to) (?:anybody|anyone|nobody|no one) but my(?= )"
    r"| (?:will not|wouldnt|doesnt|refuses to|never|cant) (?:\w+ )?(?:go|be sent|go back|set foot) (?:to|in|into) "
    r"(?:a |the |any |that )?(?:day ?care|day centres?|respite|centre)(?= )"
    r"| (?:strangers?|sitters?|new faces?) (?:\w+ ){0,2}?(?:frightens?|upsets?|unsettles?|terrif(?:y|ies)"
    r"|panics?|scares?|sets?) (?:him|her|mum|dad|them)(?= )"
    r"| (?:he|she|hell|mum|dad) (?:will )?only (?:goes?|settles?|stays?|eats?|lets?|trusts?|knows?) "
    r"(?:\w+ )?(?:to |with |for |from )?my(?= (?:\||$|and|so|or|his|her))"
)
"""Whom they care for is not to be left with somebody unknown."""
_OFF_THEIR_FEET = re.compile(
    r" (?:not|cant|couldnt|nothing|anything|dont|no|never) (?:\w+ ){0,5}?(?<!back )(?<!up )"
    r"(?:on (?:my|your|their) feet|standing about|standing around|stood about|stood around)(?= )"
    r"(?! (?:again|financially|yet))"
    r"| (?:cant|couldnt|can hardly|can barely|can only just) (?:really |even )?(?:walk|stand)(?= )"
    r"(?! (?:in(?! (?:a|the) (?:queue|line))|into|past|away|out|by|through|it|him|her"
    r"|them|my|the|people|being|that|this|to|on my own|for (?:the|it|that|this|mayor)))"
    r"| (?:has|have|need|needs|got|id|would) (?:to |have to )*(?:be|stay) (?:sat|seated|sitting|off my feet)(?= )"
    r"| (?:stood|standing|walking|on my feet) (?:\w+ ){0,6}?(?:hips?|knees?|legs?|back|feet|ankles?) "
    r"(?:\w+ )?(?:are |is |on |in )*(?:fire|killing|gone|giving|agony|screaming|murder|swell|throb"
    r"|throbbing|go|goes|give|gives|seize)(?= )"
    r"| (?:puffed|breathless|out of breath|wheezing|gasping|no puff|blowing) (?:\w+ ){0,3}?(?:walking|to the (?:gate"
    r"|door|shop|shops|end|corner|bus|bus stop|toilet|bathroom))(?= )"
    r"| (?:dizzy|faint|giddy|black out|blackout|keel over|fall over) (?:if|when|whenever|every time|soon as) i "
    r"(?:stand|stood|get up|walk)(?= )"
    r"| if i (?:shower|wash|bathe|get dressed|do one thing|do anything|have a bath|have a shower|push it"
    r"|overdo it|go out)(?= )[^|]*?(?:cant do|cant move|thats my|thats it|im done|in bed|flat out|wiped"
    r"|finished|for days|next day|rest of)(?= )"
)
"""They cannot stand or walk for as long as a walk takes."""
_NO_REFERRAL = re.compile(
    r" (?:not|never|will not|wouldnt|dont|cant|rather not|without|refuse to|hate|no) (?:\w+ ){0,3}?"
    r"(?:going through|go through|bother|bothering|asking|ask|see|seeing) (?:the |my |a |any )?(?:gp|doctors?|surgery"
    r"|social services|social worker|health visitor)(?= )"
    r"| (?:not|never|will not|wouldnt|dont|cant|rather not|without|hate) (?:\w+ ){0,3}?(?:referred|being referred"
    r"|a referral|referral|referrals|referring)(?= )"
    r"| (?:no|not got a|havent a|havent got a|dont have a|never had a|aint got a|without a) (?:\w+ )?(?:gp|doctor"
    r"|social worker|support worker|key worker|referral)(?= (?:\||$|to|and|so|or|yet|for|here))"
    r"| not registered (?:with|at|anywhere)(?= )"
    r"| (?:need|needs|want|wants|wanted|asked for) (?:\w+ ){0,2}?(?:letter|referral|note) (?:\w+ ){0,6}?"
    r"(?:havent|not got|nobody|no one|will not|refuse|refused|dont have)(?= )"
)
"""Nobody is there to refer them, or they will not ask."""
_NO_WAITING = re.compile(
    r" (?:cant|couldnt|not|will not|wouldnt|sick of|fed up of|fed up with|tired of|done with|no more|no good) (?:\w+ )?"
    r"(?:wait|waiting) (?:for |another |on )*(?:about )?(?:\w+ )?(?:weeks?|months?|years?|lists?)(?= )"
    r"(?! (?:of|like))"
    r"| (?:on|join|joining) (?:a|the|their|your|another|any|no) (?:waiting )?list (?:since|already|and|two|three"
    r"|six|\d+)(?= )| (?:no|not another|hate|another) waiting lists?(?= )"
    r"| (?:list|lists|queue|wait) (?:is|are|was) (?:\w+ )?(?:longer|years|months|as long|too long|miles|forever"
    r"|a mile)(?= )"
    r"| (?:need|want|got to have|has to be) (?:\w+ ){0,3}?(?:now|today|this week|straight away)(?= )[^|]*?"
    r"(?:not|never)(?= )[^|]*?(?:weeks|months|list)(?= )"
)
"""They will not wait for it."""
_NO_MEMBERSHIP = re.compile(
    r" (?:not|never|dont|will not|wouldnt|cant|rather not|no|without|hate|nothing|nowhere) (?:\w+ ){0,5}?"
    r"(?:memberships?|members only|joining as a member|join as a member|become a member|be a member|joining fees?"
    r"|sign up to anything|signing up to anything|sign up for anything|sign up to things"
    r"|tied in|tied to a contract)(?= )"
    r"(?! (?:of (?:my|the) family))"
)
_NO_VOUCHERS = re.compile(
    r" (?:no|not|never|dont|without|havent|havent got|cant get|will not|nobody to|sick of|enough of) (?:\w+ ){0,3}?"
    r"vouchers?(?= )| (?:need|needs|want|wants) (?:a |my |your )?vouchers? (?:\w+ ){0,6}?(?:nobody|no one|not|havent"
    r"|cant|will not|wouldnt|dont)(?= )"
)
_NO_COMPUTERS = re.compile(
    r" (?:not|never|dont|doesnt|didnt|shant|will not|wouldnt|cant) (?:even |ever |really )?"
    r"(?:want (?:one|to (?:know|learn|start)|anything to do with (?:it|them))|about to start"
    r"|be (?:getting|having|learning)|get one|have one in|touch (?:it|one|them)|be bothered with (?:it|them)"
    r"|bring my|go (?:near|bringing my)"
    r"|start now|trust (?:it|them))(?= )"
    r"| (?:too old|too late) (?:for (?:it|that|them|all that)|to (?:learn|start))(?= )"
    r"| (?:no|not the slightest) (?:interest|intention)(?= )| (?:lifes|life is) too short(?= )"
)
"""With a word for computers in the same breath: they will have nothing to do with them, nor be taught."""
_WALK_AGAIN = re.compile(r" (?:learn|want|like|love|hope|try|trying|get|getting) to walk(?= )")


def kinds_averse(own: str, words: Words) -> frozenset[str]:
    """The kinds of entry, as in ``Features.kinds``, that will not do.

    Args:
        own: What holds for whoever it is for: padded lines of folded words, a bar between two breaths.
        words: The words to go by.
    """
    found = {kind for kind, thing in _THINGS.items() if averse_to(own, thing, words)}
    forms = (
        ("hospital", _SEEN_ENOUGH), ("driving", _NO_DRIVING), ("books", _NO_BOOKS), ("exams", _NO_EXAMS),
        ("babies", _LOST_A_BABY), ("jobs", _MAY_NOT_WORK), ("talking", _SPEAKING_UP), ("sitting", _NO_STRANGERS),
        ("referral", _NO_REFERRAL), ("waiting", _NO_WAITING), ("members", _NO_MEMBERSHIP), ("vouchers", _NO_VOUCHERS),
    )  # fmt: skip
    found |= {kind for kind, form in forms if form.search(own)}
    found |= not_theirs(own)
    if "babies" in found and _EXPECTING.search(own):
        found.remove("babies")
    screens = (breath for breath in own.split("|") if words.cue_in("thing_screens", breath))
    if any(_NO_COMPUTERS.search(breath) for breath in screens):
        found.add("digital")
    if _OFF_THEIR_FEET.search(own) and not _WALK_AGAIN.search(own):
        found.add("walks")
    return frozenset(found)
