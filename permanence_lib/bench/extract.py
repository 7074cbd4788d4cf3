"""An authority's yearly return of ten thousand children, read and measured, beside a plain reading of the same files."""

from __future__ import annotations

import io
from collections.abc import Mapping

from permanence_lib.bench import where
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.rounds import in_turn
from permanence_lib.content.library import current
from permanence_lib.laboratory import extract, measures, synthetic

CHILDREN = 10_000


def measure(children: int = CHILDREN, times: int = 3) -> Measurement:
    """All in this process, by processor time."""
    content = current()
    files = synthetic.invent(children, 1, content.ssda903).files
    found = Measurement("extract", {"children": children, "times": times}, where.here())
    read = extract.read(files, content.ssda903)
    jobs = {
        "plain": lambda: plainly(files),
        "read": lambda: extract.read(files, content.ssda903),
        "measured": lambda: measures.found(read),
    }
    taken = in_turn({"warm": jobs["plain"], **jobs}, times, warm=times > 1)
    found.add("plain", f"A plain reading of {len(files)} files by pandas", "s", taken["plain"].cpu)
    found.add("read", "Read, every row accounted for", "s", taken["read"].cpu, "plain")
    found.add("measured", "The nine measures", "s", taken["measured"].cpu, "plain")
    found.add("bytes", "The files", "B", sum(map(len, files.values())))
    return found


def plainly(files: Mapping[str, bytes]) -> None:
    """Read the files and do nothing with them."""
    import pandas

    for content in files.values():
        pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, on_bad_lines="skip")
