"""A kernel in two halves: all that needs no connection is made once, before kernels are split off; the rest in each of them.

Whatever a new process so much as looks at is copied for it. Reading the settings, and making a shell and all that belongs to it,
looked at 14 MB and is the same for every kernel; sockets, threads and names are each kernel's own.
"""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Sequence
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from IPython.core.application import BaseIPythonApplication
from traitlets import Type
from zmq.eventloop.zmqstream import ZMQStream

#: As in Linux's <sys/prctl.h>.
_PARENT_DEATH_SIGNAL = 1


class Undebugged(IPythonKernel):
    """A kernel that does not wait for a debugger."""

    def start(self) -> None:
        """As every kernel starts, without a line of a debugger's."""
        self.shell.exit_now = False
        Kernel.start(self)  # type: ignore[no-untyped-call]


#: The steps of `IPKernelApp.initialize`, in its order: those that open nothing and start nothing, and the others.
_BEFORE = ("init_path", "init_shell", "init_extensions", "init_code")
_AFTER = ("init_connection_file", "init_sockets", "log_connection_info", "init_io", "init_signal", "init_kernel")


class Sapling(IPKernelApp):
    """`prepare` before the fork, `begin` after it. No heartbeat, which nobody listens to."""

    kernel_class = Type(Undebugged, klass=Kernel)

    def prepare(self, argv: Sequence[str]) -> None:
        """Everything without a connection, a thread, an open file or a name of its own."""
        BaseIPythonApplication.initialize(self, list(argv))
        self.kernel = self.kernel_class.instance(
            parent=self, session=self.session, log=self.log, profile_dir=self.profile_dir, user_ns=self.user_ns
        )
        self._take(_BEFORE)
        self.kernel.shell.transform_cell("pass")  # reads a cell once: the patterns for that take 5 ms to make
        self.log.setLevel(self.log_level)  # else every message makes three records that no handler takes

    def begin(self, connection_file: str) -> None:
        """The rest, in the new process."""
        self.connection_file, self.connection_dir = connection_file, os.path.dirname(connection_file)
        self.parent_handle = os.getppid()
        self._end_with(self.parent_handle)
        self._take_a_name()
        self._take(_AFTER)
        self.kernel.shell.init_environment()
        self._take(("init_gui_pylab",))

    def _take(self, steps: Sequence[str]) -> None:
        for step in steps:
            getattr(self, step)()

    def init_kernel(self) -> None:
        """Give the kernel that is there its lines, and start the threads that serve them."""
        kernel = self.kernel
        kernel.shell_stream = ZMQStream(self.shell_socket, self.shell_channel_thread.io_loop)
        kernel.control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        self.shell_channel_thread.shell_stream = kernel.shell_stream
        self.control_thread.start()
        self.shell_channel_thread.start()
        for name in ("control_thread", "shell_channel_thread", "iopub_thread", "iopub_socket", "stdin_socket"):
            setattr(kernel, name, getattr(self, name))
        kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self._let_it_be_heard(kernel)

    def _let_it_be_heard(self, kernel: Any) -> None:
        """What it shows and gives goes out by its own line, under its own name."""
        for way_out in (kernel.shell.displayhook, kernel.shell.display_pub):
            way_out.session, way_out.pub_socket = self.session, self.iopub_socket
        kernel.shell.displayhook.topic = kernel._topic("execute_result")
        self.displayhook.get_execution_count = lambda: kernel.execution_count

    def _end_with(self, parent: int) -> None:
        """The system ends it when its parent is gone; ipykernel's thread would look every second, in every kernel."""
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    def _take_a_name(self) -> None:
        """Two kernels of one name would be taken for one; and a session notices that it is not in its own process."""
        self.session.pid = os.getpid()
        self.session.session = uuid.uuid4().hex
        self.kernel.ident = str(uuid.uuid4())
