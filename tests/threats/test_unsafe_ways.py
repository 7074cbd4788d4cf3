"""T15, T11 and T23: the code uses no way of running words as code, reads YAML strictly, and no pattern of it can be kept busy."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from permanence_lib.content import strict_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted((ROOT / "permanence_lib").rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """A source, read once for all tests."""
    return ast.parse(file.read_text("utf-8"))


#: Modules that make objects, or commands, out of bytes.
MODULES = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "jsonpickle",
    "commands",
    "pty",
}
#: What is called by its bare name, and as a method of anything.
NAMES = {"eval", "exec", "compile", "__import__", "execfile"}
METHODS = {"system", "popen", "run_line_magic", "run_cell", "run_cell_magic", "magic", "getoutput", "getstatusoutput", "to_pickle",
           "read_pickle", "run_path"}  # fmt: skip
#: `yaml.load` and its kin make objects of whatever a file names; only the tree may be read, or plain values.
YAML = {"load", "load_all", "unsafe_load", "unsafe_load_all", "full_load", "full_load_all"}
LOADERS = {"UnsafeLoader", "FullLoader", "Loader", "CLoader", "CFullLoader", "CUnsafeLoader"}


def found_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything in a source that could run words as code."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = {each.name for each in node.names} | (
                {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
            )
            yield from ((line, name) for name in sorted(named) if name.split(".")[0] in MODULES)
            if isinstance(node, ast.ImportFrom) and node.module == "yaml":
                yield from ((line, f"yaml.{each.name}") for each in node.names if each.name in YAML | LOADERS)
        elif isinstance(node, ast.Call):
            yield from ((line, name) for name in _calls(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.match(r"\s*%store\b", node.value):
            yield line, "%store"


def _calls(node: ast.Call) -> Iterator[str]:
    called = node.func
    if isinstance(called, ast.Name) and called.id in NAMES:
        yield called.id
    if isinstance(called, ast.Attribute):
        of = called.value.id if isinstance(called.value, ast.Name) else ""
        if (
            called.attr in METHODS
            or (of == "yaml" and called.attr in YAML)
            or (of == "builtins" and called.attr in NAMES)
        ):
            yield f"{of}.{called.attr}"
    for keyword in node.keywords:
        shell = keyword.arg == "shell" and not (
            isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        )
        if shell:
            yield "shell=True"
        if keyword.arg == "allow_pickle":
            yield "allow_pickle"


def test_t15_nothing_runs_words_as_code() -> None:
    """No pickle, no eval, no exec, no shell, no %store, no YAML that makes objects: in any file of the package."""
    assert len(SOURCES) > 300
    wrong = [f"{file.relative_to(ROOT)}:{line} {name}" for file in SOURCES for line, name in found_in(tree(file))]
    assert wrong == []


WAYS = [
    "import pickle", "from marshal import loads", "eval('1')", "exec(words)", "import builtins; builtins.eval(words)", "import os; os.system('ls')",
    "subprocess.run('ls', shell=True)", "subprocess.run('ls', shell=wish)", "yaml.load(text)", "yaml.unsafe_load(text)",
    "from yaml import UnsafeLoader", "shell.run_line_magic('store', 'x')", "line = '%store x'", "numpy.load(file, allow_pickle=True)",
    "frame.to_pickle('x')", "__import__('os')", "compile(words, 'x', 'exec')",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_t15_each_of_those_ways_would_be_found(way: str) -> None:
    """So that the test before this one is not blind."""
    assert list(found_in(ast.parse(way)))


def test_t15_no_notebook_stores_beside_the_store() -> None:
    """Nor runs a shell or a magic word."""
    import nbformat

    for file in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        for cell in nbformat.read(file, 4).cells:
            if cell.cell_type == "code":
                assert not re.search(r"^\s*[%!]", cell.source, re.MULTILINE), f"{file.name}: {cell.source}"
                assert not list(found_in(ast.parse(cell.source)))


HOSTILE = [
    '!!python/object/apply:os.system ["touch owned"]', "!!python/name:os.system", "a: !!python/tuple [1, 2]", "!!set {a, b}",
    "a: &x [lol]\nb: [*x, *x]", "a: !include /etc/passwd", "a: !x y", "a: no", "a: 1:30", "a: 012", "a: 1\na: 2",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_t11_an_authors_file_holds_plain_values_only(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No object is made, nothing is repeated by reference, and nothing is read as something that it does not say."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(strict_yaml.NotPlain):
        strict_yaml.values(text)
    assert list(tmp_path.iterdir()) == []


def test_t11_a_bomb_of_references_does_not_grow() -> None:
    """Nine lines that stand for a thousand million words."""
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    began = time.perf_counter()
    with pytest.raises(strict_yaml.NotPlain):
        strict_yaml.values("\n".join(lines))
    assert time.perf_counter() - began < 1


# ---- T23

#: So many characters: a pattern with two unbounded parts takes some forty times as long on them as a bounded one.
LONG = 24_000
#: Seconds. On a quick machine a bounded pattern takes 0.004 at most, and the cheapest of the others 0.17.
TOO_LONG = 0.05
SORTS = ["a", "0", " ", "a ", "1/", "-", "A1 ", "\n", ".", "a@", "'", "(", "<", "{`", "\t \n", "=", "a.", "0 ", "A"]
WORST = [(sort * LONG)[:LONG] for sort in SORTS]
#: A pattern that stands at the beginning of its text, or takes all of it, is not tried at every place.
WHOLE = re.compile(r"(\w+)\.(?:search|sub|subn|finditer|findall|split)\(")
#: These read what nobody outside has written.
OUR_OWN = {
    "permanence_lib/screen/modules.py": "our own scripts",
    "permanence_lib/workshop/paper/tally.py": "captions that the workbook has made",
    "permanence_lib/store/place.py": "the system's list of disks",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every regular expression that stands whole in the code: where, what it is, and whether it is tried at every place."""
    for file in SOURCES:
        text, near = file.read_text("utf-8"), str(file.relative_to(ROOT))
        tried = set(WHOLE.findall(text))
        for node in ast.walk(tree(file)) if near not in OUR_OWN else ():
            named = (
                {each.id for each in node.targets if isinstance(each, ast.Name)}
                if isinstance(node, ast.Assign)
                else set()
            )
            for call in [node.value] if isinstance(node, ast.Assign) else [node]:
                if (found := _pattern(call)) and (named or found[0] != "compile"):
                    everywhere = (
                        bool(named & tried) if found[0] == "compile" else found[0] not in ("match", "fullmatch")
                    )
                    yield f"{near}:{node.lineno}", found[1], everywhere


def _pattern(node: ast.AST) -> tuple[str, re.Pattern[str]] | None:
    """The function of `re` that is called, and the pattern it is given in plain words."""
    if not (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "re"
    ):
        return None
    given = node.args[0] if node.args else None
    if node.func.attr == "escape" or not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
        return None
    said, flags = ast.unparse(node), re.NOFLAG
    for name in ("IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE"):
        flags |= getattr(re, name) if f"re.{name}" in said else re.NOFLAG
    return node.func.attr, re.compile(given.value, flags)


def seconds(pattern: re.Pattern[str], text: str, everywhere: bool) -> float:
    """How long it looks; the quicker of two."""
    took = []
    for _ in range(2):
        began = time.process_time()
        (pattern.search if everywhere else pattern.fullmatch)(text)
        took.append(time.process_time() - began)
        if took[0] < 0.005:
            break
    return min(took)


def test_t23_no_pattern_can_be_kept_busy() -> None:
    """Each on the worst sorts of text."""
    all_of_them = list(patterns())
    assert len(all_of_them) > 60
    assert sum(everywhere for _, _, everywhere in all_of_them) > 20
    slow = [
        f"{where} {pattern.pattern!r} on {text[:4]!r}: {took:.2f} s"
        for where, pattern, everywhere in all_of_them
        for text in WORST
        if (took := seconds(pattern, text, everywhere)) > TOO_LONG
    ]
    assert slow == []


def test_t23_a_pattern_that_can_be_kept_busy_would_be_found() -> None:
    """An unbounded part that may begin anywhere; of this shape, the one that takes the least."""
    assert seconds(re.compile(r"<[^>]+>"), "<" * LONG, True) > TOO_LONG
