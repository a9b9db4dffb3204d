"""The two kinds of failure a SageMaker container reports: the user's and its own."""


class ClientError(Exception):
    """What the user gave cannot be used; the message says what and why."""


class AlgorithmError(Exception):
    """The work itself broke."""


def failure_reason(error: BaseException) -> str:
    """Words an error as SageMaker's FailureReason does."""
    if isinstance(error, ClientError):
        return f"ClientError: {error}"
    if isinstance(error, AlgorithmError):
        return f"AlgorithmError: {error}"
    return f"AlgorithmError: {type(error).__name__}: {error}"
