"""A draft analysis in the order a court expects: every sentence is an entry of the participant's in a fixed frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts
from permanence_lib.kinds.options_matrix.model.ground import Ground
from permanence_lib.kinds.options_matrix.model.response import MORE_THAN_ONE
from permanence_lib.kinds.options_matrix.model.weighing import Json, cell_of, items_of, reading, trim, weighable

Sentence: TypeAlias = dict[str, Any]

#: The parts in order, with their headings.
SECTIONS = {
    "options": "The options",
    "for": "For",
    "against": "Against",
    "open": "What it rests on, and what is not yet known",
    "plan": "Brothers and sisters, support and time with family",
    "comparison": "Comparison",
    "recommendation": "Recommendation",
    "contingency": "Contingency",
    "child": "What the child says",
}
#: The parts that are written option by option.
BY_OPTION = ("for", "against", "open", "plan")
#: Everything that is not an entry, a name or a source. Each {} takes one of those, whole.
FRAME = {
    "yes": "{}: a realistic option.",
    "unsure": "{}: weighed, though it may not be realistic. {}",
    "no": "{}: set aside. {}",
    "left": "{}: left out. {}",
    "plain": "{}",
    "under": "{}: {}",
    "sourced": "{}: {} ({})",
    "research": "{}: {} ({}; what it cannot tell: {})",
    "recorded": "{}: recorded in {}",
    "firm": "{}: well founded.",
    "fair": "{}: probable, with more to find out.",
    "first": "{}: a first thought, still to be tested.",
    "unknown": "{}: not yet known: {}",
    "needed": "{}: what would need to be true: {}",
    "siblings": "Brothers and sisters: {}",
    "support": "Support: {}",
    "cost": "What support would cost, and who would pay: {}",
    "family_time": "Time with family: {}",
    "high": "{} matters highly for this child. {}",
    "medium": "{} matters for this child. {}",
    "lower": "{} matters less for this child than other things. {}",
    "arrived": "The analysis arrives at: {}.",
    "several": "The analysis keeps more than one plan for now.",
    "carried": "What carried it: {}.",
    "change": "What would change this: {}",
    "failed": "If this ended within two years, the likely reason: {}: {}",
    "find": "To be found out: {}",
}
_STOPS, _AFTER = ".!?…", "”’\"')"


def draft(ground: Ground, value: Json) -> list[Sentence]:
    """The sentences in order, with the participant's own wording where there is one.

    Each has id, section, option and factor (where it came from), `made` (as the entry stands), `text` (as it reads) and
    `state`: '' as made, 'edited', 'changed' (its entry changed after the edit), 'gone' (its entry is gone) or 'out'.
    """
    made = [*_options(ground, value), *_weighed(ground, value), *_concluded(ground, value)]
    edits = value.get("draft", {})
    known = {x["id"] for x in made}
    lost = [_gone(name, edit) for name, edit in edits.items() if name not in known and trim(edit["text"])]
    read = [_read(sentence, edits.get(sentence["id"])) for sentence in made]
    order = list(SECTIONS)
    return sorted([*read, *lost], key=lambda x: _place(x, order, ground))


def _place(sentence: Sentence, order: list[str], ground: Ground) -> tuple[int, int, int]:
    """Section by section; the sections about one option stand together, option by option."""
    at, options = order.index(sentence["section"]), [x["id"] for x in ground["options"]]
    if sentence["section"] not in BY_OPTION:
        return (at if at < 1 else at + 1, 0, 0)
    return 1, options.index(sentence["option"]) if sentence["option"] in options else len(options), at


def _read(sentence: Sentence, edit: Json | None) -> Sentence:
    if edit is None:
        return sentence
    changed = edit["made_from"] != sentence["made"]
    if edit["out"]:
        return {**sentence, "state": "out"}
    return {**sentence, "text": edit["text"], "state": "changed" if changed else "edited"}


def _gone(name: str, edit: Json) -> Sentence:
    section = edit["section"] if edit["section"] in SECTIONS else "comparison"
    return _sentence(name, section, "", edit["option"], "") | {
        "text": edit["text"],
        "state": "out" if edit["out"] else "gone",
    }


def _sentence(name: str, section: str, made: str, option: str = "", factor: str = "") -> Sentence:
    return {"id": name, "section": section, "option": option, "factor": factor, "made": made, "text": made, "state": ""}


def say(frame: str, *words: str) -> str:
    """A frame with its places filled, closed like a sentence."""
    parts = FRAME[frame].split("{}")
    return closed("".join(part + (words[n] if n < len(words) else "") for n, part in enumerate(parts)))


def closed(words: object) -> str:
    """An entry closed like a sentence; nothing for nothing."""
    text = trim(words)
    inner = text[:-1] if text[-1:] in _AFTER else text
    return text if not text or inner[-1:] in _STOPS else f"{text}."


def _options(ground: Ground, value: Json) -> Iterator[Sentence]:
    for option in ground["options"]:
        said = value["sifted"].get(option["id"], {})
        if frame := said.get("realistic"):
            words = say(frame, option["label"], "" if frame == "yes" else closed(said.get("why")))
            yield _sentence(f"sift.{option['id']}", "options", words, option["id"])
    for option in ground["left"]:
        said = value["sifted"].get(option["id"], {})
        if said.get("realistic") == "no":
            words = say("left", option["label"], closed(said.get("why")))
            yield _sentence(f"sift.{option['id']}", "options", words, option["id"])


def _weighed(ground: Ground, value: Json) -> Iterator[Sentence]:
    labels = {x["id"]: x["label"] for x in ground["factors"]}
    order = reading(list(labels), value)
    names = {x["id"]: x["label"] for x in ground["options"]}
    for option in weighable(list(names), value):
        for factor in order:
            yield from _cell(ground, factor, labels[factor], option, cell_of(value, factor, option))
            if words := closed(cell_of(value, factor, option).get("voice")):
                named = say("under", f"{names[option]}, {labels[factor]}", words)
                yield _sentence(f"voice.{factor}.{option}", "child", named, option, factor)
        plan = value.get("plans", {}).get(option, {})
        for box in ("siblings", "support", "cost", "family_time"):
            if words := closed(plan.get(box)):
                yield _sentence(f"{box}.{option}", "plan", say(box, words), option)


def _cell(ground: Ground, factor: str, label: str, option: str, cell: Json) -> Iterator[Sentence]:
    """What one cell says, side by side with where it is from."""
    end = f"{factor}.{option}"
    for section, box in (("for", "may_help"), ("against", "may_harm")):
        if words := closed(cell.get(box)):
            yield _sentence(f"{box}.{end}", section, say("under", label, words), option, factor)
    for item in items_of(cell):
        section = {"may_help": "for", "may_harm": "against"}.get(item["side"], "open")
        yield _sentence(f"item.{end}.{item['id']}", section, _item(ground, label, item), option, factor)
    for frame, box in (("recorded", "evidence"), ("unknown", "not_yet_known"), ("needed", "would_need")):
        if words := closed(cell.get(box)):
            yield _sentence(f"{box}.{end}", "open", say(frame, label, words), option, factor)
    if cell.get("sure"):
        yield _sentence(f"sure.{end}", "open", say(cell["sure"], label), option, factor)


def _item(ground: Ground, label: str, item: Json) -> str:
    words, source = closed(item["words"]), trim(item["source"])
    if item["sort"] == "research" and (study := ground["studies"].get(source)):
        cannot = " ".join(filter(None, (closed(study["limits"]), closed(item["limits"]))))
        return say("research", label, words, f"{source}, {study['cite']}", cannot)
    source = ground["records"].get(source, source) if item["sort"] == "record" else source
    return say("sourced", label, words, source) if source else say("under", label, words)


def _concluded(ground: Ground, value: Json) -> Iterator[Sentence]:
    names = {x["id"]: x["label"] for x in ground["options"]}
    labels = {x["id"]: x["label"] for x in ground["factors"]}
    yield from _compared(names, labels, value)
    if value["conclusion"] in names:
        yield _sentence("conclusion", "recommendation", say("arrived", names[value["conclusion"]]))
    elif value["conclusion"] == MORE_THAN_ONE:
        yield _sentence("conclusion", "recommendation", say("several"))
    if words := closed(value["best"]):
        yield _sentence("best", "recommendation", say("plain", words))
    if carried := [labels[x] for x in value.get("reasons", ()) if x in labels]:
        yield _sentence("reasons", "recommendation", say("carried", "; ".join(carried)))
    yield from _if_not(names, value)


def _compared(names: dict[str, str], labels: dict[str, str], value: Json) -> Iterator[Sentence]:
    """What matters, first what matters most; then why each other option will not do."""
    for factor in reading(list(labels), value):
        note = value["weighed"].get(factor, {})
        if note.get("matters"):
            words = say(note["matters"], labels[factor], closed(note.get("why")))
            yield _sentence(f"weight.{factor}", "comparison", words, "", factor)
    for option, label in names.items():
        if words := closed(value["others"].get(option)):
            yield _sentence(f"other.{option}", "comparison", say("under", label, words), option)


def _if_not(names: dict[str, str], value: Json) -> Iterator[Sentence]:
    if words := closed(value.get("contingency")):
        yield _sentence("contingency", "contingency", say("plain", words))
    if words := closed(value["change_mind"]):
        yield _sentence("change", "contingency", say("change", words))
    for option, label in names.items():
        if words := closed(value.get("failed", {}).get(option)):
            yield _sentence(f"failed.{option}", "contingency", say("failed", label, words), option)
    for number, unknown in enumerate(value["unknowns"], start=1):
        if words := closed(unknown["what"]):
            day = DateParts(**unknown["by"]).read()
            parts = (words, closed(unknown["who"]), closed(say_date(day)) if day else "")
            made = say("find", " ".join(filter(None, parts)))
            yield _sentence(f"find.{unknown.get('id') or f'u{number}'}", "contingency", made)
