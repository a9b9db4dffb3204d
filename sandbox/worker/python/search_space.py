"""Tunable hyper-parameters as SageMaker states them, and as Optuna searches them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)

Parameter = Mapping[str, Any]
_WIDE = 100.0
_SLACK = 1e-9  # a value written as text and read again may lie this far outside its range


def _is_logarithmic(parameter: Parameter) -> bool:
    """Auto is logarithmic where a positive range spans two powers of ten."""
    low, high = parameter["min"], parameter["max"]
    least = 1 if parameter["kind"] == "integer" else 0
    wide = low > 0 and low >= least and high / low >= _WIDE
    return bool(parameter["scaling"] == "Logarithmic" or (parameter["scaling"] == "Auto" and wide))


def _is_reversed(parameter: Parameter) -> bool:
    return bool(parameter["kind"] == "continuous" and parameter["scaling"] == "ReverseLogarithmic")


def distribution(parameter: Parameter) -> BaseDistribution:
    """What Optuna draws from; a reverse-logarithmic parameter is searched as one minus itself."""
    if parameter["kind"] == "categorical":
        return CategoricalDistribution(tuple(dict.fromkeys(parameter["values"])))
    low, high = parameter["min"], parameter["max"]
    if parameter["kind"] == "integer":
        return IntDistribution(int(low), int(high), log=_is_logarithmic(parameter))
    if _is_reversed(parameter):
        return FloatDistribution(1.0 - high, 1.0 - low, log=True)
    return FloatDistribution(float(low), float(high), log=_is_logarithmic(parameter))


def distributions(parameters: Sequence[Parameter]) -> dict[str, BaseDistribution]:
    """All of them by name."""
    return {parameter["name"]: distribution(parameter) for parameter in parameters}


def to_strings(parameters: Sequence[Parameter], drawn: Mapping[str, Any]) -> dict[str, str]:
    """Drawn values as SageMaker writes them."""
    return {
        one["name"]: str(1.0 - drawn[one["name"]] if _is_reversed(one) else drawn[one["name"]]) for one in parameters
    }


def _from_string(parameter: Parameter, text: str) -> Any:
    if parameter["kind"] == "categorical":
        return text
    if parameter["kind"] == "integer":
        return int(float(text))
    return 1.0 - float(text) if _is_reversed(parameter) else float(text)


def from_strings(parameters: Sequence[Parameter], given: Mapping[str, str]) -> dict[str, Any] | None:
    """A past trial's values as Optuna holds them, or nothing when it lies outside this search."""
    values: dict[str, Any] = {}
    for parameter in parameters:
        if parameter["name"] not in given:
            return None
        kind: Any = distribution(parameter)
        try:
            value = _from_string(parameter, given[parameter["name"]])
        except ValueError:
            return None
        if isinstance(kind, CategoricalDistribution):
            if value not in kind.choices:
                return None
        elif not kind.low - _SLACK <= value <= kind.high + _SLACK:
            return None
        else:
            value = min(max(value, kind.low), kind.high)
        values[parameter["name"]] = value
    return values


def grid(parameters: Sequence[Parameter]) -> list[dict[str, str]]:
    """Every combination of categorical values, in order."""
    names = [parameter["name"] for parameter in parameters]
    values = [tuple(dict.fromkeys(parameter["values"])) for parameter in parameters]
    return [dict(zip(names, combination)) for combination in itertools.product(*values)]
