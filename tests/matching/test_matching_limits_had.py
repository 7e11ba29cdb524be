"""What was had and is not to come again, what is theirs already, and what they will not talk of or do on a screen."""

import pytest
from limits_told import read_limits
from shelf_of import TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.meant import TURNED_DOWN
from conversation_kit.matching.suggesting import suggest

COUNSELLING = an_entry("thing", "Riverside Counselling", "Counselling and talking therapy. Free.")
FOOD_BANK = an_entry("thing", "Town Food Bank", "Food bank: food parcels.")
LUNCH_CLUB = an_entry("thing", "Friday Lunch Club", "Lunch club: a hot lunch in company.")
DAY_CENTRE = an_entry("thing", "Lilac Day Centre", "Day centre for older people.")
GYM = an_entry("thing", "Iron Gym", "Gym and fitness suite.")
BEFRIENDING = an_entry("thing", "Befriending Scheme", "Befriending: volunteers visit people who are lonely.")
CHURCH = an_entry("thing", "St Bede's Church", "Church services and worship.")
SHED = an_entry("thing", "Elm Men's Shed", "A men's shed: woodwork and tea.")
SLIMMING = an_entry("thing", "Elm Slimming Club", "Slimming club: lose weight together.")
AA = an_entry("thing", "AA Elmsley", "Meetings for people with a drink problem.")


def of(pastime: str):
    return an_entry("thing", f"Elm {pastime.title()}", f"{pastime.capitalize()} every week. Free.")


@pytest.fixture
def shown(words):
    """Whether an entry comes up beside another after what was said."""

    def is_shown(entry, *said: str) -> bool:
        book = SmallBook([entry, an_entry("other", "Dominoes", "Dominoes for everybody.")])
        asking = Asking(heard=tuple(map(Heard, said)), today=TODAY, limit=40)
        found = any(item.entry_id == "thing" for item in suggest(asking, book, words))
        book.close()
        return found

    return is_shown


HAD = [
    (COUNSELLING, "He's had the counselling, says he's sick of being asked how he feels."),
    (COUNSELLING, "They gave me the talking lady six weeks after Harold passed and I'll not go through that again."),
    (COUNSELLING, "I've seen two therapists and a psychologist and I'm no further on, so no more of that please."),
    (COUNSELLING, "I did eight weeks with a counsellor, all she did was nod, you can keep it."),
    (FOOD_BANK, "I've been in that food bank queue, love, and you'll not see me in it again."),
    (FOOD_BANK, "I've done the food bank twice and I was mortified, there must be some other way."),
    (LUNCH_CLUB, "Had a month at the luncheon club. Mince, mince, and more mince. That'll do me."),
    (LUNCH_CLUB, "I did the lunch club and I'd rather starve."),
    (DAY_CENTRE, "I'm not going back to that day centre to be talked to like a bairn."),
    (DAY_CENTRE, "Ah wis at the day centre a fortnight an it near drove me daft."),
    (GYM, "Gym didn't agree with me. Put my back out on the first machine and that was the end of that."),
    (GYM, "My GP sent me to the gym on prescription. I felt like a whale in a wetsuit, I've hidden the card."),
    (BEFRIENDING, "I had a befriender for a bit, all she did was look at her phone. I'd not bother again."),
    (CHURCH, "Church had its chance with me."),
    (CHURCH, "I've done with church, they dropped us like a stone when he went inside."),
    (of("bowls"), "I gave the bowls two summers. Never met a more miserable set of people."),
    (of("choir"), "The choir made me audition in front of the lot of them. They can whistle for me now."),
    (of("yoga"), "Yoga finished me off, I was flat on my back a week after. Not again."),
    (of("bingo"), "Been to the bingo, seen the bingo, lost a tenner at the bingo. Something else please."),
    (SHED, "I went down the men's shed three times and nobody so much as passed me a hammer, so I stopped bothering."),
    (SHED, "Been to the men's shed with our Trevor, it was freezing and they only talk about Brexit."),
    (SLIMMING, "Slimming club told me I'd gained and clapped. Never again in my natural."),
    (AA, "I've sat in AA rooms from here to Wigan, it's not my road."),
    (of("art class"), "I have been to art class, teacher was laughing at my drawing, I am not going there again."),
    (of("cooking class"), "Went on the cooking class at the centre bruv, was peak, not doing that again."),
    (of("gardening"), "Pt attended gardening group x4, found it unhelpful, does not wish to return."),
    (of("quiz"), "Client tried quiz night, left early, states would not go again."),
]  # fmt: skip
THEIRS = [
    (of("choir"), "I'm in a choir already, so leave that one off your list."),
    (of("choir"), "I sing with the Orpheus on a Monday so you can tick that off."),
    (of("bingo"), "We do the bingo down the Legion every Friday, me and our Pat, always have."),
    (CHURCH, "I've got my church, thank you, and I'm there more than the vicar is."),
    (CHURCH, "Chapel I don't need help with, I've been a deacon since I was thirty."),
    (of("reading"), "I'm already with the reading lot at the library so don't give us that one."),
    (GYM, "I'm never out of the gym, me, five mornings a week."),
    (GYM, "I've a gym membership and I use it."),
    (COUNSELLING, "I see a counsellor through work every Wednesday so I'm alright for that."),
    (COUNSELLING, "Already under psychology, sees counsellor fortnightly."),
    (BEFRIENDING, "There's a lovely lass from befriending comes every Thursday. It's the weekends I'm after."),
    (LUNCH_CLUB, "They have me down at the lunch club Tuesdays, that's dinner dealt with."),
    (of("quiz"), "Our quiz team's been going since 1994, you'll not poach me."),
    (SHED, "I'm a trustee of the men's shed, so you needn't tell me about it."),
    (SLIMMING, "Slimming club has me on its books already, I pay my six quid every Monday."),
    (of("cricket"), "Cricket I am playing every Saturday with my cousins, that is enough cricket."),
]  # fmt: skip
BUT = [
    (DAY_CENTRE, "Day centre? Did that, never again, but I want some company."),
    (of("bingo"), "Bingo? Tried it, but never again."),
    (of("quiz"), "I'd do anything but a quiz."),
]
DISLIKED = [
    (of("bingo"), "I've nothing against them as likes it but bingo is a slow death to me."),
    (of("poetry"), "Poetry sends me to sleep."),
    (of("gardening"), "I can't see the appeal of gardening, it's just outdoor housework."),
    (of("crafts"), "Crafts are fiddly nonsense if you ask me."),
    (of("drumming"), "Drumming would send me up the wall."),
    (of("football"), "Football? I'd rather watch the washing go round."),
    (of("quiz"), "I can't thole a quiz."),
    (of("painting"), "Anything with my hands, just not painting."),
    (of("bowls"), "Bowls is what you do while you're waiting to die."),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "said"), [*HAD, *THEIRS, *BUT, *DISLIKED])
def test_what_was_had_or_is_theirs_does_not_come_up(entry, said, shown):
    assert not shown(entry, said)


@pytest.mark.parametrize(
    "said",
    [
        "I used to go to bingo.", "I loved the choir.", "I miss the day centre.", "I did counselling as a job.",
        "I did six weeks of counselling and it saved my life, I'd go again tomorrow.", "I had a befriender and when she moved away it broke my heart.",
        "They closed the men's shed and I've been lost since.", "I tried the allotment once and I've dreamt of one ever since.",
        "I gave the church thirty years and I'd give it thirty more.", "I can't get to the lunch club any more and I miss the gossip.",
        "Once was never enough for me, I'd dance every night.", "You won't get me off the dance floor.", "I'd sooner be gardening than anything.",
        "I went to the gym once and I was terrified but I'd try again with somebody.", "The lunch club saved me when Ted died.",
        "I'm full of the joys when I'm singing.", "I play the piano in the front room every night, nobody hears it.",
        "I sing along to the radio every morning.", "I walk by the weir every night, and every night I stop a bit longer.",
        "I've had enough.",
        "I cook every Sunday for twelve.", "I was a scaffolder, walked along a plank sixty foot up eating a pasty.",
        "They told me the knitting group was cliquey, but it wasn't a bit like that.", "The doctor talked to his screen and I came out none the wiser.",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_turns_nothing_down(said, words):
    assert [clause.said for clause in listen([Heard(said)], words) if clause.meant in TURNED_DOWN] == []


def test_the_need_behind_it_stays(shown):
    """Whoever will have no more counselling still grieves."""
    group = an_entry("thing", "Good Grief walks", "Walks for people who are bereaved.")
    assert shown(
        group,
        "I lost my husband in March. They sent me for six weeks of counselling and I was none the wiser.",
    )
    meal = an_entry("thing", "Fuel vouchers", "Help with heating and energy bills.")
    assert shown(meal, "I can't afford the heating. I've been to the food bank and they can keep it.")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("no_online", "It's all on a computer for this PIP now and I've not got one nor want one."), ("no_online", "If it's on a website you might as well put it on the moon."),
        ("no_online", "No, I'll not be squinting at a lot of faces like postage stamps."), ("no_online", "I'm not one for the computer, I like to look at a person."),
        ("no_online", "The computer and me fell out in 1998."), ("no_online", "nah not doing an online thing, had two years of that in lockdown and it broke me"),
        ("no_online", "Client digitally excluded, no email, no device."), ("no_online", "Pt prefers F2F, not for video."),
        ("no_online", "I've got one of them tablets off our Kev and it's propping the window open."),
        ("no_phone", "I never pick up, it's only ever someone wanting money."), ("no_phone", "I won't do it down the line, I need to see a mouth moving."),
        ("no_phone", "My accent they don't understand on telephone, I am saying three times my name."), ("no_phone", "mi nah chat pon no phone to people mi nuh know"),
        ("no_phone", "pls dont call, text only, i get proper anxiety when it rings"), ("no_phone", "I've a stammer, see, and it's worse than useless on the telephone."),
        ("no_phone", "Don't give them my number, I'll not answer it."), ("no_phone", "I'm that deaf I can't tell if it's you or the kettle, so don't go ringing."),
        ("no_talking", "If anybody asks me how I'm feeling I'll walk out, I'm telling you now."), ("no_talking", "My nerves are my own affair."),
        ("no_talking", "I'm a man of few words, give me a wall to build."), ("no_talking", "In my culture we are not sharing such matters outside of family."),
        ("no_talking", "I lost the baby and I'm not having anyone pick at it."), ("no_talking", "Pt not wanting to discuss bereavement, keen on practical activity."),
        ("no_talking", "I'd like a bit of company but I don't want to be asked about the cancer."), ("no_talking", "i dont wanna sit there n talk about my mental health with randoms"),
        ("no_talking", "I didn't come here to be psychoanalysed, I came about the boiler."), ("no_talking", "What's done's done and I'll thank them not to ask."),
    ],
)  # fmt: skip
def test_what_they_will_not_do(rule, said, words):
    assert getattr(_limits(said, words), rule)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("no_online", "My grandson set me up on the tablet and now I can't put it down."), ("no_online", "The internet's a marvel, I found my cousin in Perth."),
        ("no_online", "I can fix computers, phones, anything with a plug."), ("no_online", "No signal in the kitchen so I do my Zoom on the stairs."),
        ("no_phone", "There's a phone box on the green with no phone in it."), ("no_phone", "The phone never rings."),
        ("no_phone", "Nobody rings me. The phone's not gone since August."), ("no_phone", "My neighbour's stone deaf, so I ring the surgery for her."),
        ("no_phone", "My sister's lad is not picking up the kids till six."), ("no_phone", "I never pick up a paintbrush now but I'd love to."),
        ("no_talking", "I've nobody to talk to about how I feel."), ("no_talking", "I can't talk about it to my wife, that's the trouble, I need somebody who'll listen."),
        ("no_talking", "Nobody ever asks me how I feel."), ("no_talking", "I've never told anybody what happened and I think I need to."),
        ("no_talking", "He never talks about his feelings, I wish he would."), ("no_talking", "I bottle it all up and then I burst."),
        ("no_talking", "They ask how she is, they never ask how I am."), ("no_talking", "I could talk the hind legs off a donkey."),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_rules_nothing_out(rule, said, words):
    assert not getattr(_limits(said, words), rule)


def _limits(said, words):
    asking = Asking(heard=(Heard(said),), today=TODAY)
    return read_limits(asking, listen(asking.heard, words), words)
