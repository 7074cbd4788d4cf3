"""What a kernel is told about the world."""

from __future__ import annotations

import sys

import zmq

from permanence_lib.server.kernels import OwnPython, StudyKernel, kernel_environment


def test_only_what_a_kernel_needs_reaches_it() -> None:
    """Passwords and tokens of the server's environment stay behind."""
    environment = {
        "PATH": "/bin",
        "PERMANENCE_STORE": "x",
        "LC_ALL": "C",
        "DB_PASSWORD": "secret",
        "JUPYTER_TOKEN": "secret",
    }
    assert kernel_environment(environment) == {"PATH": "/bin", "PERMANENCE_STORE": "x", "LC_ALL": "C"}


def test_the_kernel_is_this_python() -> None:
    """Whatever kernels are installed on the computer under that name."""
    assert OwnPython().get_kernel_spec("python3").argv[0] == sys.executable


def test_a_hall_full_of_pages_has_lines_enough() -> None:
    """Each page takes four of them and each kernel one more: with ZeroMQ's own 1023 the hundred and fifty-third page had none."""
    kernel = StudyKernel()
    kernel.context.socket(zmq.PAIR).close()  # what is said of lines counts at the first one
    assert kernel.context.get(zmq.MAX_SOCKETS) > 300 * 10
