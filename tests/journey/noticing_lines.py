"""Lines as people say them, and what is right to propose for each. All the people are made up.

``TUNED`` was written before the code; code and word list were then worked on until they agreed.
The other three were each written blind, and measured before anything was changed for them (kind and leaning
right / proposed; right / all that could have been proposed; lines with nothing in them that got a proposal):

- ``FIRST_BLIND``: 25/27, 25/37, 0 of 8. Code and words were then widened with other lines in mind.
- ``SECOND_BLIND``: 19/21, 19/35, 0 of 10. Widened again, this time with both in mind: they are no longer blind.
- ``THIRD_BLIND``: 21/25, 21/34, 0 of 14. Only two faults that could hurt were put right after it (a wish taken
  for company, a trade taken for a barrier because of how it ended). Leave the rest as it is: it is the measure.

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
    (
        "I don't like to mither anybody",
        "in-the-way",
        [("I don't like to mither anybody", PERSONAL, BARRIER, "", "")],
    ),
    # two things in one line
    (
        "I love singing but I can't get there on me own",
        "enjoy",
        [
            ("I love singing", PERSONAL, INTEREST, "", ""),
            ("I can't get there on me own", PERSONAL, BARRIER, "", ""),
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

FIRST_BLIND = [
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

SECOND_BLIND = [
    (
        "I was on the buses thirty year, clippie first then driving",
        "life-story",
        [("I was on the buses thirty year, clippie first then driving", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I laid half the pavements in this town",
        "life-story",
        [("I laid half the pavements in this town", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "used to make all the wedding cakes for our street",
        "life-story",
        [("used to make all the wedding cakes for our street", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I trained as a tailor in Sylhet",
        "life-story",
        [("I trained as a tailor in Sylhet", PERSONAL, STRENGTH, "", "")],
    ),
    ("my father was a miner and his father before him", "life-story", []),
    (
        "I brought me brothers up after mam went",
        "life-story",
        [("I brought me brothers up after mam went", PERSONAL, STRENGTH, "", "")],
    ),
    ("expelled twice", "life-story", []),
    (
        "I worked on the tills at Asda till me knees went",
        "life-story",
        [("I worked on the tills at Asda till me knees went", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I've always got a jigsaw on the go",
        "enjoy",
        [("I've always got a jigsaw on the go", PERSONAL, INTEREST, "", "")],
    ),
    (
        "Bollywood films, the old ones",
        "enjoy",
        [("Bollywood films, the old ones", PERSONAL, INTEREST, "", "")],
    ),
    (
        "I love doing make-up tutorials",
        "enjoy",
        [("I love doing make-up tutorials", PERSONAL, INTEREST, "", "")],
    ),
    ("she likes a sing-song", "enjoy", [("she likes a sing-song", PERSONAL, INTEREST, "", "")]),
    (
        "I'm quite good at chess, I beat my support worker",
        "enjoy",
        [("I'm quite good at chess", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "tinkering in the garage with the bikes",
        "enjoy",
        [("tinkering in the garage with the bikes", PERSONAL, INTEREST, "", "")],
    ),
    ("I can't be doing with knitting", "enjoy", []),
    ("not so much these days", "enjoy", []),
    (
        "I help Mr Cooper with his bins and that",
        "give",
        [("I help Mr Cooper with his bins and that", PERSONAL, GIFT, "", "")],
    ),
    (
        "I could talk to kids about what gangs are really like",
        "give",
        [("I could talk to kids about what gangs are really like", PERSONAL, GIFT, "", "")],
    ),
    (
        "I wouldn't mind doing a reading group",
        "give",
        [("I wouldn't mind doing a reading group", COMMUNITY, GIFT, "", "")],
    ),
    ("I've got time, I've nowt but time", "give", [("I've got time", PERSONAL, GIFT, "", "")]),
    ("I don't think I've owt to offer", "give", []),
    ("I want to be a vet", "hope", [("I want to be a vet", PERSONAL, HOPE, "", "")]),
    (
        "I'd love to taste my nan's cooking again",
        "hope",
        [("I'd love to taste my nan's cooking again", PERSONAL, HOPE, "", "")],
    ),
    (
        "getting back to work, part time even",
        "hope",
        [("getting back to work, part time even", PERSONAL, HOPE, "", "")],
    ),
    ("just one friend", "hope", [("just one friend", PERSONAL, HOPE, "", "")]),
    (
        "misses having a dog about the place",
        "hope",
        [("misses having a dog about the place", PERSONAL, HOPE, "", "")],
    ),
    (
        "my niece Aisha does my forms with me",
        "people",
        [("my niece Aisha does my forms with me", SOCIAL, STRENGTH, "Aisha", "niece")],
    ),
    (
        "Old Tommy two doors down, we put the world to rights",
        "people",
        [("Old Tommy two doors down", SOCIAL, STRENGTH, "Tommy", "two doors down")],
    ),
    ("I've a lad in Hull but he's busy", "people", [("I've a lad in Hull", SOCIAL, STRENGTH, "", "lad")]),
    ("the twins are in Year Four", "people", []),
    ("we lost touch, me and Pauline", "people", []),
    (
        "my girlfriend's family treat me like one of their own",
        "people",
        [("my girlfriend's family treat me like one of their own", SOCIAL, STRENGTH, "", "girlfriend")],
    ),
    (
        "I play dominoes at the West Indian centre",
        "good-day",
        [("I play dominoes at the West Indian centre", PERSONAL, INTEREST, "", "")],
    ),
    (
        "I go to the coffee morning at the library",
        "good-day",
        [("I go to the coffee morning at the library", COMMUNITY, STRENGTH, "", "")],
    ),
    ("a lie-in", "good-day", []),
    (
        "the canal's at the end of our street",
        "home",
        [("the canal's at the end of our street", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "I've got an allotment up Gidlow",
        "home",
        [("I've got an allotment up Gidlow", PHYSICAL, STRENGTH, "", "")],
    ),
    ("they want me to move", "home", []),
    (
        "I'm scared of the lads outside the shop",
        "home",
        [("I'm scared of the lads outside the shop", PERSONAL, BARRIER, "", "")],
    ),
    (
        "I can't get the pram on the bus",
        "in-the-way",
        [("I can't get the pram on the bus", PHYSICAL, BARRIER, "", "")],
    ),
    (
        "I go to pieces when there's a lot of people",
        "in-the-way",
        [("I go to pieces when there's a lot of people", PERSONAL, BARRIER, "", "")],
    ),
    (
        "I'd have to find someone for Mum",
        "in-the-way",
        [("I'd have to find someone for Mum", SOCIAL, BARRIER, "", "")],
    ),
    ("it'd have to be free", "in-the-way", [("it'd have to be free", PERSONAL, BARRIER, "", "")]),
    ("I had a fall in the garden in August", "health", []),
    (
        "I walk to the shops and back, every day, rain or shine",
        "health",
        [("I walk to the shops and back, every day, rain or shine", PHYSICAL, STRENGTH, "", "")],
    ),
]

THIRD_BLIND = [
    (
        "I started at the glassworks at fifteen and finished as foreman",
        "life-story",
        [("I started at the glassworks at fifteen and finished as foreman", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "eighteen years as a lollipop lady outside St Jude's",
        "life-story",
        [("eighteen years as a lollipop lady outside St Jude's", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I used to do all the sound for bands",
        "life-story",
        [("I used to do all the sound for bands", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "I was the first in our family to go to college",
        "life-story",
        [("I was the first in our family to go to college", PERSONAL, STRENGTH, "", "")],
    ),
    ("I've moved eleven times", "life-story", []),
    ("my grandad taught me to plaster", "life-story", []),
    ("I kept goal for Tyldesley", "life-story", [("I kept goal for Tyldesley", PERSONAL, STRENGTH, "", "")]),
    ("we fled with two bags", "life-story", []),
    (
        "I can name you any bird by its song",
        "enjoy",
        [("I can name you any bird by its song", PERSONAL, STRENGTH, "", "")],
    ),
    (
        "skateboarding, down at the bowl",
        "enjoy",
        [("skateboarding, down at the bowl", PERSONAL, INTEREST, "", "")],
    ),
    ("I like to see things growing", "enjoy", [("I like to see things growing", PERSONAL, INTEREST, "", "")]),
    (
        "a bit of line dancing before my hip went",
        "enjoy",
        [("a bit of line dancing before my hip went", PERSONAL, INTEREST, "", "")],
    ),
    ("Coronation Street, never miss it", "enjoy", []),
    (
        "we used to love caravanning, the two of us",
        "enjoy",
        [("we used to love caravanning, the two of us", PERSONAL, INTEREST, "", "")],
    ),
    ("I don't enjoy owt now", "enjoy", []),
    (
        "I'm happiest up a ladder with a brush in my hand",
        "enjoy",
        [("I'm happiest up a ladder with a brush in my hand", PERSONAL, INTEREST, "", "")],
    ),
    (
        "I'd be good with the little lads, I know what it's like",
        "give",
        [("I'd be good with the little lads", PERSONAL, GIFT, "", "")],
    ),
    ("I could bring my accordion", "give", [("I could bring my accordion", PERSONAL, GIFT, "", "")]),
    (
        "my hands are still steady, I could do the small repairs",
        "give",
        [("I could do the small repairs", PERSONAL, GIFT, "", "")],
    ),
    (
        "I cook for my neighbour when she's poorly",
        "give",
        [("I cook for my neighbour when she's poorly", PERSONAL, GIFT, "", "")],
    ),
    ("who'd want me", "give", []),
    ("I'd like my own front door", "hope", [("I'd like my own front door", PERSONAL, HOPE, "", "")]),
    (
        "swimming in the sea again, just once",
        "hope",
        [("swimming in the sea again, just once", PERSONAL, HOPE, "", "")],
    ),
    ("I want our Jade to come home", "hope", [("I want our Jade to come home", SOCIAL, HOPE, "Jade", "")]),
    ("not to be a bother", "hope", []),
    (
        "I'd love to show our lads where I grew up",
        "hope",
        [("I'd love to show our lads where I grew up", SOCIAL, HOPE, "", "lads")],
    ),
    ("be part of something", "hope", [("be part of something", PERSONAL, HOPE, "", "")]),
    (
        "my auntie Farida fetches me Fridays",
        "people",
        [("my auntie Farida fetches me Fridays", SOCIAL, STRENGTH, "Farida", "auntie")],
    ),
    (
        "Billy over the road cuts my grass",
        "people",
        [("Billy over the road cuts my grass", SOCIAL, STRENGTH, "Billy", "over the road")],
    ),
    (
        "I've a goddaughter in Leeds, she writes",
        "people",
        [("I've a goddaughter in Leeds", SOCIAL, STRENGTH, "", "goddaughter")],
    ),
    ("they only come when they want money", "people", []),
    ("my sister won't have me in the house", "people", []),
    (
        "my old workmates, we have a pint at Christmas",
        "people",
        [("my old workmates", SOCIAL, STRENGTH, "", "old workmates")],
    ),
    (
        "I'm in the ukulele group at the library",
        "good-day",
        [("I'm in the ukulele group at the library", COMMUNITY, STRENGTH, "", "")],
    ),
    ("sitting out the front watching the world go by", "good-day", []),
    (
        "Saturdays I go to the market and get my bits",
        "good-day",
        [("Saturdays I go to the market and get my bits", PHYSICAL, STRENGTH, "", "")],
    ),
    (
        "there's a community centre behind us",
        "home",
        [("there's a community centre behind us", PHYSICAL, STRENGTH, "", "")],
    ),
    ("my garden's my pride and joy", "home", [("my garden's my pride and joy", PHYSICAL, INTEREST, "", "")]),
    ("the neighbours have been complaining", "home", []),
    ("I've got a big telly now", "home", []),
    (
        "I'm that nervous on the phone",
        "in-the-way",
        [("I'm that nervous on the phone", PERSONAL, BARRIER, "", "")],
    ),
    ("it's two buses and a walk", "in-the-way", [("it's two buses and a walk", PHYSICAL, BARRIER, "", "")]),
    (
        "my English isn't good enough",
        "in-the-way",
        [("my English isn't good enough", PERSONAL, BARRIER, "", "")],
    ),
    (
        "nobody would know how to work my hoist",
        "in-the-way",
        [("nobody would know how to work my hoist", PERSONAL, BARRIER, "", "")],
    ),
    ("nothing, I'd go tomorrow", "in-the-way", []),
    (
        "I can't settle since the burglary",
        "health",
        [("I can't settle since the burglary", PERSONAL, BARRIER, "", "")],
    ),
    ("I'm on water tablets", "health", []),
    ("a good walk sorts me out", "health", [("a good walk sorts me out", PERSONAL, INTEREST, "", "")]),
]
