"""How a question is put: the author's as written, others made from the participant's own work. The browser does the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from permanence_lib.kind import Part
from permanence_lib.kinds.court_drill.model.definition import (
    ANYTHING,
    CHILD,
    GAP,
    GAP_QUESTIONS,
    CourtQuestion,
    Definition,
    GapQuestion,
)

#: The longest sentence of a participant's own that a question quotes whole.
LONGEST_QUOTED = 240
_SENTENCE_END = re.compile(r"[.?!](?= |$)")


class Put(Part):
    """A question as it stands on the page; `came` is the earlier exercise whose words it is made of."""

    id: str
    text: str
    about: str = ""
    aims_at: str = ""
    good: tuple[str, ...] = ()
    came: str = ""


def put_author(question: CourtQuestion, child: str) -> Put:
    """An author's question, with the child's name where it belongs."""
    text, about = (x.replace(CHILD, child) for x in (question.text, question.about))
    return Put(id=question.id, text=text, about=about, aims_at=question.aims_at, good=question.good)


def put_taken(definition: Definition, taken: Sequence[Mapping[str, Any]], child: str) -> Iterator[Put]:
    """A question for each thing carried in; where an author gave several for a sort, they take turns."""
    turn: Counter[str] = Counter()
    for item in taken:
        sort = str(item["sort"])
        choices = [x for x in definition.gap_questions if x.sort == sort]
        choices = choices or [x for x in GAP_QUESTIONS if x.sort == sort] or [ANYTHING]
        yield _made(choices[turn[sort] % len(choices)], item, child)
        turn[sort] += 1


def _made(template: GapQuestion, item: Mapping[str, Any], child: str) -> Put:
    words = whole_words(str(item["title"]).strip(), str(item["text"]))
    # The child's name goes in first: what the participant wrote is never read as a template.
    text = template.text.replace(CHILD, child).replace(GAP, words)
    about = str(item["text"]).strip()
    return Put(
        id=str(item["id"]),
        text=text,
        about=about if about != words else "",
        aims_at=template.aims_at,
        good=template.good,
        came=str(item["came"]),
    )


def whole_words(title: str, text: str) -> str:
    """Words that were cut short for a list, as the sentence they begin; a question quotes nobody half."""
    begun, line = title.removesuffix("…"), " ".join(text.split())
    if begun == title or not line.startswith(begun):
        return title
    end = _SENTENCE_END.search(line, len(begun))
    sentence = line[: end.start() + 1] if end else line
    return sentence if len(sentence) <= LONGEST_QUOTED else title


def in_order(questions: Sequence[Put], order: Sequence[str]) -> list[Put]:
    """Questions in the order that was kept, and any others after them as they come."""
    place = {name: n for n, name in enumerate(order)}
    return sorted(questions, key=lambda x: place.get(x.id, len(place)))


def say_time(seconds: int) -> str:
    """A stretch of time in words: 95 is 1 minute 35 seconds."""
    minutes, rest = divmod(max(0, seconds), 60)
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((minutes, "minute"), (rest, "second")) if n]
    return " ".join(parts) or "0 seconds"
