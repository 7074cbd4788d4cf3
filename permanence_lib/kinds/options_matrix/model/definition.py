"""What an author writes: the factors, the options, and the words round them."""

from __future__ import annotations

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part

#: The twelve questions that the records on legal options answer, in the order they are asked.
ASPECTS = {
    "legal_order": "What order, if any?",
    "parental_responsibility": "Who has parental responsibility?",
    "looked_after": "Is the child looked after?",
    "duration": "How long does it last?",
    "vary_discharge": "How can it be changed or ended?",
    "contact": "Time with family and others",
    "support": "What support is there?",
    "review_iro": "Who reviews it?",
    "approval": "Who has to approve it?",
    "identity_effects": "What does it do to identity?",
    "eligibility": "Who can be considered?",
    "process": "What has to happen first?",
}
OFTEN_MISSED = (
    "Staying with the present carer",
    "Somebody on the father's side of the family",
    "A relative who lives abroad",
    "A return home in stages",
)


class Factor(Part):
    """Something about the child that every option is held against."""

    id: str
    label: str
    help: str = ""
    ask: tuple[str, ...] = ()
    """Questions to think with; nobody has to answer them one by one."""
    covers: tuple[str, ...] = ()
    """Items of a welfare checklist that it takes in, as 'welfare-1989:3'."""


class Compared(Part):
    """One option to weigh: the case's own, a legal option, or one described here."""

    id: str
    label: str = ""
    about: str = ""
    case_option: str | None = None
    for_any_child: str = ""
    """What it is called for a child outside the case; an option of the case without this is left out there."""
    legal: tuple[str, ...] = ()
    """Legal options whose facts belong beside it."""
    evidence: tuple[str, ...] = ()
    """Research to set beside it, besides what the case names."""


class CourtQuestion(Part):
    """What a court may be asked, and the welfare checklists that go with it."""

    id: str
    label: str
    checklists: tuple[str, ...] = ()


#: Chosen by the question asked; which list is which, and what stands in it, is data.
COURT_QUESTIONS = (
    CourtQuestion(
        id="care",
        label="A care or supervision order, special guardianship, or who the child lives with",
        checklists=("welfare-1989",),
    ),
    CourtQuestion(id="adoption", label="A placement order or adoption", checklists=("welfare-2002",)),
    CourtQuestion(
        id="both", label="Care and placement asked for together", checklists=("welfare-1989", "welfare-2002")
    ),
    CourtQuestion(id="none", label="No court is asked anything yet"),
)


class BoxWords(Part):
    """What the five boxes are called."""

    may_help: str = "What may help"
    may_harm: str = "What may harm, or be lost"
    not_yet_known: str = "What is not yet known"
    would_need: str = "What would need to be true"
    evidence: str = "Evidence, and where it is recorded"
    voice: str = "What the child says or shows"


class Questions(Part):
    """What is asked before and after the weighing."""

    realistic: str = "Is this a realistic option for this child?"
    missing: str = "Is a home missing from this list?"
    missing_help: str = (
        "The option that nobody wrote down is often the one being lived in, or the one that would take an extra "
        "letter. Has anybody asked about these?"
    )
    tested: str = "What in this account would you test, and what did you find?"
    matters: str = "How much does this matter for this child?"
    best: str = "Which option best meets this child's welfare throughout life, and why?"
    other: str = "Why it will not do, or what part of it should be kept"
    change: str = "What would change your mind?"
    unknown: str = "What has to be found out before the decision, by whom and by when?"
    contingency: str = "If this plan cannot happen, or does not hold, what then?"
    failed: str = "Two years from now it has ended. Why?"
    doubled: str = "Reading it in this order, what would you say differently?"


class Definition(kind.Definition):
    """What an author writes: the factors, the options, and the words round them."""

    factors: tuple[Factor, ...] = Field(min_length=1)
    court: tuple[CourtQuestion, ...] = COURT_QUESTIONS
    compare: tuple[Compared, ...] = ()
    """The options; left out, every option of the case and then every legal option named."""
    often_missed: tuple[str, ...] = OFTEN_MISSED
    child: str | None = None
    """The person in the case whose age is shown."""
    decision: str | None = None
    """The milestone in the case by which unknowns have to be closed."""
    shortest_reason: int = Field(default=40, ge=0)
    """A reason for setting an option aside that is shorter than this is asked about once more."""
    boxes: BoxWords = BoxWords()
    questions: Questions = Questions()
    aspects: dict[str, str] = ASPECTS
    printed_aspects: tuple[str, ...] = ("parental_responsibility", "duration")
    """What the printed form repeats of the law; the page has all aspects."""
