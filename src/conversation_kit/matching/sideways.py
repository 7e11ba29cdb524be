"""Sideways: limits that people put without naming the thing, or name it without a word of dislike.

"I'd burst into flames going in there" is no church; "one drink and I'm gone" is no bar. One form a limit, beside
the lists of ``cues.toml``.
"""

import re
from functools import cache, lru_cache

_FAITH = (
    r"(?:church|churches|chapel|mass|god|jesus|religion|religious|praying|prayers?|prays?|vicars?"
    r"|priests?|nuns?|sunday school|churchy|sermons?|hymns?|bible|the almighty|holy|preach|preaching"
    r"|faith|convent|confession|altar|pews?|cross on|crosses|mosque|temple|catholic|catholics|methodist"
    r"|methodists|baptist|christian|christians|jehovahs)"
)
_DRINK = (
    r"(?:drink|drinks|drinking|alcohol|booze|beer|ale|wine|spirits|whisky|vodka|cider|lager|the bottle"
    r"|pubs?|bars?|a pint)"
)
_DOGS = r"(?:dogs?|alsatians?|terriers?|staffies|rottweilers?|hounds?)"
_FORMS: dict[str, str] = {
    "faith": (
        rf" (?:walked out of|stormed out of|left|chucked out of|thrown out of|turned my back on"
        rf"|stopped going to|stopped believing in|brought up|dragged to|made to go to|forced to go to"
        rf"|marched to|was) (?:\w+ ){{0,3}}?{_FAITH}(?= )[^|]*?(?:never|not been|not going|no more|once"
        rf"|finished"
        r"|put my off|swore|ran a mile|done with|scarred|damaged)(?= )"
        rf"| (?:were|was|are) (?:all )?{_FAITH} (?:till|until|before|once)(?= )"
        rf"| {_FAITH} (?:\w+ ){{0,3}}?(?:finished my|put my (?:right )?off|scarred|damaged|told my"
        rf"|said i|called my|wouldnt bury|wouldnt marry|turned us away"
        r"|turned my away|let my down|not on speaking terms|fell out|parted company|is not for my"
        r"|isnt for my|makes my (?:skin|flesh|blood|teeth))(?= )"
        r"| (?:im|we are|were|my lot are|family of|a|an|as) (?:a |an |all |proper |lifelong "
        r"|total )*(?:atheists?|heathens?|humanists?|pagans?|agnostics?|non believers?|unbelievers?)(?= )"
        r"| (?:dont|didnt|never|not) (?:\w+ )?believe in (?:god|it|that|any of (?:it|that)|all that"
        r"|a god|him upstairs|the almighty)(?= )"
        r"| (?:burst into flames|roof would (?:fall|cave) in|lightning would strike|convert my"
        r"|get converted|be converted|saving my soul|save my soul|want to save my|pray over my"
        r"|pray for my|prays over my|prayed over|god bothering|god botherers?|bible bash\w+"
        r"|bible thump\w+|happy clapp\w+|holier than thou)(?= )"
        rf"| (?:so long as|as long as|provided|if) (?:nobody|no one|they dont|they start|theres"
        rf"|theres no|its not|it isnt|somebody|anybody) (?:\w+ )?{_FAITH}(?= )"
        rf"| (?:rather|sooner|prefer|hope|hoping|glad if) (?:\w+ )?(?:it )?(?:wasnt|isnt|was not|not"
        rf"|no) (?:\w+ )?{_FAITH}(?= )"
        rf"| (?:i was|i were|spent \w+ years) (?:a|an|in a|as a) (?:nun|monk|priest|convent"
        rf"|seminary)(?= )[^|]*?(?:not|never)(?= )"
    ),
    "drink": (
        r" (?:im|as|being|i was|hes|once) (?:a |an |an ex |a recovering |a dry "
        r"|a reformed )*(?:alcoholic|alky|drinker|recovering drinker|pisshead|wino|ex drinker"
        r"|teetotaller)(?= )"
        r"| (?:im in|go to|joined|ive found|through|at|my|in) (?:aa|alcoholics anonymous)(?= )"
        r"| (?:took|signed|taken) the pledge(?= )| (?:done|doing|had|finished|after|through"
        r"|since) (?:a |my |the )?(?:detox|rehab|dry out|drying out)(?= )"
        rf"| (?:problem|trouble|trouble once|weakness|battle) with (?:the |my )?{_DRINK}(?= )"
        rf"| (?:one|1|a) (?:drink|sip|sniff|pint|sherry|taste|glass|whiff) and (?:im|ill be|its|i)(?= )"
        r"| (?:bottle|crate|litre|pints|cans|half a bottle) (?:\w+ )?(?:a|every|each|of a) (?:night|day"
        r"|morning)(?= )"
        rf"| (?:walk|go|get|pass|passed|walked) (?:past|by) (?:a|the|any) (?:\w+ ){{0,2}}?(?:pub|offie"
        rf"|off licence|bar|lion|arms|inn|head|crown|bull|swan|plough|bell|legion|tavern|george"
        rf"|ship) (?:without|and not)(?= )"
        r"| (?:cant|couldnt|not|has got to not|mustnt|shouldnt) be (?:licensed|round it|near it"
        r"|where its poured|where it flows)(?= )"
        r"| (?:nowhere|anywhere|not somewhere|not anywhere|no place) (?:that|which"
        r"|where they) (?:serves?|sells?|pours?)(?= )"
        rf"| (?:husband|wife|dad|mum|father|mother|brother|partner|ex|fella|son) was a (?:drunk|drinker"
        rf"|alcoholic)(?= )[^|]*?(?:cant|not|never|wont|smell)(?= )"
        r"| (?:club bar|pub|bar|beer|drink) (?:\w+ ){0,4}?(?:keeping out|keeping away|keep out"
        r"|keep away|steering clear|steer clear|out of bounds|off limits|is out|no go)(?= )"
        r"| (?:somewhere|anywhere|places?|has to be|be|stay|staying|keep|kept"
        r"|keeping) (?:\w+ )?(?:dry house|booze free|drink free|alcohol free)(?= )"
        r"| (?:my liver|cirrhosis)(?= )[^|]*?(?:no|not|cant|off|stop|shot|packed|packing)(?= )"
        rf"| (?:we are|im|as a|being|as) (?:a )?(?:muslims?|mormons?)(?= )[^|]*?{_DRINK}(?= )"
    ),
    "screens": (
        r" (?:old|one of them|basic|plain) phones?(?= )[^|]*?(?:buttons?|no internet|no apps?"
        r"|just rings)(?= )"
        r"| (?:tablet|laptop|computer|ipad|smartphone|router|internet|wifi) (?:is |has |s )?(?:died"
        r"|dead|packed in|packed up|bust|broke|broken|gone|been cut off|cut off|been nicked|was nicked"
        r"|stolen|was stolen|conked out|given up the ghost)(?= )"
        r"| (?:not|never|dont|wouldnt|didnt|couldnt|no idea) (?:\w+ ){0,3}?(?:how to|know how to"
        r"|know about|understand|got the hang of|work out|get on with)"
        r" (?:\w+ ){0,2}?(?:zoom|emails?|computers?|the internet|links?|apps?|tablets?|laptops?|log in"
        r"|password|passwords|video|teams)(?= )"
        r"| (?:no good|no use|dont bother|not worth|pointless) (?:sending|emailing"
        r"|giving) (?:my )?(?:a |an |the |any )?(?:link|links|email|emails|website|app)(?= )"
        r"| (?:see|with|meet|sit with|be with|talk to|want|need) (?:\w+ ){0,2}?(?:people|folk|somebody"
        r"|faces|them|others|bodies) (?:in the (?:same )?(?:room|flesh)|not on|rather than on"
        r"|instead of on)(?= )"
        r"| (?:all day|enough time|hours|spend my life|stare|staring|stuck) (?:\w+ ){0,3}?(?:at|on"
        r"|in front of) (?:a |the |my )?(?:screens?|computers?|laptop)(?= )"
        r"| (?:not another|no more|sick of|done with|had enough of) (?:\w+ )?(?:zooms?|teams"
        r"|video calls?|calls on screen|online \w+)(?= )"
        r"| (?:not|never|we are not|im not) on ?line(?= )| (?:no|cant get|cant get a|dont get"
        r"|hardly get|havent got) (?:a |any )?(?:signal|reception|wifi|broadband)(?= )"
        r"| (?:technology|tech|computers|gadgets|the internet) and (?:my|i) (?:dont|never|fell|are"
        r"|have never|parted|will never|just dont|do not)(?= )| (?:daughter|son|grandson|granddaughter"
        r"|lad|lass) does (?:all )?(?:my|the) (?:computer|online|internet|email)(?= )"
        r"| (?:havent|not|cant|no) (?:got )?(?:the )?(?:money|afford"
        r"|cash) (?:\w+ )?(?:for )?(?:\w+ )?(?:broadband|wifi|the internet|data|a laptop|a computer)(?= )"
    ),
    "phone": (
        r" (?:he|she|they) (?:always |still )?(?:checks?|goes through|looks at|reads|watches|monitors"
        r"|tracks|keeps|holds|answers|has) (?:who|my|what) (?:\w+ ){0,2}?"
        r"(?:phone|calls|texts|messages|ring|rung|rang|ringing|mobile)(?= )"
        r"| (?:got|took|taken|has|smashed|broke|hid|hides|confiscated) my (?:mobile )?phone(?: off my)?(?= )"
        r"| phone (?:is |has |s )?(?:been )?(?:cut off|dead|broke|broken|bust|gone|disconnected|smashed"
        r"|out of credit|barred)(?= )"
        r"| (?:no|got no|havent any|havent got any|out of|never any|never got) (?:phone credit"
        r"|credit on (?:my|the))(?= )"
        r"| (?:cant|couldnt) afford (?:to )?(?:keep |run |have )?(?:a |the |my )?phone(?= )"
        r"| (?:go to pieces|go all to pieces|freeze|stammer|stutter|panic|seize up|cant think"
        r"|lose my words|cant follow|cant hear|cant tell|never answer|dont answer|wont"
        r" answer|dont pick up|never pick up|jump) (?:\w+ ){0,6}?(?:phone|telephone|phone calls?"
        r"|it rings)(?= )"
        r"| (?:cant|never|dont) (?:\w+ ){0,6}?(?:on|down|over|by) (?:the |a )?(?:phone|telephone)(?= )"
    ),
    "company": (
        r" (?:better|happier|best|rather|prefer|sooner|easier|fine|good|ok|okay|all right"
        r"|alright) (?:\w+ ){0,4}?(?:one to one|1 to 1|one on one|with one|1 other|one other|two of us"
        r"|2 of us|just us two|one person)(?= )"
        r"| (?:hide|hid|hiding|sneak|slip out|escape|bolt|shrink|shut down|shut off|curl up|freeze"
        r"|clam up|seize up) (?:\w+ ){0,6}?(?:crowds?|lot of people|lots of people|full|busy|groups?"
        r"|room|company|people there)(?= )"
        r"| (?:like|want|need|prefer|rather|love|have) (?:it|things|somewhere|a place"
        r"|to be) (?:nice and |dead |really |a bit )?(?:quiet|peaceful|calm|small)(?= )"
        r"| (?:handful|2 or 3|two or three|half a dozen|few of us|small number|little group|tiny group"
        r"|just a few)(?= )[^|]{0,30}?(?:no more|not more|at most|tops|most|is plenty|is enough|suits"
        r"|would do|only)(?= )"
    ),
    "talking": (
        r" (?:dont|didnt|do not|please dont|not|hate|cant|no) (?:\w+ )?(?:introducing myself"
        r"|introduce myself|the round the room|round the room|go round the room|role play|icebreakers?"
        r"|ice breakers?)(?= )"
        r"| (?:not|dont|cant|couldnt|hate|dread|never|wouldnt|not one for|not ones for|will not"
        r"|rather not|isnt) (?:\w+ ){0,4}?(?:get up|getting up|stand up|standing up|say it out loud"
        r"|say it aloud|speak|talk|say it) (?:\w+ ){0,3}?(?:in front of|before a|to a room|to a group"
        r"|in a group|in public)(?= )"
        r"| (?:not|dont|cant|couldnt|hate|dread|never|wouldnt|not one for|not ones for|will not"
        r"|rather not|isnt) (?:\w+ ){0,4}?(?:share|sharing|spill|open up|opening up|airing|air|washing"
        r"|bare) (?:\w+ ){0,4}?(?:in front of|to|with|in public|in a group|group|strangers)(?= )"
        r"| (?:sitting|sat|sit) (?:round|around|about|in a \w+|there) (?:and )?(?:talking|sharing"
        r"|discussing|moaning|crying|blubbing|weeping|going over|spilling)(?: \w+){0,5} (?:isnt|is not"
        r"|not|never|no good|does|would|makes|drives)(?= )"
        r"| (?:dont|didnt|do not|please dont|not) make my (?:introduce|talk|speak|share|stand up"
        r"|join in|say|tell)(?= )"
    ),
    "dogs": (
        r" (?:mauled|savaged|bitten|chased|knocked down|jumped on|nipped) (?:\w+ ){0,4}?(?:as a (?:kid"
        r"|child|lad|lass|girl|boy)|by (?:a |an |the |next doors )?" rf"{_DOGS})(?= )"
        rf"| {_DOGS} (?:ran|went|flew|came|jumped|leapt|snapped|growled|barked|had hold|got hold"
        rf"|knocked) (?:at|for|on|up|my|of)(?= )[^|]*?(?:since|never|cant|not|nervous|frightened"
        r"|scared|scar|scars)(?= )"
        rf"| {_DOGS} (?:are |is |arent |isnt |being )*(?:filthy|dirty|unclean|smelly|not clean|clean in"
        rf"|vicious|haram)(?= )"
        rf"| (?:cant|couldnt|dont want|not|no|wont have|will not have) (?:\w+ ){{0,2}}?{_DOGS} (?:near"
        rf"|jumping|around|round|on|licking|sniffing|loose|about)(?= )"
        rf"| (?:cross the road|cross over|climb a wall|freeze|scream|wheeze|itch|sneeze|chest closes up"
        rf"|throat closes|eyes stream|come out in \w+|swell up|cant breathe) (?:\w+ ){{0,3}}?"
        rf"(?:with|round|near|if|when|for|from|around) (?:\w+ ){{0,2}}?{_DOGS}(?= )"
        rf"| (?:chest|lungs|throat|skin|eyes|asthma|allergies) (?:\w+ ){{0,4}}?(?:{_DOGS}|fur|dog hair"
        rf"|pet hair|dander)(?= )"
        rf"| not (?:a|one for|keen on|big on|fond of|comfortable with|comfortable round"
        rf"|good with) {_DOGS}(?: person| people)?(?= )"
    ),
    "access": (
        r" (?:use|need|got|my|with|push|pushing|mobility) (?:a |an |my |the )?(?:mobility )?(?:scooter"
        r"|walker|walker with wheels|wheelie|trolley walker|rollator|power ?chair|electric chair)(?= )"
        r"(?! (?:club|ride|rides))"
        r"| (?:only|just|lost|have) (?:got )?(?:the )?(?:one|1) leg(?= )| (?:have to|need to|needs to"
        r"|got to|must) be (?:a lift|level|flat|step free|ramped|downstairs|on the ground)(?= )"
        r"| (?:have|need|needs|must|got to) (?:to )?(?:be|have) (?:a |an )?(?:lift|ramp|rail|handrail)(?= )"
        r"| (?:cant|couldnt|struggle to|hard to) (?:get|lift) my (?:leg|legs|foot|feet) (?:over|up|off"
        r"|onto|on)(?= )"
        r"| (?:waiting for|need|needs|getting|on the list for|had|having) (?:a |an |my |the "
        r"|two )?(?:new )?(?:knees?|hips?|ankle)(?= )(?! (?:length|jerk|high))"
        r"| (?:im|am|get|so|very|a bit|and) (?:wobbly|unsteady|shaky|tottery|doddery|lame|crippled"
        r"|paralysed)(?= )"
        r"| (?:ms|multiple sclerosis|parkinsons|muscular dystrophy|spinal"
        r"|cerebral palsy)(?= )[^|]*?(?:scooter|chair|stick|sticks|frame|walk|legs|balance|fall|falls)(?= )"
    ),
    "easy": (
        r" (?:physio|doctor|consultant|surgeon|gp|nurse) (?:says|said|has said|told my|reckons"
        r"|warned)(?= )[^|]*?(?:no|not|nothing|never|mustnt|gentle|avoid|careful"
        r"|without) (?:\w+ ){0,3}?(?:lift|lifting|heavy|strain|straining|strenuous|impact|run|running"
        r"|jump|jumping|stand|standing|exert|exertion|overdo|sport|sports|carry|carrying|bend|bending"
        r"|fast|far|hills|contact|exercise|mad|too much|jars?|twist|twisting)(?= )"
        r"(?! (?:my|i))"
        r"| (?:take it|taking it|go|going|have to be|do everything|do things) (?:slow|slowly|steady"
        r"|easy|gently)(?= )"
        r"| (?:no good|no use|dont|pointless|not worth) asking my to (?:carry|lift|push|dig|shift|run"
        r"|climb|bend)(?= )"
        r"| (?:back|hips?|knees?|legs?|heart|chest|lungs?|shoulders?|hands|wrists) (?:will not|wont"
        r"|cant|doesnt|dont|wouldnt) (?:let|allow|take|stand|cope)(?= )"
        r"| (?:cant|couldnt|not to|mustnt|shouldnt|not allowed to) (?:\w+ )?(?:lift|carry|dig|push|pull"
        r"|shift|bend|kneel|run|jump)(?= )(?! (?:the mood|a tune|on|to|the ship|the house))"
    ),
    "no_money": (
        r" (?:have|has|need|needs|got) (?:to|got to) be (?:free|for nothing|no charge"
        r"|cheap as chips and no more)(?= )"
        r"| (?:only on|just on|living on|live on|lives on|surviving on|nothing but) (?:the dole|pip"
        r"|universal credit|uc|esa|jsa|benefits|the social|the sick|income support|pension credit"
        r"|basic pension|state pension|carers allowance|disability|statutory sick pay|zero hours)(?= )"
        r"| (?:living|live|fed|eating|feeding \w+|get by|getting by|managing|relying|rely) (?:off|on"
        r"|from|out of) (?:the )?(?:food ?banks?|food parcels?|tins|toast|beans|handouts|charity|tick"
        r"|credit|the never never)(?= )"
        r"| (?:nothing|not a penny|no money|no wages|skint|broke) (?:till|until|before|left till) (?:i"
        r"|we|pay|payday|friday|thursday|monday|the|my|im)(?= )"
        r"| (?:benefits?|money|uc|universal credit|wages|pip|pension|allowance"
        r"|payments?) (?:\w+ )?(?:got |been |was |were |has |have )*(?:stopped|sanctioned|cut|frozen"
        r"|suspended|docked|not come|not been paid|late)(?= )"
        r"| (?:cant|couldnt|not|mustnt) (?:be )?(?:spending|paying out|forking out|shelling out|spend"
        r"|splash out)(?= )"
        r"| (?:owe|owing) (?:everybody|everyone|all|money|the bank|half|them all|hundreds"
        r"|thousands)(?= )| (?:pip|benefits|universal credit|the dole|the sick|esa|a pension"
        r"|my pension) and (?:thats|its|nothing|that is|no)(?= )"
        r"| (?:he|she) (?:keeps|holds|has|controls|takes|sees to|handles|counts) (?:all )?(?:the|my|our"
        r"|every) (?:money|purse|card|bank card|wages|pension|benefits|penny|purse strings)(?= )"
        r"| (?:gives|give|gave) my (?:\w+ )?(?:housekeeping|pocket money|allowance|a fiver|5 pounds"
        r"|10 pounds|\d+ pounds)(?= )"
        r"| (?:all|every penny|it all|everything) (?:\w+ ){0,2}?(?:goes|gone|goes straight|is"
        r"|its) (?:straight |all )?(?:on|to) (?:the )?(?:rent|electric|gas|heating|meter|bills?|food"
        r"|debts?|nappies|school|mortgage)(?= )"
        r"| (?:asylum|section 95|nass|home office) (?:money|support|allowance|card)(?= )"
        r"| (?:money|cash) (?:is|s|gets|is very|is that) (?:tight|short|a bit tight|very tight"
        r"|too tight|an issue|a problem|the problem)(?= )"
        r"| (?:no|without|not|nothing like|no more) (?:\w+ )?(?:subs|membership|memberships|fees"
        r"|tickets?|entrance|admission|entry fee|joining fee|charges?|charge)(?= )"
        r"| (?:everything|prices|bills) (?:has|have|is|are|keeps?|s)? ?(?:\w+ )?(?:gone up|going up"
        r"|dear|sky high|through the roof)(?= )[^|]*?(?:cant|no more|not|nothing)(?= )"
    ),
    "with_her_all_day": (
        r" (?:he|she|they|him|her|mum|dad|my husband|my wife|my mum|my dad|my son"
        r"|my daughter) (?:\w+ ){0,2}?(?:cant|couldnt|not safe to|isnt safe to|mustnt|shouldnt|will not"
        r"|hates to|not|never) (?:be |being |stay |stop |sit |manage |cope )?(?:on (?:his|her"
        r"|their) own|alone|by (?:himself|herself|themselves|theirselves)|left|without my)(?= )"
        r"| (?:hes|shes|theyre|is) (?:not safe|not right|no good|hopeless|lost|like a child"
        r"|in danger)(?: to be)? (?:on (?:his|her) own|alone|by (?:himself|herself)|without my|left)(?= )"
        r"| (?:he|she) (?:panics|frets|cries|screams|shouts|falls|wanders|worries|kicks off|gets up"
        r"|goes mad|goes off|follows my|rings my|wets himself|wets herself|climbs|tries to get out|has fits)"
        r" (?:\w+ ){0,2}?(?:if|when|the minute|as soon as|every time|soon as|the moment|whenever) (?:im"
        r"|i|he|she) (?:\w+ ){0,3}?(?:gone|out|leave|go|left|there|nip|pop|sight|alone|turn my|not)(?= )"
        r"| (?:if|when|the minute|as soon as|every time) i (?:\w+ )?(?:go|leave|nip|pop|step) (?:out"
        r"|away|anywhere|to)(?= )[^|]*?(?:he|she) (?:follows|panics|frets|cries|screams|shouts|falls"
        r"|wanders|worries|kicks|rings|phones|tries|will not settle|cant)(?= )"
        r"| (?:hes|shes) with my (?:24|twenty|day and night|round the clock|every minute|morning noon)(?= )"
        r"| (?:24 hours a day|24 7|twenty 4 7|round the clock|day and night|every minute of the day"
        r"|all day every day|morning noon and night)(?= )[^|]*?(?:him|her|he|she|care|caring|mum|dad"
        r"|husband|wife)(?= )"
        r"| (?:him|her|he|she|care|caring|for mum|for dad|husband"
        r"|wife)(?= )[^|]{0,40}? (?:24 hours a day|24 7|round the clock|day and night"
        r"|every minute of the day|all day every day|twenty 4 7)(?= )"
        r"| (?:nobody|no one|not anybody|havent anybody|cant get anybody"
        r"|never anybody) (?:else )?(?:\w+ )?(?:to )?(?:have|mind|watch|sit with|see to|stop with"
        r"|stay with|leave|look after) (?:him|her|mum|dad|them)(?= )"
        r"| (?:will not|wont|doesnt) (?:let|have|accept|tolerate|settle with) (?:anybody|anyone|no one"
        r"|nobody|somebody|a stranger)(?: else)? (?:\w+ ){0,2}?(?:see to|near|touch|look after|sit"
        r"|help) (?:him|her|them)(?= )"
        r"| (?:tied|chained|stuck|shackled) (?:to|in|at) (?:the |this )?(?:house|home|place)? ?(?:with"
        r"|because of|by) (?:him|her|mum|dad)(?= )"
        r"| (?:hes|shes|he|she) (?:needs|wants) (?:\w+ )?(?:watching|my there|somebody there"
        r"|someone there|constant|eyes on|minding)(?= )"
        r"| (?:cant|couldnt|dont|never|darent) (?:\w+ )?(?:go out|go anywhere|get out|get away"
        r"|leave the house|leave the flat|go far) (?:without|because of) (?:him|her)(?= )"
        r"| (?:only|just) (?:get out|go out|leave|free|out) (?:\w+ ){0,3}?(?:while|when) (?:the |my "
        r"|his |her )?(?:carer|carers|sitter|nurse|care worker|daughter|son|sister) (?:is|are|s|comes"
        r"|come)(?= )"
        r"| (?:on call (?:for|day|all|round)|at (?:his|her) beck)(?= )[^|]*?(?:him|her|day and night"
        r"|all hours)(?= )"
        r"| (?:got to|have to|need to|must) be (?:there|here|home|in) (?:\w+ )?(?:when|in case"
        r"|for when) (?:he|she)(?= )"
    ),
    "water": (
        r" i (?:dont|cant|couldnt|never learnt to|never learned to|never could) swim(?= )(?! and (?:id"
        r"|i would|want|wish))"
        r"| (?:sink like a|put my face in|get my face wet|get my ear wet|get my ears wet"
        r"|get my hair wet|get it wet|in my cossie|in a cossie|in a costume|swimming costume)(?= )"
        r"| (?:catheter|stoma|colostomy|grommets?|open wound|leg ulcers?|dressing on"
        r"|plaster on)(?= )[^|]*?(?:water|swim|pool|wet|baths|dry)(?= )"
        r"| not the (?:baths|pool|swimming|water|sea)(?= )"
    ),
    "outdoors": (
        r" (?:indoors|inside|under cover|under a roof|somewhere heated) (?:please|only|for my|though)(?= )"
        r"| (?:hay ?fever|pollen|grass)(?= )[^|]*?(?:cant|not|no|terrible|bad|murder)(?= )"
        r"| (?:not|cant|never|no|wouldnt) (?:\w+ ){0,3}?(?:in|out in) (?:this|that|the) (?:weather|cold"
        r"|wet|rain|damp|wind|snow|frost)(?= )"
        r"| (?:chest|lungs|joints|bones|hands|asthma|arthritis) (?:cant|cannot|dont|doesnt|hates?"
        r"|will not) (?:\w+ ){0,3}?(?:damp|cold|wet|weather|air|wind|frost)(?= )"
        r"| (?:has|have|need|needs|got) to be (?:indoors|inside|under cover|under a roof|warm"
        r"|in the warm|in the dry)(?= )"
    ),
    "indoors": (
        r" (?:not|havent|never) (?:\w+ )?(?:set foot out|got past|been past|crossed|left the house"
        r"|left the flat|stepped out)(?: of (?:the|this) (?:house|flat|door)| the (?:front )?(?:door"
        r"|gate|step|doorstep))?(?! to )"
        r" (?:\w+ ){0,6}?(?:since|in (?:a|2|3|4|5|6|months|weeks|years)|for (?:months|weeks|years"
        r"|a year))(?= )"
        r"| prisoner in (?:here|my own|this)(?= )"
        r"| (?:they would|theyd|itd|it would|somebody would|someone would) (?:have|need) to (?:come"
        r"|visit|call) (?:to my|to the house|on my|here)(?= )"
        r"| (?:cant|couldnt) get (?:down the (?:stairs|steps)|out of (?:bed|this bed|the door|the house"
        r"|the flat|my chair))(?= )"
    ),
    "near": (
        r" (?:nothing|nowhere|anywhere|not|without|no) (?:thats |too )?(?:a )?(?:trek|long way|far away"
        r"|far flung|a journey|miles off|hike)(?= )"
        r"| (?:darent|cant|dont|wont|will not|never|hate|couldnt) (?:go |get |travel |face |be doing "
        r"|cope |ride )*(?:on|by|with|use|manage) (?:the )?(?:bus|buses|trams?|trains?"
        r"|public transport)(?= )(?! (?:fare|driver|pass))"
        r"| (?:would|will|has|have|got|needs|need) (?:to |have to )?be (?:round here|round about here"
        r"|local|nearby|close by|on the doorstep|near|this side|round the corner|in walking)(?= )"
        r"| (?:not|no good at|cant be|cant do|hate|dont like|past) (?:doing with )?travell?ing(?= )"
        r"| taxis? (?:is |are |s )?(?:out|too dear|cost|costs|beyond|no chance|eats?)(?= )"
        r"| (?:will not|wont|not|never|dont|cant) (?:\w+ )?(?:go|going|travel|get"
        r"|venture) into (?:the )?(?:city|town|centre|manchester|leeds|liverpool|london|birmingham)(?= )"
        r"| (?:pounds|quid|fare|a fortune) (?:\w+ ){0,3}?(?:on|for) the (?:bus|train|tram)(?= )"
        r""
    ),
    "visits": (
        r" (?:no|no cold|not having|hate|dont like|dont want|cant have|not) (?:callers|cold callers"
        r"|home visits|house calls)(?= )"
        r"| (?:ashamed|embarrassed|mortified|shown up) (?:\w+ ){0,2}?(?:anybody|anyone|people|folk"
        r"|somebody) (?:to see|seeing|saw|coming)(?= )"
        r"| (?:nobody|no one|not a soul) (?:comes|gets|crosses|sets foot|allowed|steps|walks) (?:over"
        r"|past|across|in|through|inside)(?= )"
        r"| (?:dont|not|never|will not|wont|wouldnt) (?:\w+ ){0,3}?(?:stranger|strangers|anybody|anyone"
        r"|somebody|people|folk) in (?:my|the|our) (?:\w+ )?(?:kitchen|house|home|flat|room|front room"
        r"|place|bedroom)(?= )"
        r"| (?:he|my husband|my son|the dog) (?:doesnt|does not|cant|wont|will not"
        r"|hates) (?:\w+ )?(?:like|stand|have|let|allow|abide)? ?(?:people|folk|anybody|anyone"
        r"|strangers|visitors) (?:\w+ ){0,2}?"
        r"(?:coming|in|round|the house|here)(?= )"
    ),
    "grown_ups": (
        r" (?:adults|grown ups|grownups) (?:only|company|to talk to|conversation)(?= )| (?:only"
        r"|just) (?:adults|grown ups|grownups)(?= )"
        r"| grown ups company(?= )| (?:adult|grown up) (?:company|conversation|talk)(?= )"
        r"| (?:enough of|sick of|no more|had my fill of|past|done with|worn out by|fed up of"
        r"|fed up with) (?:\w+ )?(?:children|kids|bairns|little ones|toddlers|rugrats|babies)(?= )"
    ),
}  # fmt: skip


_NEEDS: dict[str, frozenset[str]] = {
    limit: frozenset(words.split())
    for limit, words in {
        "faith": (
            "church churches chapel mass god jesus religion religious praying prayer prayers pray "
            "prays vicar vicars priest priests nun nuns monk convent seminary sunday churchy sermon "
            "sermons hymn hymns bible almighty holy preach preaching faith confession altar pew pews "
            "cross crosses mosque temple catholic catholics methodist methodists baptist christian "
            "christians jehovahs atheist atheists heathen heathens humanist humanists pagan pagans "
            "agnostic agnostics believer believers unbeliever unbelievers believe flames roof "
            "lightning convert converted soul save prayed bothering botherer botherers happy holier"
        ),
        "drink": (
            "alcoholic alky drunk drinker pisshead wino teetotaller aa alcoholics pledge detox rehab "
            "dry drying drink drinks drinking alcohol booze beer ale wine spirits whisky vodka cider "
            "lager bottle pub pubs bar bars pint pints cans crate litre sip sniff sherry taste glass "
            "whiff past by licensed serves serve sell sells pour pours round near where liver "
            "cirrhosis muslim muslims mormon mormons"
        ),
        "screens": (
            "phone phones tablet laptop laptops computer computers ipad smartphone mobile router "
            "internet wifi zoom zooms email emails emailing link links app apps tablets log password "
            "passwords video teams website room flesh screen screens line signal reception broadband "
            "technology tech gadgets online data calls"
        ),
        "phone": (
            "phone telephone calls texts messages ring rung rang ringing mobile credit answer pick rings"
        ),
        "company": (
            "one 1 two 2 three 3 hide hid hiding sneak slip run ran escape bolt shrink shut curl "
            "freeze clam seize quiet peaceful calm small handful dozen few number group person"
        ),
        "talking": (
            "get getting stand standing introduce introducing round say share sharing spill open "
            "opening role icebreaker icebreakers ice name airing air washing bare sitting sat sit "
            "make"
        ),
        "dogs": (
            "dog dogs alsatian alsatians terrier terriers staffie staffies rottweiler rottweilers "
            "hound hounds fur dander pet mauled savaged"
        ),
        "access": (
            "scooter walker wheelie trolley rollator powerchair chair leg legs level flat step ramped "
            "downstairs ground lift ramp rail handrail foot feet knee knees hip hips ankle wobbly "
            "unsteady shaky tottery doddery lame crippled paralysed ms sclerosis parkinsons dystrophy "
            "spinal palsy"
        ),
        "easy": (
            "physio doctor consultant surgeon gp nurse slow slowly steady easy careful gently asking "
            "back hip hips knee knees leg legs heart chest lung lungs shoulder shoulders hands wrists "
            "lift carry dig push pull shift bend kneel run jump"
        ),
        "no_money": (
            "free nothing charge charges cheap dole pip universal uc esa jsa benefit benefits social "
            "sick income pension credit basic state carers disability statutory zero food foodbank "
            "foodbanks tins toast beans handouts charity tick never penny money wages skint broke "
            "allowance payment payments spending paying forking shelling spend splash owe owing "
            "bailiff bailiffs debt loan purse card bank housekeeping pocket fiver pounds rent "
            "electric gas heating meter bill bills debts nappies mortgage school asylum nass home "
            "subs membership memberships fees ticket tickets entrance admission fee everything prices "
            "cash"
        ),
        "with_her_all_day": (
            "he she they him her hes shes mum dad husband wife son daughter carer carers sitter nurse worker"
        ),
        "water": (
            "swim sink go put get in catheter stoma colostomy grommet grommets wound ulcer ulcers "
            "dressing plaster baths pool swimming water sea"
        ),
        "outdoors": (
            "indoors inside cover roof heated hay hayfever pollen grass weather cold wet rain damp "
            "wind snow frost air warm dry"
        ),
        "indoors": (
            "out outside past crossed left stepped leaving prisoner trapped marooned agoraphobia "
            "agoraphobic come visit call down set"
        ),
        "near": (
            "trek way far journey miles hike bus buses tram trams train trains transport here local "
            "nearby close doorstep near side corner walking travelling traveling taxi taxis city town "
            "centre manchester leeds liverpool london birmingham drive about"
        ),
        "visits": (
            "callers visitors visits visiting calls ashamed embarrassed mortified shown comes gets "
            "crosses sets allowed steps walks stranger strangers people folk anybody anyone somebody"
        ),
        "grown_ups": ("adult adults grown grownups children kids bairns toddlers rugrats babies little"),
    }.items()
}
"""Words of which each form needs one; looking for these first is quicker."""


def heard_sideways(limit: str, said: str) -> bool:
    """Whether a limit stands in what was said: padded lines of folded words, a bar between two breaths.

    Args:
        limit: The name of its form.
        said: What was said.
    """
    return not _NEEDS[limit].isdisjoint(_words(said)) and _form(limit).search(said) is not None


@lru_cache(maxsize=8)
def _words(said: str) -> frozenset[str]:
    return frozenset(said.replace("|", " ").split())


@cache
def _form(limit: str) -> re.Pattern[str]:
    """Made when it is first asked for: making all of them takes a while, and an app that starts has no question yet."""
    return re.compile(_FORMS[limit])
