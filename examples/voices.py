"""Made-up words of children: many fragments, put together so that no two children say the same.

Nobody is quoted. A child is a person: what is made up here is plain and everyday.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Fragments = tuple[str, ...]

PRONOUNS: Fragments = ("She", "He", "They")
WHO: Fragments = ("she", "he", "they", "the", "child")
SAID: Fragments = (
    "said that",
    "told us that",
    "told the officer that",
    "said quietly that",
    "told me that",
    "said, after a while, that",
)
FEELS: Fragments = (
    "school is all right when {friend} is there",
    "the mornings are the hardest part of the day",
    "it is better at {nan}'s house because it is quiet",
    "the shouting makes it hard to sleep",
    "nobody asked about the move to the new flat",
    "home is fine most of the time",
    "it felt good to be asked",
    "there is always somebody to talk to at {club}",
    "it is worrying when {adult} does not answer the phone",
    "the new house is nice but far from {friend}",
    "weekends are good when {adult} is not working",
    "there is not always something for tea",
    "it is easier to talk to {adult} than to a teacher",
    "the dog was the first thing to think of last night",
    "sharing a room with {sibling} is mostly fine",
    "it would be good to know what happens next",
    "the argument was about money again",
    "maths is the best lesson and PE is the worst",
    "it was frightening when the door was banged",
    "{adult} has been kinder since the summer",
)
WANTS: Fragments = (
    "wants to go to {club} again on Thursdays",
    "would like {adult} to come to parents' evening",
    "wants to stay at {nan}'s for a few days",
    "wishes that the grown-ups would stop arguing",
    "would like the same worker to come next time",
    "wants to see {sibling} more often",
    "would rather walk to school with {friend}",
    "wants a lock on the bedroom door",
    "hopes to be home for {sibling}'s birthday",
    "wants somebody to explain what a meeting is for",
    "would like to keep the same school",
    "wants {adult} to get some rest",
    "does not want to be asked the same again tomorrow",
    "wants to play out until the lights come on",
)
SHOWED: Fragments = (
    "seemed calm and looked at us while talking",
    "was wearing school uniform and a warm coat",
    "smiled when {club} was mentioned",
    "looked tired and rubbed both eyes",
    "played with a toy car all through the visit",
    "looked at {adult} before each answer",
    "was drawing at the table and showed us the picture",
    "laughed about something that {sibling} did",
    "seemed unsure and spoke more once the television was off",
    "sat close to {adult} and held on to a cushion",
    "looked well and asked what a radio is for",
    "was wearing pyjamas and thick socks in the kitchen",
    "cried for a little while and then wanted a drink of water",
    "looked away when the evening was mentioned",
)
FRIENDS: Fragments = ("a friend", "a cousin", "a neighbour", "the boy next door", "a class friend")
ADULTS: Fragments = ("mum", "dad", "an aunt", "a foster carer", "grandad", "a stepdad", "a stepmum")
NANS: Fragments = ("nan", "gran", "a grandmother", "an aunt", "grandma", "nani")
CLUBS: Fragments = (
    "football",
    "swimming",
    "cadets",
    "the youth club",
    "choir",
    "boxing",
    "the library",
    "dance",
    "scouts",
)
SIBLINGS: Fragments = (
    "a little sister",
    "a big brother",
    "the baby",
    "a twin",
    "a half-brother",
    "a stepsister",
)
STOCK: Fragments = (
    "No concerns",
    "No concerns raised.",
    "See log.",
    "Nothing to report",
    "Child seen safe and well.",
    "No issues noted",
    "No disclosures made",
    "As above",
)
PROMPTS: Fragments = (
    " [Insert the child's own words here]",
    " <voice of the child>",
    " Relationships:",
    " [Describe appearance]",
)
ADULTS_ONLY: Fragments = (
    "Mother and father {quarrel} about {matter} {place} and have since {peace}.",
    "Both parents {quarrel} about {matter} {place}; they have {peace}.",
    "The adults {quarrel} {place} about {matter} and {peace}.",
)
QUARREL: Fragments = ("argued", "fell out", "quarrelled", "disagreed", "had words")
MATTER: Fragments = ("money", "the car", "contact at weekends", "a phone bill", "a house key")
PLACE: Fragments = (
    "in the hallway",
    "on the phone",
    "outside the house",
    "in the kitchen",
    "at tea",
)
PEACE: Fragments = ("calmed down", "made up", "gone to separate rooms", "settled it", "moved on")
DEMEANOUR: Fragments = (
    "Calm, alert and interested in us",
    "Quiet, stayed close to a carer",
    "Cheerful, busy with toys",
    "Restless, went to the window often",
    "Wary at first, then relaxed",
    "Content in a carer's arms, followed us with both eyes",
    "Tired and slow to warm to us",
    "Playful with a sibling, clean and dressed for the weather",
)
HERITAGE: Fragments = (
    "The family is proud of its {place} roots and cooks {food} together on Sundays.",
    "Grandparents came from {place}; the child likes to hear their stories.",
    "Feels at home both in {place} and here, and speaks with cousins every week.",
    "Keeps {feast} with the whole family and would like school to know about it.",
    "Likes to show how {food} is made and says who taught it.",
    "Learnt to make {food} from a grandmother born in {place}.",
    "Says that music from {place} is what home sounds like.",
)
LITTLE: Fragments = (
    "{pronoun} slept in a cot by the window, warm and clean, with {toy} beside the pillow; {room}.",
    "Asleep first. {pronoun} looked a good colour and was wearing {clothes}; {room}; {toy} near.",
    "Too young for words. {pronoun} smiled, held on to {toy} and was wearing {clothes}; {room}.",
    "{pronoun} looked from face to face, reached for {toy} and was wearing {clothes}; {room}.",
)
TOYS: Fragments = (
    "a cloth rabbit",
    "a wooden train",
    "a rattle",
    "a soft blanket",
    "a picture book",
)
CLOTHES: Fragments = (
    "a clean sleepsuit",
    "a warm vest and leggings",
    "dry pyjamas",
    "a red jumper",
)
ROOMS: Fragments = (
    "the room was tidy",
    "the room was cool and a heater was found",
    "there was food in the kitchen",
    "the stair gate was shut",
    "a bottle had just been made",
    "the television was on low",
)
PLACES: dict[str, Fragments] = {
    "W": ("Stoke", "Cardiff", "Kerry", "Fife", "Whitby", "the Potteries"),
    "W9": ("Krakow", "Iasi", "Vilnius", "Gdansk", "Porto"),
    "A": ("Mirpur", "Sylhet", "Gujarat", "Lahore", "Hong Kong"),
    "B": ("Lagos", "Kingston", "Hargeisa", "Accra"),
    "M": ("Kingston and Leek", "Accra and Stafford", "Lahore and Crewe"),
    "O": ("Aleppo", "Sulaymaniyah", "Asmara"),
}
FOODS: dict[str, Fragments] = {
    "W": ("oatcakes", "a roast", "stew", "pies"),
    "W9": ("pierogi", "sarmale", "soup"),
    "A": ("dhal", "biryani", "rice and fish", "dumplings"),
    "B": ("jollof", "rice and peas", "canjeero"),
    "M": ("jollof and a roast", "curry goat", "dhal and chips"),
    "O": ("flatbread", "injera", "stuffed vine leaves"),
}
FEASTS: dict[str, Fragments] = {
    "W": ("Christmas", "Easter", "the well dressing", "Appleby Fair"),
    "W9": ("Christmas Eve", "Easter", "name days"),
    "A": ("Eid", "Diwali", "Vaisakhi", "New Year"),
    "B": ("Eid", "Christmas", "Easter"),
    "M": ("Christmas and Eid", "Christmas", "Carnival"),
    "O": ("Eid", "Nowruz", "Easter"),
}
CATEGORIES: Fragments = ("White British", "Asian", "As above", "Mixed", "British", "Other")


def voice(rng: Random, pronoun: str) -> str:
    """What one child said, wanted or showed, in one or two sentences."""
    return _filled(rng, rng.choice(SHAPES)(rng, pronoun))


def little(rng: Random, pronoun: str) -> str:
    """A child without words yet: what can be seen of the child and of the room."""
    text = rng.choice(LITTLE).replace("{pronoun}", "The baby" if pronoun == "They" else pronoun)
    return _with(rng, text, toy=TOYS, clothes=CLOTHES, room=ROOMS)


def gist(text: str) -> str:
    """What is left of a text without names, numbers and who the child is: no two share it."""
    return " ".join(word for word in text.split() if word[0].islower() and word not in WHO)


def adults_only(rng: Random) -> str:
    """An account of adults, in which the child does not appear."""
    text = rng.choice(ADULTS_ONLY)
    return _with(rng, text, quarrel=QUARREL, matter=MATTER, place=PLACE, peace=PEACE)


def heritage(rng: Random, ethnicity: str) -> str:
    """A note on where a child belongs, as the family tells it."""
    place, food, feast = (
        words.get(ethnicity) or words[ethnicity[0]] for words in (PLACES, FOODS, FEASTS)
    )
    return _with(rng, rng.choice(HERITAGE), place=place, food=food, feast=feast)


def _with(rng: Random, text: str, **slots: Fragments) -> str:
    """A text with words by chance in its slots."""
    for slot, words in slots.items():
        text = text.replace(f"{{{slot}}}", rng.choice(words))
    return text


def _told(rng: Random, pronoun: str) -> str:
    return f"{pronoun} {rng.choice(SAID)} {rng.choice(FEELS)}."


def _told_and_wanted(rng: Random, pronoun: str) -> str:
    return f"{_told(rng, pronoun)} {_wanted(rng, pronoun)}"


def _told_and_showed(rng: Random, pronoun: str) -> str:
    return f"{_told(rng, pronoun)} {_showed(rng, pronoun)}"


def _showed_and_told(rng: Random, pronoun: str) -> str:
    return f"{_showed(rng, pronoun)} {_told(rng, pronoun)}"


def _spoken(rng: Random, pronoun: str) -> str:
    words = _filled(rng, rng.choice(FEELS))
    return f'In the child\'s own words: "{words[0].upper()}{words[1:]}". {_showed(rng, pronoun)}'


def _wanted(rng: Random, pronoun: str) -> str:
    name = "The child" if pronoun == "They" else pronoun
    return f"{name} {rng.choice(WANTS)}."


def _showed(rng: Random, pronoun: str) -> str:
    name = "The child" if pronoun == "They" else pronoun
    return f"{name} {rng.choice(SHOWED)}."


SHAPES: tuple[Callable[[Random, str], str], ...] = (
    _told_and_wanted,
    _told_and_showed,
    _showed_and_told,
    _spoken,
)


def _filled(rng: Random, text: str) -> str:
    slots = (
        ("friend", FRIENDS),
        ("adult", ADULTS),
        ("nan", NANS),
        ("club", CLUBS),
        ("sibling", SIBLINGS),
    )
    for slot, words in slots:
        while f"{{{slot}}}" in text:
            text = text.replace(f"{{{slot}}}", rng.choice(words), 1)
    return text
