"""Made-up texts, as many as are asked for and no two the same. Nobody is quoted.

The number of a text chooses its fragments, so that two parts of a force never say the same.
"""

from __future__ import annotations

from math import prod

Fragments = tuple[str, ...]
STRIDE = 1_000_003  # a prime: numbers that follow each other give texts that look unlike

SAID: Fragments = (
    "said that",
    "told us that",
    "told the officer that",
    "said slowly that",
)
FEELS: Fragments = (
    "school is all right on most days",
    "the mornings are the hardest part",
    "it is better at nan's because it is quiet",
    "the shouting makes it hard to sleep",
    "nobody asked about the move to the new flat",
    "home is fine as long as everybody is in",
    "it felt good to be asked",
    "the new house is nice but far from friends",
    "weekends are good when dad is not working",
    "there is not always something for tea",
    "it is easier to talk to an aunt than to a teacher",
    "the dog was the first thing to think of last night",
    "sharing a room with a brother is mostly fine",
    "it would be good to know what happens next",
    "the argument was about money again",
    "maths is the best lesson",
    "it was frightening when the door was banged",
    "mum has been kinder since the summer",
    "the bus takes too long",
)
WANTS: Fragments = (
    "wants to go to football again",
    "would like mum to come to parents' evening",
    "wants to stay at nan's for a few days",
    "wishes that the grown-ups would stop arguing",
    "would like the same worker to come next time",
    "wants to see a little sister more often",
    "would rather walk to school with a friend",
    "wants a lock on the bedroom door",
    "hopes to be home for a brother's birthday",
    "wants somebody to explain what a meeting is for",
    "would like to keep the same school",
    "wants dad to get some rest",
    "wants to play out until the lights come on",
)
SHOWED: Fragments = (
    "seemed calm and looked at us while talking",
    "was wearing school uniform and a warm coat",
    "smiled when swimming was mentioned",
    "looked tired and rubbed both eyes",
    "played with a toy car all through the visit",
    "looked at mum before each answer",
    "was drawing and showed us the picture",
    "laughed about something on the television",
    "spoke more once the radio was off",
    "held on to a cushion",
    "looked well and asked what a radio is for",
)
WHERE: Fragments = (
    "in the kitchen",
    "on the stairs",
    "by the window",
    "at the table",
    "in the garden",
    "next to the cat",
    "on the sofa",
)
WHEN: Fragments = (
    "before tea",
    "after school",
    "on the way home",
    "when it gets dark",
    "at the weekend",
    "in the holidays",
    "since Monday",
    "these days",
)
WHO: Fragments = ("An aunt", "A friend", "A teacher", "A cousin", "A neighbour", "Nobody else")
TOYS: Fragments = ("a cloth rabbit", "a wooden train", "a rattle", "a soft blanket", "a red ball")
ROOM: Fragments = (
    "the room was tidy and the stair gate was shut",
    "the room was cool and a heater was found",
    "there was food in the kitchen and a bottle had just been made",
    "the television was on low and the curtains were drawn",
    "a grandmother was washing up and toys lay about",
)
LOOKED: Fragments = (
    "looked a good colour and was wearing a clean sleepsuit",
    "smiled at everybody and was wearing a warm vest",
    "looked from face to face and was wearing dry pyjamas",
    "slept with both fists closed and was wearing a red jumper",
)
OWN_WORDS: Fragments = (
    "I want to go to football again",
    "nobody listens when they shout",
    "can the same lady come next time",
    "I like it best at nan's",
    "it is too loud to sleep",
)
WISHES: Fragments = (
    "To stay at the same school",
    "To see a little sister every week",
    "That somebody says what the meeting is for",
    "To sleep at nan's when it is loud",
)
USES: Fragments = (
    "Told the school, which keeps the place open",
    "Not possible this month; the child was told why",
    "Asked the worker of the family to bring it to the meeting",
    "The plan was changed as the child asked",
)
HELPED: Fragments = ("Cards with pictures", "Signed with a teacher", "Short words, and time")
APPEARANCE: Fragments = ("Clean, in school uniform", "A thin coat and wet shoes", "Well, and tired")
ACTIVITY: Fragments = ("Drew at the table", "Played with a ball", "Watched television")
WITH_OTHERS: Fragments = (
    "Leant on an aunt",
    "Looked at mum before each answer",
    "At ease with dad",
)
PLACE: Fragments = (
    "A warm kitchen",
    "No heating on, food in the house",
    "A tidy flat, one bedroom",
)
# The six parts of an assessment at a call; the first is a text of its own each time.
THRIVE: dict[str, Fragments] = {
    "thrive_harm": ("Nobody is hurt", "A cut lip", "Not known yet"),
    "thrive_risk": ("High while he is near", "Lower since he left"),
    "thrive_investigation": ("Assault", "Damage to the door", "None so far"),
    "thrive_vulnerability": ("Two small children", "A child who is ill"),
    "thrive_engagement": ("Wants an officer to come", "Will ring again if he is back"),
}
BESIDE: Fragments = ("Mother", "Both parents", "An aunt and a small sister")
GRADED: Fragments = ("He is still in the house", "A child is awake", "Nobody is hurt, he has left")
OFFENCES: Fragments = ("Assault", "Criminal damage", "Breach of an order")
ON_RETURN: Fragments = (
    "Had walked to a friend's house and slept there",
    "Came back with a phone that nobody knows, tired",
    "Had been on the bus to the sea and back, hungry",
)
FOUND: Fragments = (
    "Came back alone",
    "By an officer at the station",
    "By an aunt, at a friend's house",
)
AWAY: Fragments = (
    "It was too loud, and nobody asked how the day had been",
    "Wanted to see a sister who lives with another family",
    "A friend had a car, and it felt good to be out of there",
    "Would like to stay at nan's until the meeting",
)
WHY_AT_RISK: Fragments = (
    "Is often with older friends, and has no coat",
    "Has medicine to take tonight",
    "Has gone before, and came back hurt",
)
FACTORS = {
    "push_factors": ("Quarrels at home", "A new placement, far from school"),
    "pull_factors": ("A sister", "An older friend with a car"),
}
NOTES: Fragments = (
    "The family cooks together on Sundays and likes to have guests.",
    "Grandparents came from a village that the child has visited twice.",
    "Feels at home both there and here, and speaks with cousins every week.",
    "Keeps the feasts with the whole family and would like school to know.",
    "Learnt to bake from a grandmother and says so with pride.",
    "Music from there is what home sounds like to this family.",
)
FIRST: Fragments = (
    "Interview on video with an intermediary",
    "Interview on video with an aunt beside the child",
    "First account from the teacher whom the child told",
    "Take the telephone of the suspect and look at its messages",
    "Ask the paediatrician for a full examination",
    "House to house in the whole street",
    "Trace the two friends who were there",
)
THEN: Fragments = (
    "then the mother apart from the father",
    "then the cameras of the shop",
    "then the records of the school",
    "then a statement of the neighbour",
    "then the worker of the family",
    "then the doctor who saw the child",
    "then the older brother",
    "then the football coach",
)
AT_LAST: Fragments = (
    "arrest before the child is home from school",
    "speak to the prosecutor before bail",
    "a safe place for the child first of all",
    "a strategy discussion the same day",
    "tell the child what happens next",
    "look at earlier reports about the home",
    "keep the family told each week",
)
SAW: Fragments = (
    "three children under five and no food in the house",
    "a mother asleep at noon with the cooker on",
    "a broken door and a child hiding behind the sofa",
    "two adults who could not stand and a baby in the bath",
    "a boy with a bruise that he would not talk about",
    "a girl in the stairwell in a thin coat",
    "a bedroom without a bed and a lock on the outside",
    "a man who was not to be there, behind the curtain",
)
FEARS: Fragments = (
    "it happened before",
    "the shouting began again when we left",
    "nobody else goes to the house",
    "the child was afraid to be heard",
    "the grandmother has moved away",
    "there is a new partner",
    "school has not seen the child",
)
CALLS: Fragments = (
    "Caller is upstairs and whispers",
    "Caller is a neighbour who hears shouting",
    "Caller is a child who gives no name",
    "Caller is a teacher after the last lesson",
    "Caller is the mother from a shop",
)


def chosen(number: int, *lists: Fragments) -> list[str]:
    """One fragment of each list: other numbers, below the product of all lengths, choose others."""
    whole = prod(len(one) for one in lists)
    if number >= whole:
        raise ValueError(f"there are {whole} texts, and not so many as {number}")
    left, found = number * STRIDE % whole, []
    for one in lists:
        left, place = divmod(left, len(one))
        found.append(one[place])
    return found


def voice(number: int, name: str) -> str:
    """What a child said, wanted and showed."""
    said, feels, when, wants, showed, where, who = chosen(
        number, SAID, FEELS, WHEN, WANTS, SHOWED, WHERE, WHO
    )
    return f"{name} {said} {feels} {when}. {name} {wants}. {name} {showed} {where}. {who} was near."


def little(number: int, name: str) -> str:
    """A child without words: what can be seen of the child and of the room."""
    looked, toy, room, where, said, feels, when, who = chosen(
        number, LOOKED, TOYS, ROOM, WHERE, SAID, FEELS, WHEN, WHO
    )
    return (
        f"{name} {looked}, with {toy} {where}; {room}. The carer {said} {feels} {when}. {who} came."
    )


def plan(number: int) -> str:
    """A plan of an investigation."""
    first, then, more, last, when = chosen(number % 20_000, FIRST, THEN, THEN, AT_LAST, WHEN)
    return f"{first}, {then}, {more}; {last}. Next step {when}, file {number}."


def risk(number: int) -> str:
    """What an officer saw and fears."""
    saw, more, fears, where, when = chosen(number % 20_000, SAW, SAW, FEARS, WHERE, WHEN)
    return f"There was {saw}, and {more} {where}. It worries me that {fears} {when} ({number})."


def call(number: int) -> str:
    """An assessment of the risk at a call."""
    caller, saw, fears = chosen(number % 280, CALLS, SAW, FEARS)
    return f"{caller}. There may be {saw}; {fears} ({number})."


def away(number: int) -> str:
    """What a child told after a return."""
    told, when, where = chosen(number % 224, AWAY, WHEN, WHERE)
    return f"{told}, {when} {where} ({number})."
