"""Batch transform: every input file becomes one .out file of real predictions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xgboost

from channel_data import media_type, parse_csv
from errors import ClientError, leave_failure
from model_file import booster_of, write_atomically
from prediction import answer, predict_table, predict_text
from record_filter import Filter, cells_of, line_of, record_filter
from stopping import StopRequest

_MEBIBYTE = 1024 * 1024


def _refuse_unsupported(spec: dict[str, Any]) -> None:
    if spec["splitType"] not in ("None", "Line"):
        raise ClientError(f"sandbox: SplitType {spec['splitType']} is not read here; use Line or None.")
    processed = spec.get("inputFilter") or spec.get("outputFilter") or spec["joinSource"] == "Input"
    if processed and (spec["splitType"] != "Line" or media_type(spec.get("contentType")) != "csv"):
        raise ClientError("sandbox: DataProcessing is done for ContentType text/csv with SplitType Line alone.")


def _payloads(lines: list[str], strategy: str, limit: int) -> Iterator[list[str]]:
    """Lines as they would be sent: one by one, or as many as fit into MaxPayloadInMB."""
    batch: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode()) + 1
        if length > limit:
            raise ClientError(f"A record of {length} bytes is larger than MaxPayloadInMB ({limit // _MEBIBYTE}).")
        if batch and (strategy == "SingleRecord" or size + length > limit):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += length
    if batch:
        yield batch


class _Csv:
    """Filters, predicts and joins CSV records."""

    def __init__(self, spec: dict[str, Any], booster: xgboost.Booster) -> None:
        self._in: Filter = record_filter(spec.get("inputFilter"), "InputFilter")
        self._out: Filter = record_filter(spec.get("outputFilter"), "OutputFilter")
        self._joins = spec["joinSource"] == "Input"
        self._booster = booster
        self._threads: int = spec["threads"]

    def records(self, lines: list[str], name: str) -> list[str]:
        """One output line a record; all predictions are made at once, since a model knows no neighbours."""
        cells = [cells_of(line) for line in lines]
        table = parse_csv("\n".join(",".join(self._in(row)) for row in cells), name)
        if table.shape[0] != len(lines):
            raise ClientError(f"InputFilter leaves nothing of some records of '{name}'.")
        scores = predict_table(self._booster, table, self._threads)
        results = [cells_of(str(score)) for score in scores]
        joined = [row + result for row, result in zip(cells, results)] if self._joins else results
        return [line_of(self._out(row)) for row in joined]


def _whole(text: str, spec: dict[str, Any], booster: xgboost.Booster, limit: int) -> str:
    if len(text.encode()) > limit:
        raise ClientError(
            f"An object of {len(text.encode())} bytes is larger than MaxPayloadInMB; set SplitType to Line."
        )
    predictions = predict_text(booster, text, spec.get("contentType") or "libsvm", spec["threads"])
    return answer(predictions, spec.get("accept") or "", "\n")[0] + "\n"


def _split(text: str, name: str, spec: dict[str, Any], booster: xgboost.Booster, limit: int) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    batches = list(_payloads(lines, spec["batchStrategy"], limit))
    print(f"{name}: {len(lines)} records in {len(batches)} requests", flush=True)
    accept = (spec.get("accept") or "text/csv").split(";")[0]
    if media_type(spec.get("contentType")) == "csv" and accept == "text/csv":
        records = _Csv(spec, booster).records(lines, name) if lines else []
        return "".join(f"{record}\n" for record in records)
    content_type = spec.get("contentType") or "libsvm"
    answers = [
        answer(predict_text(booster, "\n".join(batch), content_type, spec["threads"]), accept, "\n")[0]
        for batch in batches
    ]
    end = "\n" if spec["assembleWith"] == "Line" or accept == "text/csv" else ""
    return "".join(f"{one}{end}" for one in answers)


def _transform(spec: dict[str, Any], stop: StopRequest) -> None:
    _refuse_unsupported(spec)
    model: str | None = spec.get("model")
    if model is None:
        raise ClientError("The model has no ModelDataUrl, so the built-in XGBoost has nothing to predict with.")
    print(f"sandbox: XGBoost {xgboost.__version__} predicts on this machine", flush=True)
    booster = booster_of(Path(model), spec["threads"])
    limit = (spec["maxPayloadInMb"] or 100) * _MEBIBYTE
    for item in spec["inputs"]:
        if stop:
            return
        text = Path(item["path"]).read_text()
        one = (
            _split(text, item["name"], spec, booster, limit)
            if spec["splitType"] == "Line"
            else _whole(text, spec, booster, limit)
        )
        write_atomically(Path(spec["outputFolder"]) / f"{item['name']}.out", one.encode())


def run(spec: dict[str, Any], stop: StopRequest) -> int:
    """One transform job; what went wrong is left in output/failure below its scratch folder."""
    try:
        _transform(spec, stop)
        return 0
    except Exception as error:  # whatever broke is the job's failure, as in any container
        return leave_failure(Path(spec["root"]), error)
