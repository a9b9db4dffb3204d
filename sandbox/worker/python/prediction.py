"""What a model's container answers to a request."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import xgboost
from numpy.typing import NDArray

from channel_data import media_type, parse_csv, parse_libsvm
from errors import ClientError


def predict_table(booster: xgboost.Booster, table: NDArray[np.float32], threads: int) -> list[Any]:
    """One prediction a row: a number, or a list of them for multi:softprob."""
    wanted = booster.num_features()
    if table.shape[1] != wanted:
        raise ClientError(f"The model was trained on {wanted} features, the request has {table.shape[1]}.")
    return list(booster.predict(xgboost.DMatrix(table, nthread=threads), validate_features=False).tolist())


def predict_text(booster: xgboost.Booster, text: str, content_type: str, threads: int) -> list[Any]:
    """Predictions for the records of a CSV or libsvm text, which carry no label in CSV."""
    if media_type(content_type) == "csv":
        return predict_table(booster, parse_csv(text, "request"), threads)
    _, sparse = parse_libsvm(text, "request")
    if sparse.shape[1] > booster.num_features():
        raise ClientError(
            f"The model was trained on {booster.num_features()} features, the request has {sparse.shape[1]}."
        )
    sparse.resize(sparse.shape[0], booster.num_features())
    return list(booster.predict(xgboost.DMatrix(sparse, nthread=threads), validate_features=False).tolist())


def answer(predictions: list[Any], accept: str, separator: str) -> tuple[str, str]:
    """Body and content type; an endpoint parts predictions by commas, a transform job by lines."""
    wanted = accept.split(";")[0].strip().lower()
    if wanted in ("", "*/*", "text/csv", "csv"):
        return separator.join(str(one) for one in predictions), "text/csv; charset=utf-8"
    if wanted == "application/json":
        return json.dumps({"predictions": [{"score": one} for one in predictions]}), "application/json"
    raise ClientError(f"Accept type {accept} is not supported in the sandbox: text/csv or application/json.")
