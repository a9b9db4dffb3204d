"""The life of one child of the zygote: its pipes, its signals, its work, its end."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from typing import Any, NoReturn

import compilation
import invocation
import search
import training
import transform
from stopping import StopRequest


def _die_with_parent() -> None:
    """Ends this child once its standard input ends; nothing is ever sent to jobs that do not read it."""
    while os.read(0, 1 << 12):
        pass
    os.killpg(0, signal.SIGKILL)


def _work(kind: str, spec: dict[str, Any], reply_to: int, stop: StopRequest) -> int:
    def reply(value: Any) -> None:
        line = (json.dumps(value) + "\n").encode()
        while line:
            line = line[os.write(reply_to, line) :]

    if kind == "search":
        return search.run(spec, reply)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if kind == "invoke":
        reply(invocation.run(spec))
        return 0
    if kind == "compile":
        return compilation.run(spec)
    if kind == "train":
        return training.run(spec, stop)
    return transform.run(spec, stop)


def live(kind: str, spec: dict[str, Any], messages: int, log: int, reply_to: int) -> NoReturn:
    """Takes over a freshly forked process; `messages`, `log` and `reply_to` are its ends of the pipes."""
    code = 1
    try:
        os.setpgid(0, 0)
        for source, target in ((messages, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.close(messages)
        os.close(log)
        sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
        stop = StopRequest()
        if kind in ("search", "compile", "invoke"):
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        code = _work(kind, spec, reply_to, stop)
    except BaseException as error:  # the last words of a child; nothing above it could hear more
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
