"""A whole filled workbook as Word, web page and zip, beside the same words put into a bare Word document, and the same files into a bare zip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from random import Random
from tempfile import TemporaryDirectory

from permanence_lib.bench import bare, filling, where
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.rounds import in_turn
from permanence_lib.content.library import current
from permanence_lib.identity import Identity
from permanence_lib.portfolio import entries, taking_away
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.work import all_work
from permanence_lib.store import Store, open_store

Make = Callable[[], bytes]
_STEPS = {
    "word.bare": ("The same words in a bare Word document", ""),
    "word": ("The portfolio as a Word document", "word.bare"),
    "html": ("The portfolio as one web page", "word.bare"),
    "zip.bare": ("The same files in a bare zip", ""),
    "portfolio": ("The portfolio file (with both readable copies)", "word.bare"),
    "everything": ("The whole workbook as a file", "word.bare"),
}


def measure(times: int = 3, weeks: int = filling.WEEKS) -> Measurement:
    """All in this process, by processor time; every piece of work of so many weeks is chosen for the portfolio."""
    found = Measurement("portfolio", {"times": times, "weeks": weeks}, where.here())
    with filled(weeks) as store:
        made = jobs(store)
        taken = in_turn({"warm": made["word.bare"], **made}, times, warm=False)
        for name, (words, beside) in _STEPS.items():
            found.add(name, words, "s", taken[name].cpu, beside)
        for name in ("word", "html", "everything"):
            found.add(f"{name}.bytes", f"Size of it: {_STEPS[name][0].lower()}", "B", len(made[name]()))
    return found


def jobs(store: Store) -> dict[str, Make]:
    """Each file, made from a fresh desk as a request does; and the bare ones, of what is in them."""

    def made(name: str) -> bytes:
        content, troubles = taking_away.made(name, desk(store))
        if troubles:
            raise RuntimeError("; ".join(troubles))
        return content

    words, files = bare.Words.of(made("word")), bare.unpacked(made("everything"))
    return {
        "word.bare": lambda: bare.word(words),
        "word": lambda: made("word"),
        "html": lambda: made("html"),
        "zip.bare": lambda: bare.packed(files),
        "portfolio": lambda: made("portfolio"),
        "everything": lambda: made("everything"),
    }


def desk(store: Store) -> Desk:
    """The invented participant's."""
    return Desk(current(), store, Identity(filling.name_of(0)))


@contextmanager
def filled(weeks: int = filling.WEEKS) -> Iterator[Store]:
    """One invented person's work up to a week, with all of it chosen."""
    with TemporaryDirectory(prefix="ap-bench-") as folder, closing(open_store(f"{folder}/answers.sqlite")) as store:
        content = current()
        pool = filling.Pool.of(content, Random(1))
        name = filling.name_of(0)
        store.restore(name, list(filling.work(pool, name, Random("1 0"), weeks)))
        sitting = desk(store)
        for piece in list(all_work(sitting)):
            entries.choose(sitting, piece.slot, piece.record.revision, "It changed how I put the question to her.")
        yield store
