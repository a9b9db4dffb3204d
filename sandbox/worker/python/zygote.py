"""A process that has everything imported and forks a child for each piece of work: a trial starts in milliseconds.

Standard input, a JSON line each: {"op": "start", "id", "job", "spec"}, {"op": "send", "id", "message"} and
{"op": "signal", "id", "name"}. Standard output, likewise: ready, log, reply and exit. Each child has pipes of its own.
When this process ends, however it ends, the children see their standard input end and die; when whoever started it
ends, so does this process. XGBoost and NumPy must start no thread here before a fork: it imports and waits, and does
no work.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import platform
import selectors
import signal
from dataclasses import dataclass, field
from typing import Any

import optuna
import xgboost

from child import live


@dataclass
class Job:
    """One child and our ends of its pipes."""

    pid: int
    messages: int
    outlets: dict[int, str]
    partial: dict[int, bytes] = field(default_factory=dict)


class Zygote:
    """Reads requests, forks children, passes on what they say."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._jobs: dict[int, Job] = {}
        self._selector = selectors.DefaultSelector()
        self._requests = b""

    def say(self, message: dict[str, Any]) -> None:
        """Writes one line to whoever started us."""
        line = (json.dumps(message) + "\n").encode()
        while line:
            line = line[os.write(self._out, line) :]

    def serve(self) -> None:
        """Runs until standard input ends."""
        self._selector.register(0, selectors.EVENT_READ, None)
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    if not self._read_requests():
                        return
                elif key.data in self._jobs:
                    self._read_outlet(key.data, key.fd)

    def end(self) -> None:
        """Kills what still runs, with everything it started."""
        for job in self._jobs.values():
            _signal_group(job.pid, signal.SIGKILL)

    def _read_requests(self) -> bool:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            return False
        *lines, self._requests = (self._requests + chunk).split(b"\n")
        for line in lines:
            if line.strip():
                self._obey(json.loads(line))
        return True

    def _obey(self, request: dict[str, Any]) -> None:
        identity = request["id"]
        if request["op"] == "start":
            self._start(identity, request["job"], request["spec"])
        elif identity not in self._jobs:
            return
        elif request["op"] == "send":
            self._send(self._jobs[identity], request["message"])
        else:
            named = signal.SIGKILL if request["name"] == "KILL" else signal.SIGTERM
            _signal_group(self._jobs[identity].pid, named)

    def _send(self, job: Job, message: Any) -> None:
        try:
            os.write(job.messages, (json.dumps(message) + "\n").encode())
        except BrokenPipeError:
            pass  # the child has ended; its exit is on its way

    def _start(self, identity: int, kind: str, spec: dict[str, Any]) -> None:
        child_in, messages = os.pipe()
        log, child_log = os.pipe()
        replies, child_reply = os.pipe()
        # Held back until the child has its own handler: a stop that comes at once must find it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        pid = os.fork()
        if pid == 0:
            for ours in (messages, log, replies, self._out):
                os.close(ours)
            self._forget_others()
            live(kind, spec, child_in, child_log, child_reply)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        for theirs in (child_in, child_log, child_reply):
            os.close(theirs)
        self._jobs[identity] = Job(pid, messages, {log: "log", replies: "reply"})
        for outlet in (log, replies):
            self._selector.register(outlet, selectors.EVENT_READ, identity)

    def _forget_others(self) -> None:
        """In a child: a sibling's pipe kept open here would keep the sibling alive."""
        self._selector.close()
        for job in self._jobs.values():
            for outlet in (job.messages, *job.outlets):
                os.close(outlet)

    def _read_outlet(self, identity: int, outlet: int) -> None:
        job = self._jobs[identity]
        chunk = os.read(outlet, 1 << 16)
        *lines, rest = (job.partial.get(outlet, b"") + chunk).split(b"\n")
        if not chunk and rest:
            lines, rest = [rest], b""
        job.partial[outlet] = rest
        for line in lines:
            if job.outlets[outlet] == "log":
                self.say({"event": "log", "id": identity, "line": line.decode(errors="replace")})
            else:
                self.say({"event": "reply", "id": identity, "value": json.loads(line)})
        if not chunk:
            self._close_outlet(identity, job, outlet)

    def _close_outlet(self, identity: int, job: Job, outlet: int) -> None:
        self._selector.unregister(outlet)
        os.close(outlet)
        del job.outlets[outlet]
        if job.outlets:
            return
        os.close(job.messages)
        _, status = os.waitpid(job.pid, 0)
        del self._jobs[identity]
        by_signal = os.WIFSIGNALED(status)
        code = os.WTERMSIG(status) if by_signal else os.WEXITSTATUS(status)
        self.say(
            {
                "event": "exit",
                "id": identity,
                "code": None if by_signal else code,
                "signal": code if by_signal else None,
            }
        )


def _signal_group(pid: int, named: signal.Signals) -> None:
    """To a child and all that it started, such as a C compiler; to the child alone before it has a group."""
    try:
        os.killpg(pid, named)
    except (ProcessLookupError, PermissionError):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, named)


def main() -> None:
    """Keeps standard output for the protocol and serves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.dup(1)
    os.dup2(2, 1)
    zygote = Zygote(out)
    gc.collect()
    gc.freeze()
    versions = {"python": platform.python_version(), "xgboost": xgboost.__version__, "optuna": optuna.__version__}
    zygote.say({"event": "ready", "pid": os.getpid(), **versions})
    try:
        zygote.serve()
    finally:
        zygote.end()


if __name__ == "__main__":
    main()
