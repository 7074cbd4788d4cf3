"""The words that give something away when a chronology is read back: phrases, opposites, goals, kin.

They travel to the browser inside the definition, so that both halves read by the same words, and an author may replace any.
A phrase is in small letters without signs; one that ends in * is only the beginning of a word.
"""

from __future__ import annotations

from permanence_lib.kind import Part


class Topic(Part):
    """A matter on which two entries may say opposite things: words of the one side, and of the other."""

    id: str
    about: str
    one: tuple[str, ...]
    other: tuple[str, ...]


CUES: dict[str, tuple[str, ...]] = {
    "care": (
        "came into care", "comes into care", "come into care", "section 20 agreed", "section 20", "police protection",
        "interim care order", "emergency protection order", "became looked after", "becomes looked after",
    ),
    "review": (
        "review minutes", "first review", "second review", "third review", "fourth review", "looked after review",
        "childs review", "statutory review", "review held", "the review", "review decides", "review agrees",
    ),
    "issue": ("proceedings issued", "issued proceedings", "proceedings are issued", "application issued"),
    "final": (
        "final order", "full care order", "care order made at the final", "proceedings end*", "proceedings conclude*",
        "special guardianship order made", "placement order made", "supervision order made", "final care order",
    ),
    "plan": ("plan", "plans", "care plan", "permanence plan", "plan filed", "pathway plan"),
    "home": (
        "moves to", "moved to", "move to", "goes to foster", "go to foster", "placed with", "new foster", "children s home",
        "childrens home",
    ),
    "staff": (
        "social worker leaves", "worker leaves", "key worker", "new social worker", "second social worker", "third social worker",
        "fourth social worker", "new worker", "new key worker", "worker changes", "change of worker", "change of social worker",
        "manager leaves", "new manager", "off sick", "agency worker", "social worker allocated",
    ),
    "leaves": ("leaves", "has left", "left the team", "left the authority", "goes off sick", "moves on"),
    "handover": ("hands over to", "handed over to", "joint visit", "handover visit", "introduced the new", "goodbye visit"),
    "visit": ("home visit", "visited", "visits the home", "unannounced visit", "statutory visit", "doorstep visit"),
    "child": ("child", "children", "boy", "girl", "baby", "brother", "sister", "siblings"),
    "unseen": (
        "child not seen", "children not seen", "was not seen", "were not seen", "children not met", "child not met", "not met",
        "not seen alone", "desk based", "without meeting", "without seeing", "asleep and not seen", "no access",
    ),
    "referral": ("referral", "referrals", "refer again", "referred again", "re referral", "contact to the front door", "mash contact"),
    "onward": (
        "referral to speech", "referred to speech", "referral to camhs", "referred to camhs", "referral to therapy",
        "referred to therapy", "referral to cafcass", "referral to the paediatrician", "referral to physiotherapy",
        "referral to play therapy", "self referral",
    ),
    "closed": ("closed", "no further action", "nfa", "signposted", "stepped down", "threshold not met", "too early"),
    "taken": (
        "allocated to", "assessment begins", "assessment began", "assessment started", "assessment starts", "assessment opened",
        "accepted for assessment", "section 47", "strategy meeting", "child in need plan", "team begins an assessment",
    ),
    "reason": ("because", "since", "due to", "so that", "in view of", "following", "reason", "reasons", "after", "as the", "given that"),
    "vague": (
        "once she", "once he", "once they", "when ready", "when settled", "in due course", "no measure", "no date set", "no date",
        "without a date", "no timescale", "as soon as possible", "if and when", "plan begun", "no plan", "no pathway plan",
        "not begun", "to be looked at again", "keep under review",
    ),
    "thin": (
        "one visit", "a single visit", "one line", "desk based", "not met", "no source given", "no source", "no record of",
        "no question recorded", "not asked", "without dates", "no context", "by phone only",
    ),
    "judging": (
        "poor engagement", "fails to engage", "failed to engage", "does not engage", "hard to engage", "hard to reach",
        "non engagement", "non attendance", "disengaged", "did not respond", "chooses to", "choosing to", "lifestyle choice",
        "streetwise", "missed appointments", "attention seeking", "manipulative", "aggressive", "promiscuous", "beyond control",
        "challenging", "resilient", "mature for", "street wise", "too young to understand", "no concerns",
    ),
    "unshared": (
        "not sent to", "not shared with", "not passed on", "not passed to", "never shared", "never sent", "not told", "not informed",
        "found in", "not mentioned", "not on file", "not filed",
    ),
    "spoken_for": (
        "views given by", "view given by", "interpreted for", "no interpreter", "filled in by", "too young", "childs view not",
        "views not sought", "not asked", "declined", "spoke for", "speaks for", "did all the talking",
        "on behalf of the child",
    ),
    "wait": (
        "waiting list", "assessment wait", "wait of", "must wait", "hearing lost", "hearing moved", "hearing vacated",
        "hearing postponed", "adjourned", "put off", "postponed", "delayed until", "report due in", "not sent until",
    ),
    "carried": (
        "carried over", "carried forward", "rolled over", "still outstanding", "not progressed", "actions not done", "again no",
        "same actions",
    ),
    "temporary": (
        "temporary", "temporarily", "respite", "for the weekend", "just for now", "for now", "short stay", "short break",
        "emergency bed", "for a few days", "for a few nights", "holiday placement",
    ),
    "settled": ("settled", "settling well", "settling", "stable", "doing fine", "all well", "happy"),
    "disturbed": ("missing", "ran away", "windows broken", "excluded"),
    "unknown": ("unknown", "not known", "would not say", "untraced", "cannot be found", "whereabouts", "not identified"),
    "offer": (
        "to be assessed", "be assessed", "asks for help", "ask for help", "asks for a", "asks for the", "offers", "offer to care",
        "wants to care", "wish to keep", "want to keep", "asks about keeping", "ask about keeping", "ask to be seen",
        "asks to see", "asks whether", "comes forward", "offer a home",
    ),
    "request": ("names her", "names his", "names a", "request for", "to be traced"),
    "close": (
        "mother", "father", "mum", "dad", "mam", "grandmother", "grandfather", "grandparents", "nan", "aunt", "uncle", "brother",
        "sister", "cousin", "family", "carer", "carers", "foster", "friend", "neighbour", "child", "young person", "advocate",
        "direct work", "letter from", "parent", "parents",
    ),
    "good": (
        "well", "proud", "laugh*", "enjoy*", "calm*", "recover*", "strength", "warm", "gentle", "sober", "friend*", "help*",
        "smil*", "sings", "plays", "praise*", "achiev*", "won", "learn*", "kind", "love*", "asks for", "comfort*",
    ),
}  # fmt: skip

TOPICS = (
    Topic(
        id="engaging",
        about="whether a parent takes up what is offered",
        one=("poor engagement", "sessions missed", "missed sessions", "does not engage", "failed to attend", "did not attend"),
        other=("attended every", "every appointment", "understands best with", "kept every", "attends every", "engages well"),
    ),
    Topic(
        id="managing",
        about="whether a parent can manage the care",
        one=("unable to manage", "cannot manage", "cannot cope", "unable to cope", "not able to manage", "unable to meet"),
        other=("did every", "manages", "managed every", "followed the", "copes well", "warm handling", "meets every"),
    ),
    Topic(
        id="drinking",
        about="whether somebody still drinks, or uses",
        one=("continues to drink", "still drinking", "is drinking", "continues to use", "still using", "cannot rule out"),
        other=("weeks sober", "months sober", "years sober", "no use", "abstinent", "negative test", "tests negative"),
    ),
    Topic(
        id="hurting",
        about="whether somebody hurt another or kept them safe",
        one=("pushed", "aggressive", "aggression", "violent", "attacked", "assaulted"),
        other=("pull", "pulled back", "i stopped", "kept safe", "protected", "held back"),
    ),
    Topic(
        id="ending",
        about="who wanted a home to end",
        one=("carer request", "carers request", "carers asked for", "gave notice on", "carers want the placement to end"),
        other=("want to keep", "wish to keep", "wants to keep", "asked for help to keep", "asks for help to keep"),
    ),
    Topic(
        id="faring",
        about="how the child is",
        one=("happy", "settling well", "settled", "no worries", "doing well"),
        other=("nobody here", "wants to leave", "cries", "crying", "not happy", "frightened", "says she hates", "says he hates"),
    ),
)  # fmt: skip

GOALS: dict[str, tuple[str, ...]] = {
    "return home": ("return to", "return home", "reunif*", "go home", "home to"),
    "family": ("live with her", "live with his", "kinship", "connected person", "special guardianship"),
    "long-term fostering": ("long term fostering", "long term foster", "stay with the carers"),
    "adoption": ("adoption", "adopted", "placement order"),
    "a children’s home": ("residential", "children s home", "childrens home"),
}

#: Kin and carers under one word each; a participant who keeps to roles is read as well as one who uses made-up names.
KIN: dict[str, tuple[str, ...]] = {
    "father": ("father", "fathers", "dad", "dads", "daddy"),
    "mother": ("mother", "mothers", "mum", "mums", "mam", "mummy"),
    "grandparent": (
        "grandmother",
        "grandfather",
        "grandparents",
        "grandparent",
        "grandmothers",
        "grandfathers",
        "nan",
        "gran",
        "grandad",
    ),
    "aunt": ("aunt", "aunts", "auntie", "great aunt"),
    "uncle": ("uncle", "uncles"),
    "carer": ("carer", "carers"),
}

NOT_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Polish", "Welsh", "English",
    "British", "Poland", "Wales", "England", "Plan", "Section", "Traveller", "Easter", "Christmas", "Police", "Court",
)  # fmt: skip
