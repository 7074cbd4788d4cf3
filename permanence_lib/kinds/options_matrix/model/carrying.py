"""What a comparison lends to later work, and what it takes in: notes to set beside an option, and options by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from permanence_lib.content.dates import say_date
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.options_matrix.model.choice import Choice
from permanence_lib.kinds.options_matrix.model.comparison import Comparison
from permanence_lib.kinds.options_matrix.model.definition import Definition
from permanence_lib.kinds.options_matrix.model.gaps import RULES, key_of
from permanence_lib.kinds.options_matrix.model.response import AddedOption, Note, Place, Response, Unknown
from permanence_lib.kinds.options_matrix.model.weighing import is_assessed, trim

LONGEST_TITLE = 80


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Options with what was said of them, what is missing, the reasons, and what the child was found to need."""
    comparison = Comparison(definition, response, material)
    if not comparison.is_begun():
        return []
    return [
        *_options(comparison),
        *_thin(comparison),
        *_blank(comparison),
        *_not_known(comparison),
        *_not_planned(comparison),
        *_reasons(comparison),
        *_needs(comparison),
    ]


def _options(comparison: Comparison) -> Iterator[Offer]:
    for option in comparison.options:
        if words := _conclusion(comparison, option):
            yield Offer(id=f"option.{option.id}", sort="option", title=option.label, text=words)


def _conclusion(comparison: Comparison, option: Choice) -> str:
    """What became of one option, in words; nothing where nothing was said."""
    response, said = comparison.response, comparison.response.said_of(option.id)
    if said.realistic == "no":
        return f"Set aside. {trim(said.why)}".strip()
    if response.conclusion == option.id:
        return f"Where the reasoning arrived. {trim(response.best)}".strip()
    other = trim(response.others.get(option.id))
    looked_at = any(is_assessed(comparison.cell(f.id, option.id)) for f in comparison.factors)
    if other or looked_at or said.realistic:
        return " ".join(filter(None, ("Weighed." if looked_at else "Held realistic.", other or trim(said.why))))
    return ""


def _thin(comparison: Comparison) -> Iterator[Offer]:
    labels = {option.id: option.label for option in comparison.options}
    for cue, _, option in comparison.cues():
        if cue == "dismissed-thinly":
            why = trim(comparison.response.said_of(option).why)
            text = f"{labels[option]} was set aside in few words: {why or 'no reason is written'}"
            yield Offer(id=f"thin.{option}", sort="gap", title=shorten(text), text=text)


def _blank(comparison: Comparison) -> Iterator[Offer]:
    """Cells nobody has looked at, under the factors that matter most."""
    options = {option.id: option.label for option in comparison.options}
    factors = {factor.id: factor.label for factor in comparison.factors}
    for cue, factor, option in comparison.cues():
        if cue == "not-assessed" and comparison.response.note_on(factor).matters == "high":
            text = f"Not assessed: {options[option]}, under {factors[factor].lower()}"
            yield Offer(id=f"blank.{factor}.{option}", sort="gap", title=shorten(text), text=text)


def _not_planned(comparison: Comparison) -> Iterator[Offer]:
    """What no option may go without: the child's view, brothers and sisters, support, time with family, a contingency."""
    labels = {option.id: option.label for option in comparison.options}
    for gap in comparison.gaps():
        rule, factor, option, item = gap
        if (
            not factor
            and not item
            and rule != "dismissed-thinly"
            and not comparison.response.disagreed.get(key_of(gap))
        ):
            text = f"{labels[option]}: {RULES[rule]}" if option else RULES[rule]
            yield Offer(id=f"gap.{rule}.{option}".rstrip("."), sort="gap", title=shorten(text), text=text)


def _not_known(comparison: Comparison) -> Iterator[Offer]:
    """What was written as not yet known, cell by cell, and what has to be found out."""
    for factor in comparison.factors:
        for option in comparison.options:
            if words := trim(comparison.cell(factor.id, option.id).get("not_yet_known")):
                text = f"{words} ({option.label}, {factor.label.lower()})"
                yield Offer(id=f"unknown.{factor.id}.{option.id}", sort="gap", title=shorten(words), text=text)
    for number, unknown in enumerate(comparison.response.unknowns, start=1):
        if trim(unknown.what):
            yield _to_find_out(unknown, unknown.id or f"u{number}")


def _to_find_out(unknown: Unknown, name: str) -> Offer:
    what, who, day = trim(unknown.what), trim(unknown.who), unknown.by.read()
    return Offer(
        id=f"find.{name}",
        sort="gap",
        title=shorten(what),
        text=f"{what} (who will find out: {who or 'nobody yet'})",
        when=None if unknown.by.is_empty() else unknown.by,
        said_when=f"by {say_date(day)}" if day else "",
    )


def _reasons(comparison: Comparison) -> Iterator[Offer]:
    response, labels = comparison.response, {option.id: option.label for option in comparison.options}
    if best := trim(response.best):
        yield Offer(id="best", sort="point", title=shorten(best), text=best)
    for option, words in response.others.items():
        if trim(words) and option in labels:
            text = f"{labels[option]}: {trim(words)}"
            yield Offer(id=f"other.{option}", sort="point", title=shorten(text), text=text)
    for option, words in response.failed.items():
        if trim(words) and option in labels:
            text = f"If {labels[option]} ended within two years: {trim(words)}"
            yield Offer(id=f"failed.{option}", sort="point", title=shorten(text), text=text)
    if change := trim(response.change_mind):
        text = f"What would change my mind: {change}"
        yield Offer(id="change", sort="point", title=shorten(text), text=text)


def _needs(comparison: Comparison) -> Iterator[Offer]:
    for factor in comparison.factors:
        if why := trim(comparison.response.note_on(factor.id).why):
            yield Offer(id=f"need.{factor.id}", sort="need", title=factor.label, text=why)


def shorten(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The answer with what was chosen: an option stands among the options, everything else is a note not yet used."""
    return reduce(_add, carried, response)


def _add(response: Response, carried: Carried) -> Response:
    offer = carried.offer
    if offer.sort != "option":
        return _with_note(response, carried, ())
    number = 1 + max((int(x.id[4:]) for x in response.added if x.id[4:].isdecimal()), default=0)
    added = (*response.added, AddedOption(id=f"own-{number}", label=trim(offer.title)))
    after = response.model_copy(update={"added": added})
    told = trim(offer.text) not in ("", trim(offer.title))
    return _with_note(after, carried, (Place(option=f"own-{number}"),)) if told else after


def _with_note(response: Response, carried: Carried, places: tuple[Place, ...]) -> Response:
    offer, known = carried.offer, {note.id for note in response.notes}
    number = next(n for n in range(1, len(known) + 2) if f"b{n}" not in known)
    title, text = trim(offer.title), trim(offer.text)
    told = " ".join(text.split()).startswith(title.rstrip("…"))
    words = text if text and told else f"{title}: {text}" if text else title
    note = Note(
        id=f"b{number}", sort=offer.sort, words=words, when=offer.said_when, source=carried.title, places=places
    )
    return response.model_copy(update={"notes": (*response.notes, note)})
