"""The evidence register as a list: every study and official figure that may be shown, and the names of those that may not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from permanence_lib.content.library import Content
from permanence_lib.content.sources import Evidence
from permanence_lib.laboratory.registers.uses import Use, uses

TIERS = {
    1: "the publisher's own page or data file was seen",
    2: "an abstract or the authors' summary was seen",
    3: "a review, a news report or a copy was seen",
    4: "nothing was seen",
}


@dataclass(frozen=True)
class Study:
    """One record with where it is used; one that was not seen in a source gives its number and topic and nothing else."""

    record: Evidence
    uses: tuple[Use, ...]
    groups: tuple[str, ...]
    search: str

    @property
    def checked(self) -> bool:
        """Whether it was seen in a source, and may be shown."""
        return self.record.settled

    @property
    def link(self) -> str | None:
        """The official page to offer; others are named and not linked."""
        url = self.record.citation.url
        return url if url and _is_official(url) else None


def _is_official(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "gov.uk" or host.endswith(".gov.uk")


@lru_cache(maxsize=2)
def studies(content: Content) -> tuple[Study, ...]:
    """Every record in the order of the pack."""
    found = uses(content)
    return tuple(
        Study(record, found.get(("evidence", record.id), ()), tuple(record.options), _searched(record))
        for record in content.evidence.values()
    )


def _searched(record: Evidence) -> str:
    """What a search looks at: of a record that is not shown, only what is listed."""
    if not record.settled:
        return f"{record.id} {record.topic}".casefold()
    source = record.citation
    said = (
        record.id, record.topic, record.finding, record.population, record.country, record.design, record.limits,
        source.authors, str(source.year), source.title, source.publisher,
    )  # fmt: skip
    return " ".join(said).casefold()
