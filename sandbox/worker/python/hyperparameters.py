"""Reads the built-in XGBoost's hyper-parameters: strings in, checked values out.

Names and ranges follow the page "XGBoost hyperparameters" of the SageMaker AI Developer Guide; refusals are worded as
the container words them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from errors import ClientError

Check = Callable[[Any], bool]


@dataclass(frozen=True)
class Kind:
    """How one hyper-parameter is read and which values are in range."""

    read: Callable[[str], Any]
    accepts: Check
    range: str


def _number(read: Callable[[str], Any], low: float | None, high: float | None, open_low: bool, open_high: bool) -> Kind:
    def accepts(value: float) -> bool:
        above = low is None or (value > low if open_low else value >= low)
        below = high is None or (value < high if open_high else value <= high)
        return above and below

    left = "(-inf" if low is None else f"{'(' if open_low else '['}{low:g}"
    right = "+inf)" if high is None else f"{high:g}{')' if open_high else ']'}"
    return Kind(read, accepts, f"{left}, {right}")


def _integer(low: int | None = None, high: int | None = None) -> Kind:
    return _number(int, low, high, False, False)


def _real(low: float, high: float | None = None, open_low: bool = False, open_high: bool = False) -> Kind:
    return _number(float, low, high, open_low, open_high)


def _one_of(*values: str) -> Kind:
    return Kind(str, lambda value: value in values, "[" + ", ".join(values) + "]")


def _json_list(text: str) -> list[Any]:
    value = json.loads(text.replace("(", "[").replace(")", "]"))
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


METRICS = (
    "accuracy auc aucpr balanced_accuracy cox-nloglik error f1 gamma-deviance gamma-nloglik logloss mae map mape "
    "merror mlogloss mphe mse ndcg poisson-nloglik precision r2 recall rmse rmsle tweedie-nloglik aft-nloglik "
    "interval-regression-accuracy"
).split()
NOT_IN_XGBOOST = {"accuracy", "balanced_accuracy", "f1", "mse", "precision", "r2", "recall"}
OBJECTIVES = (
    "reg:squarederror reg:linear reg:squaredlogerror reg:logistic reg:pseudohubererror reg:absoluteerror reg:gamma "
    "reg:tweedie binary:logistic binary:logitraw binary:hinge count:poisson survival:cox survival:aft multi:softmax "
    "multi:softprob rank:pairwise rank:ndcg rank:map"
).split()


def _metrics(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _knows_metrics(names: list[str]) -> bool:
    return bool(names) and all(name in METRICS or name.split("@")[0] in ("error", "ndcg", "map") for name in names)


KINDS: dict[str, Kind] = {
    "num_round": _integer(1),
    "csv_weights": _integer(0, 1),
    "early_stopping_rounds": _integer(1),
    "booster": _one_of("gbtree", "gblinear", "dart"),
    "verbosity": _integer(0, 3),
    "nthread": _integer(1),
    "eta": _real(0, 1),
    "gamma": _real(0),
    "max_depth": _integer(0),
    "min_child_weight": _real(0),
    "max_delta_step": _real(0),
    "subsample": _real(0, 1, open_low=True),
    "colsample_bytree": _real(0, 1, open_low=True),
    "colsample_bylevel": _real(0, 1, open_low=True),
    "colsample_bynode": _real(0, 1, open_low=True),
    "lambda": _real(0),
    "alpha": _real(0),
    "tree_method": _one_of("auto", "exact", "approx", "hist", "gpu_hist"),
    "sketch_eps": _real(0, 1, open_low=True, open_high=True),
    "scale_pos_weight": _real(0, open_low=True),
    "updater": Kind(_metrics, bool, "a comma-separated list"),
    "dsplit": _one_of("row", "col"),
    "refresh_leaf": _integer(0, 1),
    "process_type": _one_of("default", "update"),
    "grow_policy": _one_of("depthwise", "lossguide"),
    "max_leaves": _integer(0),
    "max_bin": _integer(0),
    "predictor": _one_of("auto", "cpu_predictor", "gpu_predictor"),
    "monotone_constraints": Kind(_json_list, lambda v: all(one in (-1, 0, 1) for one in v), "-1, 0 or 1 each"),
    "interaction_constraints": Kind(
        _json_list, lambda v: all(isinstance(one, list) for one in v), "lists of feature numbers"
    ),
    "sample_type": _one_of("uniform", "weighted"),
    "normalize_type": _one_of("tree", "forest"),
    "rate_drop": _real(0, 1),
    "one_drop": _integer(0, 1),
    "skip_drop": _real(0, 1),
    "lambda_bias": _real(0, 1),
    "tweedie_variance_power": _real(1, 2, open_low=True, open_high=True),
    "objective": _one_of(*OBJECTIVES),
    "num_class": _integer(2),
    "base_score": _real(0),
    "eval_metric": Kind(_metrics, _knows_metrics, "[" + ", ".join(METRICS) + "]"),
    "seed": _integer(-(2**31) + 1, 2**31 - 2),
    "num_parallel_tree": _integer(1),
    "save_model_on_termination": _one_of("true", "false"),
    "aft_loss_distribution": _one_of("normal", "logistic", "extreme"),
    "aft_loss_distribution_scale": _real(0, open_low=True),
    "single_precision_histogram": _one_of("true", "false"),
    "deterministic_histogram": _one_of("true", "false"),
    "sampling_method": _one_of("uniform", "gradient_based"),
    "use_dask_gpu_training": _one_of("true", "false"),
    "_tuning_objective_metric": Kind(
        str, lambda v: v.split(":")[-1].split("@")[0] in METRICS, "train: or validation: and a metric"
    ),
    "_kfold": _integer(2),
    "_num_cv_round": _integer(1),
}
ALIASES = {"learning_rate": "eta", "min_split_loss": "gamma", "reg_lambda": "lambda", "reg_alpha": "alpha"}

# Ours to act on; XGBoost never sees them.
_OURS = {
    "num_round",
    "csv_weights",
    "early_stopping_rounds",
    "eval_metric",
    "save_model_on_termination",
    "_tuning_objective_metric",
}
# Gone from the XGBoost that runs here; without effect on what is learnt, so left out with a word in the log.
_GONE = {
    "sketch_eps",
    "predictor",
    "dsplit",
    "single_precision_histogram",
    "deterministic_histogram",
    "use_dask_gpu_training",
}


@dataclass(frozen=True)
class Settings:
    """What a training run was asked to do."""

    rounds: int
    early_stopping_rounds: int | None
    metrics: list[str]
    objective_metric: str | None
    csv_weights: bool
    saves_when_stopped: bool
    booster: dict[str, Any]
    remarks: list[str] = field(default_factory=list)


def _checked(raw: Mapping[str, str]) -> dict[str, Any]:
    named = {ALIASES.get(name, name): text for name, text in raw.items()}
    if "num_round" not in named:
        raise ClientError("Missing required hyperparameter: num_round")
    values: dict[str, Any] = {}
    for name, text in named.items():
        kind = KINDS.get(name)
        if kind is None:
            raise ClientError(f"Extraneous hyperparameter found: {name}")
        try:
            values[name] = kind.read(text)
        except ValueError:
            raise ClientError(f'Hyperparameter {name}: could not parse value "{text}"') from None
        if not kind.accepts(values[name]):
            raise ClientError(f"Hyperparameter {name}: {text} is not in {kind.range}")
    return values


def _refuse_contradictions(values: Mapping[str, Any], metrics: list[str]) -> None:
    objective = values.get("objective", "reg:squarederror")
    if objective.startswith("multi:") and "num_class" not in values:
        raise ClientError("Require input for parameter 'num_class' for multi-classification")
    if "auc" in metrics and not objective.startswith(("binary:", "rank:", "multi:")):
        raise ClientError("Metric 'auc' can only be applied for classification and ranking problems.")
    if values.get("tree_method") == "gpu_hist" or values.get("predictor") == "gpu_predictor":
        raise ClientError(
            "sandbox: gpu_hist and gpu_predictor need a GPU, which the sandbox does not use; choose hist."
        )
    if "_kfold" in values or "_num_cv_round" in values:
        raise ClientError(
            "sandbox: _kfold and _num_cv_round (cross validation) are not run here; give a validation channel."
        )
    for name in metrics:
        if name.split("@")[0] in NOT_IN_XGBOOST:
            raise ClientError(
                f"sandbox: metric {name} is the AWS container's own and not computed here; choose one of XGBoost's."
            )


def read_hyperparameters(raw: Mapping[str, str]) -> Settings:
    """Checks hyper-parameters and divides them into ours and the booster's."""
    values = _checked(raw)
    tuned = values.get("_tuning_objective_metric")
    metrics = list(values.get("eval_metric", []))
    if tuned is not None and tuned.split(":")[-1] not in metrics:
        metrics.append(tuned.split(":")[-1])
    _refuse_contradictions(values, metrics)
    booster = {name: value for name, value in values.items() if name not in _OURS and name not in _GONE}
    if booster.get("objective") == "reg:linear":
        booster["objective"] = "reg:squarederror"
    if "updater" in booster:
        booster["updater"] = ",".join(booster["updater"])
    booster.setdefault("objective", "reg:squarederror")
    remarks = [
        f"sandbox: hyperparameter {name} has no effect in this XGBoost and is left out"
        for name in values
        if name in _GONE
    ]
    return Settings(
        rounds=values["num_round"],
        early_stopping_rounds=values.get("early_stopping_rounds"),
        metrics=metrics,
        objective_metric=tuned,
        csv_weights=values.get("csv_weights", 0) == 1,
        saves_when_stopped=values.get("save_model_on_termination", "true") == "true",
        booster=booster,
        remarks=remarks,
    )
