"""The built-in XGBoost as a SageMaker training container runs it: /opt/ml in, metrics on stdout, model/ out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import xgboost

from channel_data import load_channel
from checkpoints import Checkpoints
from errors import AlgorithmError, ClientError, leave_failure
from hyperparameters import Settings, read_hyperparameters
from model_file import MODEL_NAME, pack
from stopping import StopRequest

# What XGBoost says when the user's data or settings do not fit together, rather than when it broke.
_USERS_FAULT = (
    "label must be",
    "label and prediction size not match",
    "Must have at least 1 validation dataset",
    "Invalid",
    "must be in",
    "num_class",
    "base_score must be",
    "Check failed: preds.Size() == info.labels",
    "Feature shape mismatch",
    "positive",
)


class _Round(xgboost.callback.TrainingCallback):
    """After each round: print the metrics, keep a checkpoint, end if asked to."""

    def __init__(self, first: int, checkpoints: Checkpoints, stop: StopRequest) -> None:
        self._first = first
        self._checkpoints = checkpoints
        self._stop = stop

    def after_iteration(self, model: Any, epoch: int, evals_log: dict[str, dict[str, list[Any]]]) -> bool:
        number = self._first + epoch
        metrics = [
            f"#011{data}-{name}:{values[-1][0] if isinstance(values[-1], tuple) else values[-1]:.5f}"
            for data, log in evals_log.items()
            for name, values in log.items()
        ]
        print(f"[{number}]{''.join(metrics)}", flush=True)
        self._checkpoints.keep(model, number)
        return bool(self._stop)


def _channels(root: Path, settings: Settings, threads: int) -> list[tuple[xgboost.DMatrix, str]]:
    configuration: dict[str, dict[str, str]] = json.loads((root / "input/config/inputdataconfig.json").read_text())
    if "train" not in configuration:
        raise ClientError("Missing required channel: train")
    for name in configuration:
        if name not in ("train", "validation", "code", "model"):
            raise ClientError(f"Extraneous channel found: {name}. The built-in XGBoost knows train and validation.")
    loaded: list[tuple[xgboost.DMatrix, str]] = []
    width = 0
    for name in ("train", "validation"):
        if name not in configuration:
            continue
        content_type = configuration[name].get("ContentType")
        matrix = load_channel(root / "input/data" / name, content_type, settings.csv_weights, threads, width)
        if width and matrix.num_col() != width:
            raise ClientError(f"Channel {name} has {matrix.num_col()} features, train has {width}.")
        width = matrix.num_col()
        loaded.append((matrix, name))
    return loaded


def _early_stopping(
    settings: Settings, watched: list[tuple[xgboost.DMatrix, str]]
) -> list[xgboost.callback.TrainingCallback]:
    if settings.early_stopping_rounds is None:
        return []
    if len(watched) < 2:
        raise ClientError("Required channel for early_stopping_rounds: validation")
    metric = settings.metrics[-1] if settings.metrics else None
    return [
        xgboost.callback.EarlyStopping(
            rounds=settings.early_stopping_rounds, metric_name=metric, data_name="validation", save_best=True
        )
    ]


def _refuse_objective_without_data(settings: Settings, watched: list[tuple[xgboost.DMatrix, str]]) -> None:
    wanted = (settings.objective_metric or "").split(":")
    if len(wanted) == 2 and wanted[0] not in [name for _, name in watched]:
        raise ClientError(f"The tuning objective {':'.join(wanted)} needs a channel named {wanted[0]}.")


def _boost(
    settings: Settings, root: Path, checkpoints: Checkpoints, threads: int, stop: StopRequest
) -> xgboost.Booster:
    watched = _channels(root, settings, threads)
    _refuse_objective_without_data(settings, watched)
    done, booster = checkpoints.latest(threads)
    if done:
        print(f"Checkpoint loaded: resuming from round {done}", flush=True)
    parameters = {"nthread": threads, **settings.booster}
    if settings.metrics:
        parameters["eval_metric"] = settings.metrics
    size = watched[0][0]
    print(f"Train matrix has {size.num_row()} rows and {size.num_col()} columns", flush=True)
    if booster is not None and done >= settings.rounds:
        return booster
    return xgboost.train(
        parameters,
        size,
        num_boost_round=settings.rounds - done,
        evals=watched,
        xgb_model=booster,
        callbacks=[*_early_stopping(settings, watched), _Round(done, checkpoints, stop)],
        verbose_eval=False,
    )


def _boost_or_word(
    settings: Settings, root: Path, checkpoints: Checkpoints, threads: int, stop: StopRequest
) -> xgboost.Booster:
    try:
        return _boost(settings, root, checkpoints, threads, stop)
    except xgboost.core.XGBoostError as error:
        lines = [line for line in str(error).splitlines() if line and not line.startswith(("Stack trace", "  ["))]
        sentence = lines[0].split(": ", 1)[-1] if lines else "unknown XGBoost error"
        if any(phrase in sentence for phrase in _USERS_FAULT):
            raise ClientError(sentence) from None
        raise AlgorithmError(f"XGBoost training failed: {sentence}") from None


def train(root: Path, checkpoint_folder: Path | None, threads: int, image: str, stop: StopRequest) -> None:
    """Runs one container: reads /opt/ml below `root`, leaves model/xgboost-model there."""
    print(
        f"sandbox: image {image} is not run; XGBoost {xgboost.__version__} runs in its place on this machine",
        flush=True,
    )
    raw: dict[str, str] = json.loads((root / "input/config/hyperparameters.json").read_text())
    settings = read_hyperparameters(raw)
    for remark in settings.remarks:
        print(remark, flush=True)
    xgboost.set_config(verbosity=settings.booster.get("verbosity", 1))
    threads = settings.booster.pop("nthread", threads)
    booster = _boost_or_word(settings, root, Checkpoints(checkpoint_folder), threads, stop)
    if stop and not settings.saves_when_stopped:
        print("Stopped; save_model_on_termination is false, so no model is kept", flush=True)
        return
    if stop:
        print("Stopped; the model of the rounds done so far is kept", flush=True)
    (root / "model").mkdir(exist_ok=True)
    (root / "model" / MODEL_NAME).write_bytes(bytes(booster.save_raw("ubj")))


def run(spec: dict[str, Any], stop: StopRequest) -> int:
    """The container's life with SageMaker's around it: failure file, and the artefact packed and put in its place."""
    root = Path(spec["root"])
    folder = Path(spec["checkpoints"]) if spec.get("checkpoints") else None
    try:
        train(root, folder, spec["threads"], spec["image"], stop)
        written = {
            str(path.relative_to(root / "model")): path for path in (root / "model").rglob("*") if path.is_file()
        }
        if written:
            pack({name: path.read_bytes() for name, path in written.items()}, Path(spec["artefact"]))
        return 0
    except Exception as error:  # whatever broke is the job's failure, as in any container
        return leave_failure(root, error)
