"""A map on paper: each picture's sentence with the same facts as a table; and what a group's maps have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Mark, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.relationship_map.model import (
    CLOSENESS,
    GENERATIONS,
    Definition,
    Family,
    MapName,
    Person,
    Question,
    Response,
    Thread,
    Tie,
    Voice,
    centre_name,
    ecomap_sentence,
    genogram_sentence,
    last_words,
    name_words,
    offered_people,
    parts_of,
    thread_sentence,
    tie_words,
    wheel_sentence,
)
from permanence_lib.kinds.relationship_map.model.facts import (
    capital,
    home,
    joined,
    kin,
    life,
    possessive,
    put,
    thread_words,
    who,
)
from permanence_lib.kinds.relationship_map.model.words import KEEP, PLAN, plural

NOTHING = "Nothing written yet."
TITLES: dict[MapName, str] = {
    "ecomap": "Ecomap: circles of closeness",
    "genogram": "Genogram: three generations",
    "golden_thread": "Golden thread: ties over time",
    "identity": "Identity wheel",
}
_SEGMENTS = ((0.5, "Before"), (1.5, "Now"), (2.5, "When the plan is done"))


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Every picture's facts, in the order of the tabs; then the questions to the whole, and the sources."""
    child = centre_name(definition, response, material)
    blocks: list[Block] = [Paragraph(child, lead="In the middle")]
    for name in _wanted(definition, response):
        blocks += [Heading(TITLES[name]), *_PICTURES[name](definition, response, child)]
    if definition.has_people() or response.people:
        blocks += _answers(definition, response, child)
    if response.draft.strip():
        blocks += [Paragraph("Names being typed, not on the map yet:"), Quote(response.draft)]
    return [*blocks, *_ending(definition, response, child), *_sources(material)]


def _wanted(definition: Definition, response: Response) -> list[MapName]:
    """The exercise's pictures, and any other for which something was brought along."""
    told: dict[MapName, bool] = {
        "ecomap": any(x.tie != Tie() for x in response.people),
        "genogram": any(x.family != Family() for x in response.people),
        "golden_thread": any(x.thread != Thread() for x in response.people),
        "identity": any(x != Voice() for x in response.identity.values()),
    }
    return [name for name in TITLES if name in definition.shown() or told[name]]


def _plain(people: Sequence[Person]) -> list[dict[str, object]]:
    return [x.model_dump(mode="json") for x in people]


def _ecomap(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    yield Paragraph(ecomap_sentence(_plain(response.people)))
    if not response.people:
        yield Items((f"Who and what is in {possessive(child)} life: people, pets, places, groups", f"The circle each stands in: {'; '.join(definition.circles)}", "Whether the tie is strong, steady, strained, broken or lost, or not known", "Who gives to whom, and whether it helps or hurts", "How often, and in whose words"))  # fmt: skip
        return
    circles = dict(zip(CLOSENESS, definition.circles, strict=True))
    order = [*CLOSENESS, ""]
    rows = [
        (who(x), joined(circles.get(x.tie.closeness, "In no circle yet"), x.area), capital(tie_words(x.tie.model_dump())), x.tie.often, x.tie.words)
        for x in sorted(response.people, key=lambda x: order.index(x.tie.closeness))
    ]  # fmt: skip
    yield Table(
        f"Ties of {child}", ("Who or what", "Circle and part of life", "The tie", "How often", "In words"), tuple(rows)
    )


def _genogram(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    yield Paragraph(genogram_sentence(_plain(response.people), child))
    if response.child_shape:
        yield Paragraph(f"{capital(child)} is drawn as a {response.child_shape}.")
    told = [x for x in response.people if x.family != Family()]
    if not told:
        yield Items(("Grandparents, parents with aunts and uncles, the child with brothers, sisters and cousins", "Who is whose child, who lived with whom, who parted, who has died", "Where each lives now, and with whom"))  # fmt: skip
        return
    order = [*GENERATIONS, ""]
    names = {x.id: name_words(x) for x in response.people} | {"child": child}
    rows = [
        (who(x), capital(GENERATIONS.get(x.family.generation, "no generation yet")), kin(x, response.people, names, child), life(x.family), home(x.family, child))
        for x in sorted(told, key=lambda x: order.index(x.family.generation))
    ]  # fmt: skip
    yield Table(
        f"The family of {child}",
        ("Who", "Generation", "Parents and partners", "Born, died, and sign", "Home"),
        tuple(rows),
    )


def _thread(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    kept = [x for x in response.people if x.thread.keep == "life"]
    sentence = thread_sentence(_plain(response.people))
    columns = ("Tie", "Since", "Now, and last contact", "Who keeps it alive, and how", "When the plan is done")
    if kept:
        rows = tuple((who(x), x.thread.since, joined(capital(tie_words(x.tie.model_dump())), last_words(x.thread)), joined(x.thread.who.strip() or "Nobody named yet", x.thread.how), x.thread.plan) for x in kept)  # fmt: skip
        yield Chart("Ties to keep for life", sentence, Table("Ties to keep for life", columns, rows), marks=tuple(_marks(kept)), ticks=_SEGMENTS, span=3)  # fmt: skip
    else:
        yield Paragraph(sentence)
        yield Items((f"Which ties {child} should have for life", *columns[1:]))
    if definition.keep_most and len(kept) > definition.keep_most:
        yield Paragraph(f"{len(kept)} are kept; the exercise asks for {definition.keep_most} at most.")
    yield from _not_kept(response)


def _not_kept(response: Response) -> Iterator[Block]:
    others = [x for x in response.people if x.thread.keep != "life"]
    if others:
        rows = [(who(x), capital(KEEP[x.thread.keep]), thread_words(x.thread)) for x in others]
        yield Table("Other ties", ("Tie", "Kept", "What is written"), tuple(rows))


def _marks(kept: Sequence[Person]) -> Iterator[Mark]:
    """A stretch for before, now and later; where there is nothing, or nobody is named, the line has a gap."""
    names = [name_words(x) for x in kept]
    for n, person in enumerate(kept):
        lane = names[n] if names.count(names[n]) == 1 else f"{n + 1}. {names[n]}"
        now = person.tie.strength in ("strong", "steady", "strained")
        known = [(0, "before", bool(person.thread.since.strip())), (1, "now", now), (2, "when the plan is done", bool(person.thread.who.strip()))]  # fmt: skip
        drawn = [Mark(lane, start, start + 1, lane, f"{lane}: {words}") for start, words, there in known if there]
        yield from drawn or [Mark(lane, 1, 1, lane, f"{lane}: nothing is known or planned yet")]


def _wheel(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    parts = parts_of(definition, response)
    known = {x.id for x in parts}
    yield Paragraph(wheel_sentence([x.id for x in parts], {k: v.model_dump() for k, v in response.identity.items()}))
    if about := [f"{x.name}: {x.about}" for x in parts if x.about]:
        yield Items(tuple(about))
    voices = [(x.name, response.identity.get(x.id, Voice())) for x in parts]
    voices += [("A part no longer on the wheel", x) for name, x in response.identity.items() if name not in known]
    rows = tuple((name, x.child, x.others, x.missing, x.help, capital(PLAN.get(x.plan, ""))) for name, x in voices)
    columns = ("Part", "What the child says", "What others say", "What is missing", "Who can help", "The plan")
    yield Table(f"Who {child} is", columns, rows)


_PICTURES: dict[MapName, Callable[[Definition, Response, str], Iterator[Block]]] = {
    "ecomap": _ecomap, "genogram": _genogram, "golden_thread": _thread, "identity": _wheel,
}  # fmt: skip


def _answers(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    """What the author asks of each tie, and every answer to it."""
    asked = [*definition.ask, *definition.ask_of_thread]
    written = [x for x in response.people if any(map(str.strip, x.answers.values()))]
    if asked or written:
        yield Heading("Asked of each tie")
    if not written:
        yield from [Items(tuple(put(x.question, child) for x in asked))] if asked else []
    words = {x.id: put(x.question, child) for x in asked}
    for person in written:
        yield Heading(name_words(person), 4)
        for name, text in person.answers.items():
            if text.strip():
                yield Paragraph(words.get(name, "Kept from an earlier form of this map"))
                yield Quote(text)


def _ending(definition: Definition, response: Response, child: str) -> Iterator[Block]:
    missing = [(Question(id="missing", question=definition.missing_question), response.missing)]
    for question, text in [
        *(missing if definition.has_people() or response.missing.strip() else []),
        *((x, response.closing.get(x.id, "")) for x in definition.closing),
    ]:
        yield Heading(put(question.question, child))
        yield Quote(text) if text.strip() else Paragraph(put(question.hint, child) or NOTHING)
    known = {x.id for x in definition.closing}
    lost = [text for name, text in response.closing.items() if name not in known and text.strip()]
    if lost:
        yield Heading("Kept from an earlier form of this map")
    yield from map(Quote, lost)


def _sources(material: Material) -> Iterator[Block]:
    lines = [f"{x.name}. {x.words()} ({x.status_words()}; {x.cite()})" for x in material.law]
    lines += [f"{x.words()} (case law; {x.cite()})" for x in material.judgments]
    lines += [f"{x.finding} ({x.cite()}) What it cannot tell you: {x.limits}" for x in material.evidence if x.settled]
    if lines:
        yield Heading("What this rests on")
        yield Items(tuple(lines))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How many maps hold each person offered, where, and how many keep the tie; words only where answers are named."""
    if not responses:
        return [Paragraph("Nobody has shared this map yet.")]
    blocks: list[Block] = []
    if definition.has_people():
        blocks += [*_common(definition, responses, material), _tally(responses)]
    if "identity" in definition.shown() and definition.parts:
        blocks.append(_voices(definition, responses))
    return [*blocks, *(_named(definition, responses) if definition.sharing == "named" else ())]


def _common(definition: Definition, responses: Sequence[Response], material: Material) -> Iterator[Block]:
    offered = offered_people(definition, material)
    rows, bars, on = [], [], []
    for one in offered:
        mine = [next((p for p in r.people if p.given == one.id), None) for r in responses]
        placed = [p for p in mine if p]
        near = [sum(p.tie.closeness == circle for p in placed) for circle in CLOSENESS]
        kept = sum(p.thread.keep == "life" for p in placed)
        rows.append((one.name, str(len(placed)), *map(str, near), str(sum(p.tie.strength == "broken" for p in placed)), str(kept)))  # fmt: skip
        bars.append(Bar(one.name, kept, f"{kept} of {len(responses)}"))
        on.append(Bar(one.name, len(placed), f"{len(placed)} of {len(responses)}"))
    if rows:
        title, many = "Who is on the maps, and whose tie is kept for life", plural(len(responses), "map")
        what = (
            "each tie is kept for life"
            if any(bar.value for bar in bars) or not any(x.value for x in on)
            else "each one stands"
        )
        bars = on if what == "each one stands" else bars
        sentence = f"{many}. The bars show on how many of them {what}; the table, where each person or place stands."
        columns = ("Who", "On the map", *definition.circles, "Broken or lost", "Kept for life")
        yield Chart(title, sentence, Table(title, columns, tuple(rows)), tuple(bars))


def _tally(responses: Sequence[Response]) -> Block:
    people = [p for r in responses for p in r.people]
    kept = [p for p in people if p.thread.keep == "life"]
    rows = (
        ("Ties on all maps", str(len(people))),
        ("Added by participants, not offered", str(sum(not p.given for p in people))),
        ("Kept for life", str(len(kept))),
        ("Kept for life, with nobody named to keep them", str(sum(not p.thread.who.strip() for p in kept))),
        ("Maps that say who is missing", str(sum(bool(r.missing.strip()) for r in responses))),
    )
    return Table(f"{plural(len(responses), 'map')} together", ("What", "How many"), rows)


def _voices(definition: Definition, responses: Sequence[Response]) -> Block:
    rows = []
    for part in definition.parts:
        voices = [r.identity.get(part.id, Voice()) for r in responses]
        own, risk = sum(bool(x.child.strip()) for x in voices), sum(x.plan == "risks" for x in voices)
        only = sum(bool(x.others.strip()) and not x.child.strip() for x in voices)
        rows.append((part.name, str(own), str(only), str(len(voices) - own - only), str(risk)))
    columns = ("Part", "The child's own words", "Only other people's words", "No words yet", "The plan puts it at risk")
    return Table(f"Whose words there are, on {plural(len(responses), 'wheel')}", columns, tuple(rows))


def _named(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    questions = [(definition.missing_question, [r.missing for r in responses])]
    questions += [(x.question, [r.closing.get(x.id, "") for r in responses]) for x in definition.closing]
    for question, answers in questions:
        if any(map(str.strip, answers)):
            yield Heading(put(question, definition.centre or "the child"), 4)
        yield from (Quote(text) for text in answers if text.strip())
