"""Which port the server listens at."""

from __future__ import annotations

from contextlib import closing

from permanence_lib.server.address import bind, is_free


def test_a_port_in_use_is_passed_over_and_told() -> None:
    """The next free one is taken, in plain words."""
    said: list[str] = []
    (first,), port = bind(18743, said.append)
    with closing(first):
        assert said == [] or "in use" in said[0]
        assert not is_free(port)
        (second,), other = bind(port, said.append)
        with closing(second):
            assert other > port
            assert said[-1] == f"Port {port} is in use by another program, so the workbook uses {other} this time."
