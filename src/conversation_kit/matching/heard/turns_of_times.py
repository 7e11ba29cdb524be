"""Turns of times: the ways people say that only a time they name will do ("only @", "@ suits"), or that it will not.

Each is written once around the mark of a time, whichever it is; ``said_of_times`` goes by them.
"""

import re

_AT = r"@(\d+)(?= )"
_LITTLE = (
    r"(?:(?:be|do|go|going|get|getting|got|have|has|come|coming|attend|manage|make|free|out|about|available"
    r"|possible|able|to"
    r"|really|ever|can|could|it|time|1|one|off|ok|okay|there|round|along|away|on|for|of) ){0,5}"
)
"""Small words between what somebody can, or cannot, and when."""
_CHILD = r"(?:my|our|the|his|her|their) (?:\w+ ){1,2}|(?:my|our) \d |him |her |them |[a-z]+ "
_WITH_HIM = r"(?:him|her|them|mum|dad|my|(?:the|my|our|his|her) \w+)"
_RELATION = (
    r"(?:sister|brother|daughter|son|mum|dad|mother|father|neighbour|wife|husband|mate|friend|auntie|niece"
    r"|cousin|partner"
    r"|grandma|sitter)"
)
_THE_CARE = (
    r"(?:day centre|school|nursery|playgroup|respite|college|club|centre|his dads|her dads"
    r"|their dads|his mums|their mums)"
)
_RELIEF = (
    rf"(?:(?:i|we) (?:can|could|get out|get away|have time)|im (?:free|off|at my best)|(?:hes|shes"
    rf"|theyre) (?:home|back)(?= and i)"
    rf"|(?:my|her|his|the|our) (?:\w+ )?{_RELATION} (?:comes|sits|minds|has|is here|takes|looks after"
    rf"|watches|can)"
    rf"|(?:hes|shes|theyre|the kids are|my \w+ is|he goes|she goes|they go) (?:at|in|to) (?:the |his |her "
    rf"|their )?{_THE_CARE})"
)
_GOOD = r"(?:best|better|easiest|good|fine|ok|okay|perfect|ideal|great|possible|suitable)"
_GIVES = (
    r"(?:spare|give|give up|offer|manage|come|come along|make|make it|help|help out|do|get out"
    r"|get there|get away)"
)
_STEPS = (
    r"(?:(?!not |without |never |nobody |since |if |because |cos |when |and |but |so |with |till "
    r"|until )\w+ ){0,4}?"
)
_THING = r"(?:anything|something|somewhere|anybody|owt|anythin|summat|class|classes|company|things|a thing|1)"
_ASKED = (
    r"(?:(?:on|going|happening|to|do|go|in|out|for|i|we|can|could|he|she|come|that|thats|is|its|open|round"
    r"|around|near"
    r"|nearby|here|local|people|lads|women|men|kids|my|a|bit|of|get|involved|join|be|warm|nice|social"
    r"|doing) ){0,6}"
)
ONLY = tuple(
    re.compile(turn)
    for turn in (
        rf" {_AT} (?:but|except|excepting|bar|apart from|other than) @",
        rf" (?:only|one|1) (?:time|chance|day|night|hours) (?:\w+ ){{0,6}}?(?:is|are|s) {_AT}",
        rf" (?:want|need|prefer|like|id like) {_AT} (?:one|1)(?= )",
        (
            r"(?<! not)(?<! isnt)(?<! its)(?<! hes)(?<! shes)(?<! theyre)(?<! they)(?<! he)(?<! she) "
            rf"(?:only|just) {_LITTLE}(?<! only come ){_AT}"
        ),
        rf" only (?:get|have|see|got|had) (?:{_CHILD}){_AT}",
        (
            rf" (?:has|have|had|got|need|needs|better|itd|want|wants) (?:it )?(?:to )?(?:be|come) (?:early "
            rf"|in |on )?{_AT}"
        ),
        rf" (?:prefer|rather have|rather do|rather come) {_AT}",
        (
            rf" {_AT} (?:is |are |s )?(?:only|or nothing|please|pls|plz|and (?:thats|its|that is) (?:it|all"
            rf"|my lot|your lot)"
            r"|thats (?:it|all|my lot|your lot)(?= (?:$|and |so |i |im ))|is my lot|is all"
            r"|are all)(?= )(?! that was)"
        ),
        rf" {_AT} mind $",
        rf" {_AT} (?:would |will )?(?:suits?|do my|does my|do nicely|do fine|do $)(?= |$)",
        rf"(?<! not)(?<! never)(?<! got)(?<! its)(?<! is)(?<! are) (?:free|spare|available)(?: time)? {_AT}",
        rf" (?:im|i am|get|have|got) off {_AT}",
        rf" (?:i|we) (?:can |only |do )?get out {_AT}",
        rf" (?:get|got|have|has|only|and|with|im|just) {_AT} off(?= )",
        (
            rf" {_AT} (?:free|spare|to myself|to my self|is free|are free|im free|i am free|is when im free"
            rf"|is my own"
            r"|(?:so )?\w+ im a free)(?= )"
        ),
        (
            rf" {_AT} (?:is |are |s )?(?:my |our |the |about the )?(?:only |one |1 |usual |free )*(?:day|days"
            rf"|time|chance|night|nights|times)"
            r" (?:off|free|i can|i could|i get|i have(?! to )|im not|im free|im off|thats free)(?= )"
        ),
        (
            rf" {_AT} (?:is |are |s )?(?:my|our|the) (?:day off|days off|night off|free day|(?:only|one"
            rf"|1) (?:day|time|chance|night|days))(?= )"
        ),
        (
            rf" (?:my|our) (?:only |one |1 )?(?:days?|nights?|time|afternoons?|mornings?) (?:off|free) (?:is "
            rf"|are |s )?{_AT}"
        ),
        rf" {_AT} (?:(?:\w+ ){{0,4}})?(?:thats|that is|its|is|are) my only (?:chance|time|day|night|one)(?= )",
        (
            rf" {_AT} (?:maybe |then |are |is )?(?:(?:i|we) (?:can|could|would|might)"
            rf"|id) (?:\w+ )??{_GIVES}(?= )(?! (?:with|anything|its|it|that)(?= ))"
        ),
        (
            rf"(?<! what) (?:(?:i|we) (?:can|could|would|might)|id) (?:also |always |happily )?{_GIVES} "
            rf"(?!with |my |for |anything ){_STEPS}{_AT}"
        ),
        (
            rf" {_AT} (?:thats |is |its |are |theyre )?(?:when|while|as|because|cos|whilst) (?:that is "
            rf"|thats )?{_RELIEF}(?= )"
        ),
        rf" {_AT} (?:[\w ]{{0,40}} )?thats when (?:i (?:can|could|get)|im free|id)(?= )",
        (
            rf" (?:while|when|whilst|as) (?:hes|shes|theyre|the kids are|he goes|she goes|they go"
            rf"|my \w+ is) (?:at|in|to) "
            rf"(?:the |his |her |their )?{_THE_CARE} {_AT}"
        ),
        (
            rf" {_RELATION} (?:comes and |comes to |can |comes in and )?(?:sits?|stays?)"
            rf" (?:with |in |in with )?{_WITH_HIM} {_AT}"
        ),
        (
            rf" {_AT} (?:(?:im|i|cos|because|as|work|working) )*(?:full time|at work all (?:day|week)"
            rf"|work (?:days|in the week|all week|all day"
            r"|weekdays))(?= )"
        ),
        rf" (?:im|be|am|well|always) up for (?:\w+ ){{1,4}}?{_AT}",
        rf" volunteer (?:\w+ )?{_AT}",
        rf" (?:sitter|respite|babysitter) (?:\w+ )?{_AT}",
        rf" (?:has|have|got|get|gets) (?:a|the|my|our|his|her) (?:car|van|lift) {_AT}",
        (
            rf" (?:provided|providing|so long as|as long as|only if|if|so) (?:its|it was|it were|it is"
            rf"|they were|itd be|it would be) {_AT}"
        ),
        (
            rf" (?:can|could|will|would) (?:take|drop|bring|drive|run|fetch) (?:my )?(?:there |out |somewhere "
            rf"|down |in )?{_AT}"
        ),
        rf" (?:1|one|only) (?:\w+ )?(?:bus|buses) (?:a week )?{_AT}",
        (
            r" (?:bus|buses|ring and ride|dial a ride|minibus) (?:(?:only|just|runs?|goes|comes|is|are|from"
            r"|ours|here) )+"
            rf"{_AT}"
        ),
    )
)
"""Only these times will do."""
ASKING = tuple(
    re.compile(turn)
    for turn in (
        (
            rf" (?:whats|what is there|whats there|what is|what have you|anything|something|somewhere|anybody"
            rf"|anythin"
            rf"|is there a \w+|is there any \w+) {_ASKED}{_AT}"
        ),
        (
            rf" (?:id like|i want|we want|i need|looking for|fancy|id love|want|need|like"
            rf"|{_AT}) (?:\w+ ){{0,2}}{_THING} {_ASKED}{_AT}"
        ),
    )
)
"""They ask for something then."""
SUITS = (
    re.compile(
        rf" {_AT} (?:is |are |r |be |would be |works? |suits? |its |that is )?(?:the |always |really "
        rf"|usually |much )?{_GOOD}(?= )"
        r"(?! (?:friday|for nothing))"
    ),
)
"""What may be one of several; where something else is put aside, the rest will do too."""
NOT = tuple(
    re.compile(turn)
    for turn in (
        rf" @\d+ but {_AT}",
        (
            r" (?:not|never|avoid|except|excepting|(?:day|days|night|nights|time|evening|week) bar|apart from"
            r"|other than|anything but|any (?:day|night|time|evening) but|cant|dont"
            r"|doesnt|will not|wouldnt|isnt|darent|nor|no good|no use|useless|hopeless|rubbish|its not"
            r"|though not|wont) "
            r"(?:(?:be|do|make|manage|come|go|going|get|getting|out|anywhere|stuff|straight|right|that|thats"
            r"|starts?|is|are|to|there|back|home|like going"
            r"|like being|like my|let my|want my|being|like to go|like to be|want to go|want to be|on my own"
            r"|free|much good|any good|any use|good|well|for|me|my|on"
            rf"|walking|driving|drive|walk) ){{0,6}}{_AT}(?! (?:suits?|is|are) )"
        ),
        (
            rf"(?<! have)(?<! got)(?<! theres)(?<! doing)(?<! do)(?<! with)(?<! had)(?<! for) nothing (?:that "
            rf"|thats |which )?"
            rf"(?:goes on |goes |starts |begins |opens |is |too )*{_AT}(?= (?:$|please|thanks|cos|because|im|i"
            rf"|as|its))"
        ),
        rf"(?<! theres)(?<! there was)(?<! and) no {_AT}(?! (?:one|body|longer|end|matter))",
        (
            rf" (?:no|not any|isnt a|arent any) (?:bus|buses|trains?|transport|lifts?"
            rf"|trams?) (?:\w+ ){{0,3}}?{_AT}"
        ),
        (
            rf" (?:if|so long as|as long as) (?:it|they|only it|its|theyre) (?:wasnt|werent|isnt|arent|not"
            rf"|is not) (?:on |always )*{_AT}"
        ),
        (
            rf" {_AT} (?:is |are |s |r |im |would be |its |theyre |a |always |all |completely |just )*"
            r"(?:(?:(?<= is )|(?<= are )|(?<= s ))out|off limits"
            r"|no good|no use|not good|not possible|not ok|not on|not for my|no go|a no|impossible|hopeless"
            r"|murder|a joke|taken|spoken for"
            r"|busy|booked|dont suit|doesnt suit|dont work|doesnt work|never free|not free|im not free"
            r"|im never free|im busy|no bueno)(?= )(?! @)"
            r"(?! (?:after|past|from|before) \d)(?! to (?:man|anybody|anyone|nobody) )"
        ),
        (
            rf" {_AT} (?:i|we) (?:cant|couldnt|dont|never|can never|will not) (?:do|make|manage|come|go|go out"
            rf"|get out)(?= )"
            r"(?! with)(?! (?:\w+ ){0,3}@)"
        ),
        rf" {_AT} (?:i|we) cant $",
        rf" (?:cant be (?:doing|bothered) with|not up to|not fit for) (?:anything|owt|things|stuff|going out) {_AT}",
        (
            rf" {_AT} (?:im|i|we|were) (?:like a (?:wet|limp) \w+|groggy|done(?: in)?|dead|rough|useless"
            rf"|no good|no use|knackered|poorly"
            r"|muddled|confused|fit for nothing|sleep|get (?:muddled|confused|mixed up|groggy|poorly)"
            r"|go to bed|am in bed)(?= )(?! @)(?! (?:after|past|from|before) )"  # "of a morning, I'm no good after two"
        ),
        rf" (?:muddled|confused|groggy|rough|poorly|useless|stiff|no use) {_AT}",
        (
            rf" {_AT} (?:im|i am|i stay|i stop|were) (?:\w+ )?(?:in|home|indoors|locked in"
            rf"|in bed)(?= )(?! (?:on|by|with|alone|a|the|my))"
        ),
    )
)
"""These times will not do."""
IF_NOT = re.compile(r" (?:if|unless) (?:im|i|we|we are|he|she|hes|shes) $")
"""Right before it: "she worries if I'm not in before dark"."""
SHUT = re.compile(
    r" (?:doors?|bolts?|chain|gates?|curtains|blinds|shutters|locked|lock up|shut|bed|in|home) $"
)
"""Right before it: the door is shut then."""
UNLESS = re.compile(rf" unless (?:its|they are|they do it|it was|it were|it falls|im off) {_AT}")
NOT_EACH = re.compile(r" not (?:all|each|every(?! other)) ")
""""Not every Saturday" puts no Saturday aside."""
OTHERWISE = re.compile(
    r" (?:any other|the other|all other|other|every other|all the other) (?:days?|nights?|times?"
    r"|[456] (?:you|im|i can)|evenings?|mornings?)(?= )"
    r"| otherwise (?:i have nothing|im|any|i could|i can)(?= )| other than that i?m?(?= )"
    r"| the rest of the week(?= )(?! (?:im|its|i have) (?:on my own|alone|lonely|nobody|nothing|that|so|dead))"
)
"""What is left beside the times that were named."""
CHILD_THEN = re.compile(
    r" (?:have|ive|get|got|see|mind|minding|having) (?:(?:my|our|the|his) (?:\w+ )?(?:kids?|child|children"
    r"|lads?|lass|lasses|girls?"
    r"|boys?|twins|baby|grand\w+|little \w+|2|3|son|sons|daughter|daughters|nephew|niece|toddler|youngest"
    r"|eldest)"
    rf"|our \w+|them) (?:in a \w+ |to stay |here |for the day |on )?{_AT}"
)
"""When children are with somebody who does not always have them."""
WITH_CHILD = re.compile(
    r" (?:take (?:them|him|her)|to do with (?:them|him|her)|do with (?:them|him|her)|together|for (?:them"
    r"|him|her|the kids) (?:to|and)"
    r"|toddler group|playgroup|stay and play|with (?:them|him|her)|wants? (?:a|something|anything)|(?:can"
    r"|could) we|we can|we could"
    r"|take (?:the|our|my) \w+|what can i do)(?= )"
)
"""It is something with the child that they look for."""
OF_OTHERS = re.compile(
    r" (?:they|surgery|doctors?|counsellors?|senco|teachers?|dentists?|library|open|opens|opened|shuts?"
    r"|closed|closes|office|bank|advice|jobcentre|council|mosque"
    r"|answers?|does|nurse|carers?|used to|when i was|years ago|told my|said|says|was|were|had|did|we met"
    r"|told)(?= )"
)
"""Whose hours those are: of a place, of somebody who comes, or of long ago."""
BACK_TO_ME = re.compile(
    r" (?:i can|i could|i get|im|id|i need|i want|i have|we can|could i|for my|so|but|anything|somewhere"
    r"|something|thats my|my only)(?= )"
)
"""The speaker comes in again."""
NO_WISH = re.compile(
    r" (?:never|isnt|arent|no|not|nothing|hardly|wasnt|was|were|dont|cant|couldnt|without|theres"
    r"|nobody) (?:\w+ ){0,2}$| do $| cant be (?:doing|bothered) with $| not (?:up to|fit for) $"
)
"""Right before it: there is nothing then, or they only say so."""
QUOTED = re.compile(
    r" thats what (?:\w+ ){1,4}(?:said|says|told|used to)(?= )| (?:used to say|always said)(?= )"
)
"""Somebody else used to say it."""
