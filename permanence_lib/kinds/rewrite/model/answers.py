"""What a participant marks and writes, and what of it can be carried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Carried, Material, Offer, Part, Progress
from permanence_lib.kinds.rewrite.model.definition import Definition, Passage, Reader


class OwnPassage(Part):
    """A text the participant brought; `came` says from which earlier exercise, if from one."""

    id: str
    title: str = ""
    text: str = ""
    came: str = ""


class Marked(Part):
    """Words the participant stopped at, and why."""

    words: str
    why: str = ""


class Written(Part):
    """A text written for one reader, and the answers to the writer's own checks."""

    words: str = ""
    checks: dict[str, str] = Field(default_factory=dict)


class Response(kind.Response):
    """Own texts; marks and the passages whose marks were looked at; what was written, by passage and reader."""

    own: tuple[OwnPassage, ...] = ()
    marked: dict[str, tuple[Marked, ...]] = Field(default_factory=dict)
    seen: tuple[str, ...] = ()
    written: dict[str, dict[str, Written]] = Field(default_factory=dict)
    answers: dict[str, str] = Field(default_factory=dict)

    def text_for(self, passage: str, reader: str) -> Written:
        """What was written of one passage for one reader."""
        return self.written.get(passage, {}).get(reader, Written())


@dataclass(frozen=True)
class Shown:
    """A passage on the page, the author's or the participant's own."""

    id: str
    title: str
    text: str
    readers: tuple[Reader, ...]
    given: Passage | None = None
    came: str = ""


def own_shown(definition: Definition, response: Response) -> tuple[OwnPassage, ...]:
    """The participant's own texts: those kept, or one empty place where the author asks for one."""
    return response.own or ((OwnPassage(id="own1"),) if definition.own_passage else ())


def shown(definition: Definition, response: Response) -> list[Shown]:
    """Every passage on the page, the author's first."""
    given = [Shown(x.id, x.title, x.text, definition.readers_of(x.readers), x) for x in definition.passages]
    name = definition.own_passage or "A text of your own"
    own = own_shown(definition, response)
    return given + [Shown(x.id, x.title.strip() or name, x.text, definition.readers, came=x.came) for x in own]


def begun_with(definition: Definition, response: Response, passage: Shown) -> list[bool]:
    """The parts of one passage, and whether each has something in it."""
    marks = [bool(response.marked.get(passage.id) or passage.id in response.seen)] if definition.mark else []
    texts = (
        [bool(response.text_for(passage.id, x.id).words.strip()) for x in passage.readers] if definition.write else []
    )
    return marks + texts


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Marks and a text for each reader, passage by passage, and the questions at the end."""
    parts = [x for passage in shown(definition, response) for x in begun_with(definition, response, passage)]
    parts += [bool(response.answers.get(x.id, "").strip()) for x in definition.ask]
    return Progress(sum(parts), len(parts))


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Each finished text, as a point."""
    return [
        Offer(id=f"{passage.id}-{reader.id}", sort="point", title=f"{passage.title}, for {reader.name}", text=words)
        for passage in shown(definition, response)
        for reader in passage.readers
        if (words := response.text_for(passage.id, reader.id).words.strip())
    ]


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """Words carried in become texts of one's own to write again."""
    have = {x.id for x in response.own}
    new = [
        OwnPassage(
            id=f"{x.exercise}-{x.offer.id}", title=x.offer.title, text=x.offer.text or x.offer.title, came=x.title
        )
        for x in carried
    ]
    return response.model_copy(update={"own": response.own + tuple(x for x in new if x.id not in have)})
