"""What a kernel is told about the world."""

from __future__ import annotations

import sys

from permanence_lib.server.kernels import OwnPython, kernel_environment


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
