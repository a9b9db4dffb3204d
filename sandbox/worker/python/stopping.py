"""Remembers that SageMaker asked the container to end (SIGTERM), for the work to look at between two steps."""

from __future__ import annotations

import signal
from types import FrameType


class StopRequest:
    """True once SIGTERM has come."""

    def __init__(self) -> None:
        self._came = False
        signal.signal(signal.SIGTERM, self._take)

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True

    def __bool__(self) -> bool:
        return self._came
