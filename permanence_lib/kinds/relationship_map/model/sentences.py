"""What a map says in a sentence or two: counts of what was written, and nothing read into them. The browser says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts
from permanence_lib.kinds.relationship_map.model.words import GENERATIONS, plural

Json = Mapping[str, Any]
_STRENGTHS = (
    ("strong", "strong"), ("steady", "steady"), ("strained", "strained"), ("broken", "broken or lost"),
    ("unknown", "not known"), ("", "not said yet"),
)  # fmt: skip


def are(n: int, words: str, one: str = "is", many: str = "are") -> str:
    """1 is in no circle; 2 are in no circle."""
    return f"{n} {one if n == 1 else many} {words}"


def ecomap_sentence(people: Sequence[Json]) -> str:
    """How many ties of each strength; how many in no circle yet; how many hurt."""
    if not people:
        return "Nobody and nothing is on the map yet."
    ties = [x["tie"] for x in people]
    counts = [(sum(x["strength"] == key for x in ties), words) for key, words in _STRENGTHS]
    said = [f"{plural(len(ties), 'tie')}: {', '.join(f'{n} {words}' for n, words in counts if n)}."]
    hurting, loose = sum(x["helps"] == "hurts" for x in ties), sum(not x["closeness"] for x in ties)
    if hurting:
        said.append(are(hurting, "the child.", "hurts or frightens", "hurt or frighten"))
    if loose:
        said.append(are(loose, "in no circle yet."))
    return " ".join(said)


def genogram_sentence(people: Sequence[Json], child: str) -> str:
    """How many are drawn in each generation; who has died, which couples parted, who is not drawn."""
    drawn = [x["family"] for x in people if x["family"]["generation"]]
    outside = sum(x["sort"] == "person" and not x["family"]["generation"] for x in people)
    return " ".join([*_drawn(drawn, child), *_not_drawn(outside, bool(drawn))])


def _drawn(drawn: Sequence[Json], child: str) -> Iterator[str]:
    if not drawn:
        yield f"Nobody besides {child} has a generation yet."
        return
    rows = [(sum(x["generation"] == key for x in drawn), words) for key, words in GENERATIONS.items()]
    yield f"Besides {child}, {plural(len(drawn), 'person', 'people')}: {', '.join(f'{n} in {words}' for n, words in rows if n)}."
    died = sum(x["died"] for x in drawn)
    if died:
        yield f"{are(died, 'died.', 'has', 'have')}"
    parted = sum(bool(x["partner"]) and x["union"] in ("separated", "divorced") for x in drawn)
    if parted:
        yield f"{plural(parted, 'couple')} parted."


def _not_drawn(outside: int, any_drawn: bool) -> Iterator[str]:
    if outside and any_drawn:
        yield f"{plural(outside, 'other person', 'other people')} on the map {'has' if outside == 1 else 'have'} no generation and {'is' if outside == 1 else 'are'} not drawn."


def thread_sentence(people: Sequence[Json]) -> str:
    """How many ties are kept for life, for how many nobody is named, which are lost now, and which has waited longest."""
    kept = [x for x in people if x["thread"]["keep"] == "life"]
    return " ".join([*_kept(kept), *_longest(kept), *_undecided(people)])


def _kept(kept: Sequence[Json]) -> Iterator[str]:
    if not kept:
        yield "No tie is marked to be kept for life yet."
        return
    n, nobody = len(kept), sum(not x["thread"]["who"].strip() for x in kept)
    yield f"{plural(n, 'tie')} to keep for life."
    it = "it" if n == 1 else f"{nobody} of the {n}" if nobody else "each"
    yield f"{'Nobody' if nobody else 'Somebody'} is named to keep {it} alive."
    lost = sum(x["tie"]["strength"] == "broken" for x in kept)
    if lost:
        yield are(lost, "broken or lost now.")


def _longest(kept: Sequence[Json]) -> Iterator[str]:
    days = [(day, x) for x in kept if (day := _day(x["thread"]["last"]))]
    if days:
        day, longest = min(days, key=lambda found: found[0])
        yield f"The longest without contact: {longest['name'].strip() or 'not named yet'}, last seen on {say_date(day)}."
    dateless = len(kept) - len(days)
    if dateless:
        yield are(dateless, "without a full date of last contact.")


def _undecided(people: Sequence[Json]) -> Iterator[str]:
    waiting = sum(not x["thread"]["keep"] for x in people)
    if waiting:
        yield f"{plural(waiting, 'tie')} not decided."


def _day(typed: Mapping[str, str]) -> date | None:
    return DateParts.model_validate(typed).read()


def wheel_sentence(parts: Sequence[str], identity: Json) -> str:
    """For how many parts there are the child's own words, only other people's, or none; and what is still open."""
    if not parts:
        return "The wheel has no parts yet."
    voices = [identity.get(x) or {} for x in parts]
    own = [bool(_said(x, "child")) for x in voices]
    only = [bool(_said(x, "others")) and not mine for x, mine in zip(voices, own, strict=True)]
    counts = ((sum(own), "in the child's own words"), (sum(only), "only in other people's words"), (len(parts) - sum(own) - sum(only), "with no words yet"))  # fmt: skip
    said = [f"{plural(len(parts), 'part')}: {', '.join(f'{n} {words}' for n, words in counts if n)}."]
    started = [x for x in voices if any(_said(x, key) for key in ("child", "others", "missing", "help", "plan"))]
    alone = sum(not _said(x, "help") for x in started)
    if alone:
        said.append(f"Nobody is named to help with {alone} of those begun.")
    risk = sum(x.get("plan") == "risks" for x in voices)
    if risk:
        said.append(f"The plan puts {risk} at risk.")
    return " ".join(said)


def _said(voice: Json, key: str) -> str:
    return str(voice.get(key) or "").strip()
