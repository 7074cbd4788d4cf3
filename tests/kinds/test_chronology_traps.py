"""Reading back: what the rules find of the weaknesses planted in the four cases, what none can see, and no false alarm.

The words that the rules look for were chosen with these cases in view: that they are found here shows that nothing is
broken, not how often they would be right elsewhere. The clean chronology and its near misses were written afterwards.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from permanence_lib import exercises
from permanence_lib.content.cases import Case, Event, Trap
from permanence_lib.content.library import Content
from permanence_lib.kinds.chronology.model import Definition, Entry, Finding, Response, When, findings, read_back
from permanence_lib.kinds.chronology.model.readback import limits_in

HOME, WORKER = "Home or carer, “temporary” moves too", "Change of worker or manager"
#: A plain mapping: every record of a sort goes under the same kind of event, and nothing else is decided about it.
CATEGORY = {
    "allocation": WORKER, "staffing": WORKER, "placement": HOME, "review": "Plan or review", "plan": "Plan or review",
    "conference": "Plan or review", "decision": "Plan or review", "supervision": "Plan or review", "referral": "Safety",
    "police": "Safety", "incident": "Safety", "missing": "Safety", "legal": "Court", "health": "Health and development",
    "birth": "Health and development", "education": "Nursery or school", "assessment": "Assessment or expert",
    "expert": "Assessment or expert", "interview": "Assessment or expert", "visit": "Assessment or expert",
    "direct_work": "Assessment or expert", "kinship": "Family and family time", "family": "Family and family time",
    "family_meeting": "Family and family time", "family_time": "Family and family time", "support": "Family and family time",
    "carer_log": "Family and family time",
}  # fmt: skip
CHILD = {"rowan": "rowan", "kacper": "kacper", "siblings": "yusuf", "tiernan": "tiernan"}
#: Which rules speak of which sort of trap.
FITTING: dict[str, set[str]] = {
    "adolescent_neglect": {"judging"},
    "bias": {"judging"},
    "child_timescale": {"waits"},
    "coding": {"sources"},
    "contradictory_sources": {"sources", "spoken-for"},
    "drift": {"referrals", "offer-waiting", "timetable"},
    "gap": {"gap", "between-workers", "spoken-for"},
    "hidden_move": {"temporary-unmarked"},
    "lost_record": {"not-passed-on"},
    "misleading_word": {"settled"},
    "missed_child_voice": {"spoken-for", "voice-none", "voice-stretch"},
    "missing_option": {"offer-unplanned"},
    "missing_person": {"called-unknown"},
    "missing_plan": {"plan-vague"},
    "missing_record": {"timetable"},
    "no_escalation": {"carried-over"},
    "purposeful_delay": {"waits", "timetable"},
    "thin_assessment": {"thin", "not-seen"},
    "vague_goal": {"plan-vague"},
}
#: What no rule can see, and why. A change either way fails the test below, so that it is noticed.
UNSEEN = {
    (
        "siblings",
        "t5",
    ): "Amina's one sentence says two things (love, and a wish to stop caring). Only a reader can hold both.",
}
#: Seen only in part: the finding asks, and the answer is outside the words of the record.
IN_PART = {
    (
        "rowan",
        "t7",
    ): "The rules see that the limit passed and that somebody waits; whether the extra time is right is judgement.",
    ("kacper", "t6"): "The rules see each wait; that two clocks pull against each other has to be argued.",
    ("kacper", "t5"): "The rules see “one visit”; whether the grandparents could hold a boundary was never tested.",
    ("tiernan", "t3"): "The rules see words that put the cause in the child; that they add up to neglect is a reading.",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return Content.load()


@pytest.fixture(scope="module")
def definition(content: Content) -> Definition:
    """The words and clocks of the exercise that teaches this."""
    found = exercises.find("w15a2", content).definition
    assert isinstance(found, Definition)
    return found


def entry_of(event: Event, order: int) -> Entry:
    """A record as it stands."""
    return Entry(
        id=event.id, when=When.of(event.date), what=event.text, source=event.source, child_words=event.child_voice or "",
        category=CATEGORY[event.type], from_event=event.id, order=order,
    )  # fmt: skip


def read(
    entries: tuple[Entry, ...], child: str, born: date, definition: Definition, content: Content, **more: Any
) -> list[Finding]:
    limits = limits_in(exercises.find("w15a2", content).material)
    return read_back(Response(entries=entries, **more), definition.reads, 6, child, When.of(born), tuple(limits))


def found_in(case: Case, definition: Definition, content: Content) -> list[Finding]:
    """What the rules find in a case, record by record."""
    child = case.person(CHILD[case.id])
    assert child is not None
    assert child.born is not None
    entries = tuple(entry_of(event, n) for n, event in enumerate(case.events))
    return read(entries, child.name.split()[0], child.born, definition, content)


def sees(trap: Trap, case: Case, found: list[Finding]) -> bool:
    """Whether findings of a fitting rule rest on at least half of the trap's records; a missing step is met by its limit."""
    fitting = [x for x in found if x["rule"] in FITTING[trap.kind]]
    records = [name for name in trap.events if name.startswith("e")]
    if not records:
        return any(_is_step(x, case, name) for x in fitting for name in trap.events)
    touched = {name for x in fitting if _is_about(x, trap) for name in x["entries"]} & set(records)
    return 2 * len(touched) >= len(records)


def _is_about(x: Finding, trap: Trap) -> bool:
    """A view through another is asked about the entry that gave rise to it; the others are only set beside it."""
    return x["rule"] != "spoken-for" or x["entries"][0] in trap.events


def _is_step(x: Finding, case: Case, milestone: str) -> bool:
    """Whether a finding speaks of a missing step of the case: the same step, due within a month of its day."""
    step = next(m for m in case.milestones if m.id == milestone)
    due = x["facts"]["due"]
    days = [step.date + timedelta(days=n) for n in range(-31, 32)]
    same = step.name.lower().startswith(x["facts"]["law"].split()[0].lower())
    return same and due in {f"{day.day} {day:%B} {day.year}" for day in days}


class TestTraps:
    def test_there_are_thirty_one(self, content: Content) -> None:
        """Every planted weakness is accounted for below."""
        assert sum(len(content.cases[name].facilitator.traps) for name in CHILD) == 31

    @pytest.mark.parametrize("name", CHILD)
    def test_every_trap_that_a_rule_can_see_is_found(self, name: str, definition: Definition, content: Content) -> None:
        """All but those listed, with reasons, as beyond any rule."""
        case = content.cases[name]
        found = found_in(case, definition, content)
        missed = {(name, trap.id) for trap in case.facilitator.traps if not sees(trap, case, found)}
        assert missed == {key for key in UNSEEN if key[0] == name}

    def test_what_is_said_of_a_trap_is_said_of_one_that_exists(self, content: Content) -> None:
        """The two lists name traps, and none twice."""
        known = {(name, trap.id) for name in CHILD for trap in content.cases[name].facilitator.traps}
        assert set(UNSEEN) | set(IN_PART) <= known
        assert not set(UNSEEN) & set(IN_PART)

    @pytest.mark.parametrize("name", CHILD)
    def test_no_finding_repeats_what_is_hidden(self, name: str, definition: Definition, content: Content) -> None:
        """The facilitator's own words are in no question."""
        case = content.cases[name]
        words = str([definition.reads.rules, found_in(case, definition, content)])
        assert not any(trap.what_is_wrong in words or trap.a_good_answer in words for trap in case.facilitator.traps)


#: A made-up child's two years, well kept: dates, who said it, what it meant, why plans changed, good days beside hard ones.
CLEAN = yaml.safe_load("""
- [2023-01-09, Safety, Health visitor's referral, "Referral: home without heating, baby losing weight.", "He was cold at night.", ""]
- [2023-01-12, Assessment or expert, Case record, "Assessment begins; the same worker, Ms Osei, visits the next day.", "Somebody came within the week.", ""]
- [2023-01-13, Assessment or expert, Case note, "Home visit. Ben seen with his mother in the kitchen, wrapped in a blanket.", "He was held.", "Reaches for his mother's hair"]
- [2023-02-06, Health and development, Health visitor's letter, "Ben has gained weight and smiles at faces.", "He is warmer.", ""]
- [2023-02-27, Plan or review, Meeting minutes, "Plan: support at home with a heating grant by 20 March; the health visitor weighs him each week.", "Home gets warm.", ""]
- [2023-03-20, Family and family time, Grandmother's letter, "His grandmother writes that the heating works and that Ben slept through.", "A warm night.", "Slept nine hours, she says"]
- [2023-04-24, Health and development, Health visitor's letter, "Weight on his own line again. He laughs at the dog.", "He has a friend.", "Laughs at the dog"]
- [2023-05-22, Safety, Police report, "Ben's mother taken to hospital after an overdose. A neighbour held Ben until help came.", "She was gone when he woke.", "Held on to the neighbour's sleeve"]
- [2023-05-23, "Home or carer, “temporary” moves too", Case record, "Came into care under section 20; goes to foster carers Joy and Sam with his blanket.", "A new house, with his own blanket.", "Cried, then slept on Sam's shoulder"]
- [2023-06-12, Plan or review, First review minutes, "Plan: return home after treatment, tested by six visits a week and clear drug screens by 1 September.", "He sees her daily.", "Turns to his mother's voice (seen by the chair)"]
- [2023-07-10, Family and family time, Carer's log, "Every visit kept. Ben settles in her arms and sings with her.", "She comes when she is said to come.", "Claps when she arrives"]
- [2023-08-07, Change of worker or manager, Case record, "Ms Osei leaves; she hands over to Mr Lund in a joint visit with Ben and his mother.", "He met the new face with the old one there.", "Gives Mr Lund a brick"]
- [2023-09-04, Assessment or expert, Treatment centre letter, "Two clear screens and one that was not, told openly by his mother.", "Nothing he can see yet.", ""]
- [2023-09-11, Plan or review, Second review minutes, "The review decides to extend by two months because the lapse was told openly; screens by 13 November.", "He stays where he is.", "Plays under the table during the meeting"]
- [2023-10-16, Family and family time, Grandmother's email, "She offers to look after him at weekends, to begin with.", "He knows her kitchen.", "Says Nan"]
- [2023-10-30, Family and family time, Viability assessment, "Grandmother seen twice with Ben; positive, with reasons.", "Somebody looked.", "Brings her a shoe"]
- [2023-11-20, Court, Case record, "Proceedings issued after a third lapse; his mother agrees that he needs certainty.", "Grown-ups decide now by a date.", ""]
- [2023-12-18, Plan or review, Meeting minutes, "Plan: special guardianship with his grandmother, because treatment will take longer than Ben can wait.", "He may stay in the family.", "Points to her photograph"]
- [2024-01-22, Assessment or expert, Special guardianship report, "Full assessment of his grandmother, five sessions, Ben seen in each, support costed.", "She asks what he likes.", "Shows the assessor the dog"]
- [2024-02-19, Family and family time, Carer's log, "Two nights a week at his grandmother's, counted as a move in the plan. He comes back singing.", "Two beds, both known.", "Sings the bus song"]
- [2024-03-11, Plan or review, Third review minutes, "Review held. Ben's view shown by where he runs to; moving day set for 29 April.", "A day is set.", "Runs to his grandmother first, then back to Joy"]
- [2024-04-08, Court, Court order, "Special guardianship order made within the court's time; Joy and Sam stay in touch.", "He keeps both.", ""]
- [2024-04-29, "Home or carer, “temporary” moves too", Case record, "Moves to his grandmother's with his blanket, the dog's photograph and a book of the year.", "He took everything with him.", "Puts the book under his pillow"]
- [2024-06-03, Family and family time, Grandmother's diary, "First visit from Joy. He shows her the garden.", "People come back.", "Says Joy, come see"]
- [2024-07-08, Nursery or school, Nursery note, "Starts nursery three mornings; key person meets him at home first. Plays beside two others.", "A face he knew at the door.", "Asks for the train"]
- [2024-08-05, Family and family time, Grandmother's diary, "His mother visits, eight months well. They bake.", "She is well, and she comes.", "Flour on the dog"]
""")


def clean() -> list[Entry]:
    """The clean chronology as entries, each with its meaning said."""
    return [
        Entry(
            id=f"n{n}", when=When.of(day), category=category, source=source, what=what, meaning=meaning, child_words=words, order=n,
            pen="Whoever wrote the source" if words else "", first_hand="first",
        )
        for n, (day, category, source, what, meaning, words) in enumerate(CLEAN, 1)
    ]  # fmt: skip


def changed(name: str, **fields: Any) -> tuple[Entry, ...]:
    """The clean chronology with one entry altered."""
    return tuple(e.model_copy(update=fields) if e.id == name else e for e in clean())


@pytest.fixture
def read_clean(definition: Definition, content: Content) -> Any:
    """Reads entries of the clean chronology's child."""

    def reading(entries: Any, **more: Any) -> list[Finding]:
        return read(tuple(entries), "Ben", date(2022, 9, 20), definition, content, **more)

    return reading


class TestNoFalseAlarm:
    def test_a_clean_chronology_raises_nothing(self, read_clean: Any) -> None:
        """Twenty-six entries, well kept: no rule asks anything."""
        assert len(clean()) >= 25
        assert read_clean(clean()) == []

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("n2", {"what": "Assessment begins. A referral to speech therapy is made at once."}),
            ("n11", {"what": "Every visit kept. He is no longer unsettled, and nobody calls him aggressive."}),
            ("n13", {"what": "The father is known and named; no record is missing. The same words are in the log."}),
            ("n16", {"what": "Grandmother seen twice with Ben, not on one visit only; positive, with reasons."}),
            ("n20", {"what": "Respite at his grandmother's, two nights.", "category": HOME}),
            ("n12", {"what": "New social worker, Mr Lund, introduced by Ms Osei, who hands over to him."}),
            ("n17", {"what": "Proceedings issued. There is a waiting list of two weeks for a guardian."}),
            ("n25", {"what": "Starts nursery. He rebuilds an unstable tower and plays beside two others."}),
            ("n18", {"what": "Plan: adoption is not the plan. Special guardianship, because treatment takes longer."}),
            ("n3", {"what": "Unannounced visit. The baby was seen asleep and later awake, and held."}),
        ],
    )
    def test_near_misses_raise_nothing(self, name: str, fields: dict[str, Any], read_clean: Any) -> None:
        """A word that a rule looks for, in a sentence that says something else, or with what it asks already answered."""
        assert read_clean(changed(name, **fields)) == []


class TestEachRule:
    @pytest.mark.parametrize(
        ("rule", "name", "fields"),
        [
            ("not-seen", "n3", {"what": "Home visit. Kitchen clean, heating off.", "child_words": ""}),
            ("spoken-for", "n14", {"what": "The review decides to wait for the screens. Ben is too young for a view."}),
            ("temporary-unmarked", "n20", {"what": "Respite for three weekends.", "meaning": ""}),
            ("staff-unmarked", "n12", {"what": "A new social worker.", "category": "Safety"}),
            ("between-workers", "n12", {"what": "The social worker leaves."}),
            ("settled", "n24", {"what": "Ben is settled."}),
            ("sources", "n11", {"what": "His mother continues to drink. No visit kept.", "source": "Statement"}),
            ("called-unknown", "n19", {"what": "The grandmother's address is unknown."}),
            ("offer-waiting", "n15", {"what": "His uncle offers a home."}),
            ("offer-unplanned", "n15", {"what": "His uncle offers a home."}),
            ("plan-changed", "n18", {"what": "Plan: adoption."}),
            ("plan-vague", "n5", {"what": "Plan: support at home once she is well."}),
            ("carried-over", "n14", {"what": "Review held. Actions carried over."}),
            ("waits", "n17", {"what": "Proceedings issued. There is a waiting list.", "meaning": ""}),
            ("timetable", "n14", {"when": When.of(date(2023, 9, 18))}),
            ("referrals", "n2", {"what": "Second referral: baby cold again.", "source": "Nursery nurse"}),
            ("not-passed-on", "n13", {"what": "Two screens, not sent to the social worker."}),
            ("thin", "n16", {"what": "Grandmother ruled out after one visit."}),
            ("judging", "n13", {"what": "His mother is hard to engage."}),
        ],
    )  # fmt: skip
    def test_it_speaks_when_one_entry_of_a_clean_chronology_gives_it_cause(
        self, rule: str, name: str, fields: dict[str, Any], read_clean: Any
    ) -> None:
        """The finding names its rule and the entry, and its question can be put."""
        if rule == "sources":
            fields = {**fields, "when": When.of(date(2024, 7, 20))}
            extra = changed("n26", what="His mother visits, eight months sober. They bake.")
            entries = tuple(e.model_copy(update=fields) if e.id == name else e for e in extra)
        elif rule == "called-unknown":
            extra = changed("n26", what="His grandmother bakes with him.")
            entries = tuple(e.model_copy(update=fields) if e.id == name else e for e in extra)
        else:
            entries = changed(name, **fields)
        found = [x for x in read_clean(entries) if x["rule"] == rule]
        assert found, rule
        assert any(name in x["entries"] for x in found)

    def test_silence_is_asked_about(self, read_clean: Any) -> None:
        """No child's words at all; or none in half a year; or nobody close; or nothing good."""
        mute = [e.model_copy(update={"child_words": ""}) for e in clean()]
        assert "voice-none" in {x["rule"] for x in read_clean(mute)}
        late = [e if int(e.id[1:]) > 16 else e.model_copy(update={"child_words": ""}) for e in clean()]
        assert "voice-stretch" in {x["rule"] for x in read_clean(late)}
        grim = [
            e.model_copy(update={"what": "An office meeting about funding.", "source": "Minutes", "child_words": ""})
            for e in clean()
        ]
        assert {"professionals", "positives"} <= {x["rule"] for x in read_clean(grim)}

    def test_a_gap_with_words_about_it_and_a_pair_set_side_by_side_are_not_asked_again(self, read_clean: Any) -> None:
        """What the participant has already taken up is left alone."""
        some = [e for e in clean() if e.id not in ("n6", "n7")]
        assert [x["key"] for x in read_clean(some) if x["rule"] == "gap"] == ["gap:n5:n8"]
        note = {"after": "n5", "before": "n8", "text": "Three quiet months; the diary is with his grandmother."}
        assert not [x for x in read_clean(some, gap_notes=[note]) if x["rule"] == "gap"]
        pushed = changed("n24", what="Ben pushed Nia.", source="Nursery note")
        pulled = tuple(
            e.model_copy(update={"what": "I saw Ben pull Nia back."}) if e.id == "n25" else e for e in pushed
        )
        assert [x["entries"] for x in read_clean(pulled) if x["rule"] == "sources"] in ([["n24", "n25"]], [])
        apart = tuple(e.model_copy(update={"source": "Key person"}) if e.id == "n25" else e for e in pulled)
        assert [x["entries"] for x in read_clean(apart) if x["rule"] == "sources"] == [["n24", "n25"]]
        pair = {"id": "d1", "first": "n25", "second": "n24"}
        assert not [x for x in read_clean(apart, disagreements=[pair]) if x["rule"] == "sources"]

    def test_a_finding_keeps_its_name_while_entries_come_and_go(self, read_clean: Any) -> None:
        """A written disagreement stays with its question when other entries are added."""
        before = read_clean(changed("n13", what="His mother is hard to engage."))
        more = (
            *changed("n13", what="His mother is hard to engage."),
            Entry(id="n99", what="Ben laughs.", source="Nan", category="Safety"),
        )
        assert {x["key"] for x in before} <= {x["key"] for x in read_clean(more)}


def test_findings_are_read_from_the_answer_itself(definition: Definition, content: Content) -> None:
    """The exercise reads its own example by the law facts it names."""
    exercise = exercises.find("w15a2", content)
    example = exercise.example()
    assert isinstance(example, Response)
    keys = {x["key"] for x in findings(definition, example, exercise.material)}
    assert {reply.key for reply in example.replies} <= keys
