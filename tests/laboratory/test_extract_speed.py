"""How fast an extract is read and measured, against a plain reading of the same files in the same minute."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pandas
import pytest

from permanence_lib.content.library import Content
from permanence_lib.laboratory import extract, measures, synthetic

#: Twenty seconds for 100,000 episodes are some hundred times a plain reading; on a quiet machine it is less than thirty.
MOST = 60
#: The whole command: it starts a kernel, reads, measures, draws and writes.
MOST_OF_ALL = 45
EPISODES, SECONDS, GIGABYTES = 100_000, 20, 1.5
#: Runs the command; tells the processor time that it and the kernel took, and the most memory of either, in kilobytes.
TOLD = """
import resource, runpy
try:
    runpy.run_module("permanence_lib.cli", run_name="__main__")
finally:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("took", sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used))
"""


def plainly(files: Mapping[str, bytes]) -> None:
    """Read the files and do nothing with them."""
    for content in files.values():
        pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, on_bad_lines="skip")


def one_a_table(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """One file a table, as one year's return has."""
    joined: dict[str, bytes] = {}
    for name, rows in files.items():
        table, (head, _, rest) = name.rsplit("-", 1)[-1], rows.partition(b"\r\n")
        joined[table] = joined.get(table, head + b"\r\n") + rest
    return joined


@pytest.mark.slow
def test_reading_and_measuring_keep_step_with_a_plain_reading(content: Content) -> None:
    """Processor time, so that a busy machine does not tip it."""
    files = one_a_table(synthetic.invent(2000, 1, content.ssda903).files)
    plainly(files)
    start = time.process_time()
    plainly(files)
    plain = time.process_time() - start
    start = time.process_time()
    assert len(measures.found(extract.read(files, content.ssda903))) == 9
    assert time.process_time() - start < MOST * plain


def many(content: Content) -> dict[str, bytes]:
    """Five years' files with so many rows of episodes: some invented children, again and again under other codes."""
    mark = content.ssda903.invented.mark.encode()
    files = synthetic.invent(2300, 3, content.ssda903, errors=True).files
    rows = sum(file.count(b"\n") for name, file in files.items() if "episodes" in name)
    times = range(1 + EPISODES // rows)
    made: dict[str, bytes] = {}
    for name, file in files.items():
        head, _, rest = file.partition(b"\r\n")
        made[name] = head + b"\r\n" + b"".join(rest.replace(mark + b"0", mark + str(n).encode()) for n in times)
    return made


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for the most memory taken, in its own way")
def test_the_whole_command_is_quick_for_a_large_authority(content: Content, tmp_path: Path) -> None:
    """100,000 rows of episodes to Word: in twenty seconds, or as many times a plain reading as that is; in 1.5 GB.

    Processor time, so that a busy machine does not tip it: on a quiet one nothing of it waits.
    """
    (tmp_path / "in").mkdir()
    files = many(content)
    for name, file in files.items():
        (tmp_path / "in" / name).write_bytes(file)
    plainly(files)
    start = time.process_time()
    plainly(files)
    plain = time.process_time() - start
    told = subprocess.run(
        [sys.executable, "-c", TOLD, "report", "authority", "--extract", "in", "--to", "r.docx"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    seconds, most = map(float, told.stdout.split("took ")[1].split())
    assert (tmp_path / "r.docx").stat().st_size > 100_000
    assert seconds < max(SECONDS, MOST_OF_ALL * plain), f"{seconds:.1f} s; a plain reading took {plain:.2f} s"
    assert most < GIGABYTES * 1_000_000
