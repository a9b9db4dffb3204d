"""The two kinds of failure a SageMaker container reports: the user's and its own."""

from __future__ import annotations

from pathlib import Path


class ClientError(Exception):
    """What the user gave cannot be used; the message says what and why."""


class AlgorithmError(Exception):
    """The work itself broke."""


def failure_reason(error: BaseException) -> str:
    """Words an error as SageMaker's FailureReason does."""
    if isinstance(error, ClientError):
        return f"ClientError: {error}"
    if isinstance(error, UnicodeDecodeError):
        return "ClientError: The data is not UTF-8 text; compressed and binary formats are not read in the sandbox."
    if isinstance(error, AlgorithmError):
        return f"AlgorithmError: {error}"
    return f"AlgorithmError: {type(error).__name__}: {error}"


def leave_failure(root: Path, error: BaseException) -> int:
    """Leaves the reason in output/failure, as a container does, and says it; the exit code to end with."""
    reason = failure_reason(error)
    (root / "output").mkdir(parents=True, exist_ok=True)
    (root / "output/failure").write_text(reason)
    print(reason, flush=True)
    return 1
