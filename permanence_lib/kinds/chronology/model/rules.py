"""What is looked for when a chronology is read back, why it matters, and how each finding is put as a question."""

from __future__ import annotations

from permanence_lib.kind import Part


class Rule(Part):
    """One thing that is looked for: its name, why it matters, and the question; {places} are filled from the finding."""

    name: str
    why: str
    question: str


RULES: dict[str, Rule] = {
    "gap": Rule(
        name="A gap",
        why="A stretch with nothing entered may have been quiet, or only unwritten. The child lived every day of it.",
        question="Nothing is entered from {start} to {end}, {time}. What was {child} doing that month, and who would know?",
    ),
    "voice-none": Rule(
        name="Nothing in the child’s own words",
        why="A chronology without the child is about the adults.",
        question="None of {n} entries holds what {child} said or showed. Is there nothing on record, or was it left out?",
    ),
    "voice-stretch": Rule(
        name="A long time without the child’s own words",
        why="A child does not fall silent for half a year; recording does.",
        question="From {start} to {end}, {time}, no entry holds what {child} said or showed. Who listened in that time?",
    ),
    "not-seen": Rule(
        name="The child was not seen",
        why="A visit to a home is not a visit to a child.",
        question="This entry tells of a visit or a judgement, and not of {child}. Was {child} seen, by whom, and alone?",
    ),
    "spoken-for": Rule(
        name="Somebody else spoke for the child",
        why="A view passed on by a relative, a form or a silence is not yet the child’s view.",
        question="Here {child}’s view comes through somebody else, or there is a reason for having none. Who heard {child} "
        "directly, in the way {child} tells things best, and what do the entries beside it already hold?",
    ),
    "professionals": Rule(
        name="Only professionals speak",
        why="What family, carers and friends saw is often the only first-hand account of a child’s days.",
        question="{n} entries one after another come from professionals. What did the people who live with {child} see?",
    ),
    "positives": Rule(
        name="Nothing good is entered",
        why="Harm is written down sooner than recovery. Both are facts.",
        question="No good hour is marked in {n} entries one after another. Was there none, or did nobody write it down?",
    ),
    "referrals": Rule(
        name="Referred again",
        why="The same worry told twice was not answered once.",
        question="Referrals came {n} times in {time} before anybody began to assess. What was different the last time, and "
        "what did the waiting mean for {child}?",
    ),
    "plan-changed": Rule(
        name="The plan changed and no reason is given",
        why="A child and a court are owed the reason for a change of plan.",
        question="The plan was {before} and is now {now}. What changed in {child}’s life, and where is the reason recorded?",
    ),
    "plan-vague": Rule(
        name="A plan without a test or a date",
        why="Nobody can meet a condition that has not been put into words.",
        question="What exactly must be seen, by what day, and who will look? A plan that has no date is a way of waiting.",
    ),
    "carried-over": Rule(
        name="Carried over",
        why="An action that moves from review to review is a decision not to act, taken by nobody.",
        question="Actions stand over from one meeting to the next. Who could have pressed for them, and when?",
    ),
    "sources": Rule(
        name="Sources that pull against each other",
        why="Two sources can differ because one is wrong, because they look at other dates, or because they saw different things.",
        question="These entries say different things about {about}. Which was there, which dates does each cover, and what "
        "would settle it?",
    ),
    "settled": Rule(
        name="“Settled”, beside changes",
        why="A word such as stable may describe an address. The child counts the people.",
        question="An entry says “{word}”, and within half a year there are changes of worker or home. Settled for whom?",
    ),
    "called-unknown": Rule(
        name="Somebody called unknown",
        why="What one record does not know, an earlier one often does.",
        question="One entry does not know the {person}; other entries speak of the {person}. Who looked through them, and when?",
    ),
    "offer-waiting": Rule(
        name="An offer or request left waiting",
        why="Each week in which a relative is not answered is a week of the child’s wait.",
        question="After this offer or request, {time} pass before {person} is named again. Who could have acted, and when?",
    ),
    "offer-unplanned": Rule(
        name="A plan that is silent about an offer",
        why="Every realistic option has to be on the table, the one the child already lives in too.",
        question="An offer stands in one entry, and the next plan does not name it. Was it weighed, and where is that written?",
    ),
    "between-workers": Rule(
        name="Between two workers",
        why="A handover that nobody made is one the child makes.",
        question="A worker leaves, and {time} pass in which no other is named. Who held {child} in mind, and what was lost?",
    ),
    "staff-unmarked": Rule(
        name="A change of worker, not marked as a loss",
        why="For the child it is a person who came, or stopped coming.",
        question="This reads like a change of worker. What did it mean for {child}, and is it marked as a change?",
    ),
    "temporary-unmarked": Rule(
        name="A “temporary” move",
        why="A child sleeps somewhere every night. Two weeks of respite is a move, there and back.",
        question="This reads like a stay “for now”. What was {child} told, what did it mean, and is it marked as a move?",
    ),
    "waits": Rule(
        name="A wait that nobody has put in the child’s time",
        why="A wait can be purposeful. It still has to be said what it costs, and who waits.",
        question="Here somebody must wait. How much of {child}’s life is that, what is the wait for, and is it worth it for {child}?",
    ),
    "not-passed-on": Rule(
        name="Not passed on",
        why="What one person knew and the next did not is where plans go wrong.",
        question="Something here did not reach the person who needed it. What would have been planned differently?",
    ),
    "thin": Rule(
        name="A conclusion that rests on little",
        why="How much was looked at belongs beside what was found.",
        question="The entry itself says how little it rests on. What was tested, what was assumed, and what would be fair?",
    ),
    "judging": Rule(
        name="A word that judges",
        why="An adjective ends a question. What was seen keeps it open.",
        question="“{word}”: what was seen, who was responsible for making it possible, and what would be written of a child of six?",
    ),
    "timetable": Rule(
        name="Behind the timetable",
        why="A limit passed is a fact, and asks for a reason. Some time past a limit is well used; say which.",
        question="{law} ({limit}), counted from {start}, would be {due}. {found} Which of this time served {child}, and which was drift?",
    ),
}
