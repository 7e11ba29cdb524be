"""Lines as people say them, and what is right to propose for each. All the people are made up.

``TUNED`` was written before the code and the word lists, which were then worked on until they agreed.
``AFTERWARDS`` was written when that was done. Nothing is tuned on it: it says how good noticing is.

Each line is (what was said, topic id, what to propose). A proposal is (words, kind, leaning, who, tie).
"""

from conversation_kit.model.assets import Kind, Leaning

PERSONAL, SOCIAL, COMMUNITY, PHYSICAL = Kind.PERSONAL, Kind.SOCIAL, Kind.COMMUNITY, Kind.PHYSICAL
STRENGTH, INTEREST, HOPE, GIFT, BARRIER = (
    Leaning.STRENGTH,
    Leaning.INTEREST,
    Leaning.HOPE,
    Leaning.GIFT,
    Leaning.BARRIER,
)

TUNED = [
    # what somebody has done
    (
        "I did the school dinners at St Peter's, thirty-one years.",
        "life-story",
        [("I did the school dinners at St Peter's, thirty-one years", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "thirty-one years of school dinners",
        "life-story",
        [("thirty-one years of school dinners", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "used to cook for two hundred, now it's soup for one",
        "life-story",
        [("used to cook for two hundred", PERSONAL, STRENGTH, "", "")],
    ),
    ("used to teach PE, misses it", "life-story", [("used to teach PE", PERSONAL, STRENGTH, "", "")]),
    (
        "I was a joiner by trade, served my time at Gullick's",
        "life-story",
        [("I was a joiner by trade, served my time at Gullick's", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "worked down the pit till they shut it",
        "life-story",
        [("worked down the pit till they shut it", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I drove wagons all over Europe for twenty years",
        "life-story",
        [("I drove wagons all over Europe for twenty years", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I brought up four lads on me own",
        "life-story",
        [("I brought up four lads on me own", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I was a machinist in the mill and then I ran a market stall",
        "life-story",
        [
            ("I was a machinist in the mill", PERSONAL, STRENGTH, "", ""),
            ("I ran a market stall", PERSONAL, STRENGTH, "", ""),
        ],
    ),
    (
        "I can speak Urdu and Punjabi and a bit of Arabic",
        "enjoy",
        [("I can speak Urdu and Punjabi and a bit of Arabic", PERSONAL, STRENGTH, "", "")],
    ),
    ("I'm good with numbers me", "enjoy", [("I'm good with numbers me", PERSONAL, STRENGTH, "", "")]),
    (
        "I can strip an engine down and put it back together",
        "enjoy",
        [("I can strip an engine down and put it back together", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I was captain of the netball team at school",
        "life-story",
        [("I was captain of the netball team at school", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "Came over from Jamaica in 1961. I nursed at Billinge for thirty years.",
        "life-story",
        [("I nursed at Billinge for thirty years", PERSONAL, STRENGTH, "", "")],
    ),
    # what somebody likes
    ("I love me garden", "enjoy", [("I love me garden", PHYSICAL, INTEREST, "", "")]),
    (
        "I like a bit of crochet of an evening",
        "enjoy",
        [("I like a bit of crochet of an evening", PERSONAL, INTEREST, "", "")],
    ),
    (
        "mad on Northern Soul, always have been",
        "enjoy",
        [("mad on Northern Soul, always have been", PERSONAL, INTEREST, "", "")],
    ),
    (
        "gaming mostly, and a bit of drawing",
        "enjoy",
        [("gaming mostly, and a bit of drawing", PERSONAL, INTEREST, "", "")],
    ),
    ("I'm into me anime and that", "enjoy", [("I'm into me anime and that", PERSONAL, INTEREST, "", "")]),
    (
        "loves cricket, never misses a match",
        "enjoy",
        [("loves cricket, never misses a match", PERSONAL, INTEREST, "", "")],
    ),
    (
        "I go fishing down the cut most weekends",
        "enjoy",
        [("I go fishing down the cut most weekends", PERSONAL, INTEREST, "", "")],
    ),
    ("can't beat a good brass band", "enjoy", [("can't beat a good brass band", PERSONAL, INTEREST, "", "")]),
    (
        "I really enjoy baking for folk",
        "good-day",
        [("I really enjoy baking for folk", PERSONAL, INTEREST, "", "")],
    ),
    # what somebody hopes for
    ("I'd love to hold a baby again", "hope", [("I'd love to hold a baby again", PERSONAL, HOPE, "", "")]),
    (
        "she misses the noise of the dinner hall, all them kiddies",
        "health",
        [("she misses the noise of the dinner hall, all them kiddies", PERSONAL, HOPE, "", "")],
    ),
    (
        "I want to get my own place and learn to drive",
        "hope",
        [("I want to get my own place and learn to drive", PERSONAL, HOPE, "", "")],
    ),
    ("I wish I could dance again", "hope", [("I wish I could dance again", PERSONAL, HOPE, "", "")]),
    (
        "I've always fancied having a go at the ukulele",
        "enjoy",
        [("I've always fancied having a go at the ukulele", PERSONAL, HOPE, "", "")],
    ),
    ("hoping to get back to swimming", "hope", [("hoping to get back to swimming", PERSONAL, HOPE, "", "")]),
    (
        "I'd like to meet some lads my own age",
        "people",
        [("I'd like to meet some lads my own age", PERSONAL, HOPE, "", "")],
    ),
    (
        "I'd love to see more of me grandkids",
        "hope",
        [("I'd love to see more of me grandkids", SOCIAL, HOPE, "", "grandkids")],
    ),
    # what somebody could give
    (
        "I could teach anyone to crochet",
        "give",
        [("I could teach anyone to crochet", PERSONAL, GIFT, "", "")],
    ),
    (
        "I don't mind helping out, owt with wood",
        "give",
        [("I don't mind helping out, owt with wood", PERSONAL, GIFT, "", "")],
    ),
    (
        "folk come to me when their bikes want fixing",
        "give",
        [("folk come to me when their bikes want fixing", PERSONAL, GIFT, "", "")],
    ),
    (
        "I'd happily read to the little ones",
        "give",
        [("I'd happily read to the little ones", PERSONAL, GIFT, "", "")],
    ),
    (
        "I volunteer at the food bank on Thursdays",
        "give",
        [("I volunteer at the food bank on Thursdays", COMMUNITY, GIFT, "", "")],
    ),
    ("a listening ear, I suppose", "give", [("a listening ear", PERSONAL, GIFT, "", "")]),
    # the people around
    (
        "Our Janet comes Sundays. She's enough on with the twins.",
        "people",
        [("Our Janet comes Sundays", SOCIAL, STRENGTH, "Janet", "")],
    ),
    (
        "me daughter Janet rings every night",
        "people",
        [("me daughter Janet rings every night", SOCIAL, STRENGTH, "Janet", "daughter")],
    ),
    (
        "daughter visits every day",
        "people",
        [("daughter visits every day", SOCIAL, STRENGTH, "", "daughter")],
    ),
    (
        "Imran next door puts my bins out",
        "people",
        [("Imran next door puts my bins out", SOCIAL, STRENGTH, "Imran", "next door")],
    ),
    (
        "my best mate Callum, we've been mates since primary",
        "people",
        [("my best mate Callum", SOCIAL, STRENGTH, "Callum", "best mate")],
    ),
    ("our kid lives in Hindley", "people", [("our kid lives in Hindley", SOCIAL, STRENGTH, "", "our kid")]),
    ("me mam's round the corner", "people", [("me mam's round the corner", SOCIAL, STRENGTH, "", "mam")]),
    (
        "Sheila pops in for a brew most mornings",
        "good-day",
        [("Sheila pops in for a brew most mornings", SOCIAL, STRENGTH, "Sheila", "")],
    ),
    (
        "I'm close to my sister Agnieszka",
        "people",
        [("I'm close to my sister Agnieszka", SOCIAL, STRENGTH, "Agnieszka", "sister")],
    ),
    (
        "I've two grandsons, Josh and Kieran",
        "people",
        [("I've two grandsons, Josh and Kieran", SOCIAL, STRENGTH, "Josh and Kieran", "grandsons")],
    ),
    # groups and places
    (
        "we go to the bowls of a Tuesday",
        "good-day",
        [("we go to the bowls of a Tuesday", COMMUNITY, STRENGTH, "", "")],
    ),
    (
        "I'm in the choir at the Methodist",
        "enjoy",
        [("I'm in the choir at the Methodist", COMMUNITY, INTEREST, "", "")],
    ),
    (
        "I still go to the Deaf club on a Wednesday",
        "people",
        [("I still go to the Deaf club on a Wednesday", COMMUNITY, STRENGTH, "", "")],
    ),
    (
        "the park's just over the road, I walk the dog there",
        "home",
        [("the park's just over the road", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "there's a library five minutes away",
        "home",
        [("there's a library five minutes away", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "I've got a shed full of tools",
        "home",
        [("I've got a shed full of tools", PHYSICAL, STRENGTH, "", "")],
    ),
    # what gets in the way
    (
        "I don't go out of a dark night, not since Frank",
        "health",
        [("I don't go out of a dark night, not since Frank", PERSONAL, BARRIER, "", "")],
    ),
    ("I'm frightened of falling", "health", [("I'm frightened of falling", PERSONAL, BARRIER, "", "")]),
    ("can't manage them stairs", "home", [("can't manage them stairs", PHYSICAL, BARRIER, "", "")]),
    ("there's no bus after six", "in-the-way", [("there's no bus after six", PHYSICAL, BARRIER, "", "")]),
    (
        "it's me legs, they won't carry me far",
        "in-the-way",
        [("it's me legs, they won't carry me far", PERSONAL, BARRIER, "", "")],
    ),
    ("money's tight this month", "in-the-way", [("money's tight this month", PERSONAL, BARRIER, "", "")]),
    (
        "there's nowt round here for lads my age",
        "home",
        [("there's nowt round here for lads my age", COMMUNITY, BARRIER, "", "")],
    ),
    ("I've nobody to go with", "in-the-way", [("I've nobody to go with", SOCIAL, BARRIER, "", "")]),
    ("can't leave him on his own", "in-the-way", [("can't leave him on his own", SOCIAL, BARRIER, "", "")]),
    (
        "travel's been hard since my dad died, he was the driver",
        "in-the-way",
        [("travel's been hard since my dad died", PHYSICAL, BARRIER, "", "")],
    ),
    # two things in one line
    (
        "I love singing but I can't get there on me own",
        "enjoy",
        [
            ("I love singing", PERSONAL, INTEREST, "", ""),
            ("I can't get there on me own", PHYSICAL, BARRIER, "", ""),
        ],
    ),
    (
        "I used to run the youth club. I'd do it again tomorrow if they'd have me.",
        "life-story",
        [("I used to run the youth club", PERSONAL, STRENGTH, "", "")],
    ),
    # nothing to propose
    ("hello", "life-story", []),
    ("I don't like bingo", "enjoy", []),
    ("not one for clubs", "enjoy", []),
    ("I never really liked school", "life-story", []),
    ("she loves her cartoons, our Millie", "people", [("our Millie", SOCIAL, STRENGTH, "Millie", "")]),
    ("I'd like a brew", "hope", []),
    ("mustn't grumble, can't complain", "health", []),
    ("I miss him", "people", []),
    ("we don't speak, me and our Kev", "people", []),
    ("lost my wife in March", "people", []),
    ("he used to hit me", "life-story", []),
    ("sometimes I want to die", "hope", []),
    ("I've got COPD and diabetes", "health", []),
    ("I go to mosque on Fridays", "good-day", []),
    ("we came over from Poland in 2005", "life-story", []),
    ("the nurse comes Tuesdays", "health", []),
    ("can't wait", "hope", []),
    ("I'm not in the choir any more", "enjoy", []),
    ("it's raining again", "home", []),
]

AFTERWARDS = [
    (
        "I did twenty-two years at Heinz on the beans",
        "life-story",
        [("I did twenty-two years at Heinz on the beans", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I was a dinner lady and a good one",
        "life-story",
        [("I was a dinner lady and a good one", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "used to sing in the clubs of a weekend",
        "life-story",
        [("used to sing in the clubs of a weekend", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "Left school at fifteen and went straight on the markets",
        "life-story",
        [("Left school at fifteen and went straight on the markets", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I had my own taxi, knew every street in Bolton",
        "life-story",
        [("I had my own taxi, knew every street in Bolton", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "in Kabul I was a chemistry teacher",
        "life-story",
        [("in Kabul I was a chemistry teacher", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I make a lovely hotpot, ask anybody",
        "enjoy",
        [("I make a lovely hotpot, ask anybody", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I'm a dab hand with a paintbrush",
        "enjoy",
        [("I'm a dab hand with a paintbrush", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I watch all the rugby, Warriors through and through",
        "enjoy",
        [("I watch all the rugby, Warriors through and through", PERSONAL, INTEREST, "", "")],
    ),
    (
        "I do love a good murder mystery",
        "enjoy",
        [("I do love a good murder mystery", PERSONAL, INTEREST, "", "")],
    ),
    (
        "my music, that's what gets me through",
        "enjoy",
        [("my music, that's what gets me through", PERSONAL, INTEREST, "", "")],
    ),
    ("he likes trains, knows all the numbers", "enjoy", [("he likes trains", PERSONAL, INTEREST, "", "")]),
    (
        "I go to the gym with me cousin twice a week",
        "health",
        [("I go to the gym with me cousin twice a week", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "I'd love to see the sea one more time",
        "hope",
        [("I'd love to see the sea one more time", PERSONAL, HOPE, "", "")],
    ),
    ("I want to work with animals", "hope", [("I want to work with animals", PERSONAL, HOPE, "", "")]),
    (
        "be nice to have a natter with someone my own age",
        "hope",
        [("be nice to have a natter with someone my own age", PERSONAL, HOPE, "", "")],
    ),
    (
        "I'd like to be able to read to my grandson",
        "hope",
        [("I'd like to be able to read to my grandson", SOCIAL, HOPE, "", "grandson")],
    ),
    (
        "I miss going the match with me dad",
        "hope",
        [("I miss going the match with me dad", PERSONAL, HOPE, "", "")],
    ),
    (
        "I could sew for somebody, curtains, hems, owt",
        "give",
        [("I could sew for somebody, curtains, hems, owt", PERSONAL, GIFT, "", "")],
    ),
    (
        "I've been through the asylum thing so I can help others with forms",
        "give",
        [("I can help others with forms", PERSONAL, GIFT, "", "")],
    ),
    (
        "I wouldn't mind sitting with someone who's on their own",
        "give",
        [("I wouldn't mind sitting with someone who's on their own", PERSONAL, GIFT, "", "")],
    ),
    (
        "everybody on the landing brings me their phones to sort",
        "give",
        [("everybody on the landing brings me their phones to sort", PERSONAL, GIFT, "", "")],
    ),
    (
        "Our Darren rings me from Australia",
        "people",
        [("Our Darren rings me from Australia", SOCIAL, STRENGTH, "Darren", "")],
    ),
    (
        "I've a sister in Preston, Maureen",
        "people",
        [("I've a sister in Preston, Maureen", SOCIAL, STRENGTH, "", "sister")],
    ),
    (
        "Mrs Patel across the road keeps an eye out",
        "people",
        [("Mrs Patel across the road keeps an eye out", SOCIAL, STRENGTH, "Mrs Patel", "across the road")],
    ),
    (
        "the girls from work still meet up",
        "people",
        [("the girls from work still meet up", SOCIAL, STRENGTH, "", "from work")],
    ),
    (
        "my foster mum Dawn is sound",
        "people",
        [("my foster mum Dawn is sound", SOCIAL, STRENGTH, "Dawn", "foster mum")],
    ),
    (
        "me and our kid go the match",
        "people",
        [("me and our kid go the match", SOCIAL, STRENGTH, "", "our kid")],
    ),
    (
        "I'm on the committee at the allotments",
        "enjoy",
        [("I'm on the committee at the allotments", COMMUNITY, INTEREST, "", "")],
    ),
    (
        "Friday's bingo at the Legion",
        "good-day",
        [("Friday's bingo at the Legion", COMMUNITY, STRENGTH, "", "")],
    ),
    (
        "there's a nice bench by the canal I sit on",
        "home",
        [("there's a nice bench by the canal I sit on", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "the shops are two minutes walk",
        "home",
        [("the shops are two minutes walk", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "I get all flustered on the bus with the chair",
        "in-the-way",
        [("I get all flustered on the bus with the chair", PHYSICAL, BARRIER, "", "")],
    ),
    (
        "it's six quid a go, I haven't got it",
        "in-the-way",
        [("it's six quid a go", PERSONAL, BARRIER, "", "")],
    ),
    (
        "I can't hear in a big room, it all goes to mush",
        "in-the-way",
        [("I can't hear in a big room, it all goes to mush", PERSONAL, BARRIER, "", "")],
    ),
    ("who'd watch the kids?", "in-the-way", [("who'd watch the kids", SOCIAL, BARRIER, "", "")]),
    (
        "I daren't walk in somewhere on me own",
        "in-the-way",
        [("I daren't walk in somewhere on me own", PERSONAL, BARRIER, "", "")],
    ),
    ("he can be a bit funny with me when he's had a drink", "people", []),
    ("I've a hospital appointment Thursday", "health", []),
    ("our old dog died last week", "people", []),
    ("I'm not much for company", "enjoy", []),
    ("they say I should go to the falls clinic", "health", []),
    ("it's all gone downhill since they shut the baths", "home", []),
    ("we never had much but we were happy", "life-story", []),
    ("my mam was a weaver at Eckersley's", "life-story", []),
]
