"""Reads a channel's files into what XGBoost trains on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import xgboost
from numpy.typing import NDArray

from errors import ClientError

_CSV = {"csv", "text/csv"}
_LIBSVM = {"libsvm", "text/libsvm", "text/x-libsvm"}


def media_type(content_type: str | None) -> str:
    """Either csv or libsvm; without a content type the AWS container takes libsvm."""
    given = (content_type or "libsvm").split(";")[0].strip().lower()
    if given in _CSV:
        return "csv"
    if given in _LIBSVM:
        return "libsvm"
    raise ClientError(
        f"{content_type} is not an accepted ContentType in the sandbox: "
        "csv, libsvm, text/csv, text/libsvm, text/x-libsvm."
    )


def files_of(folder: Path) -> list[Path]:
    """Every visible file of a channel, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _cells(line: str, where: str) -> list[float]:
    try:
        return [float(cell) if cell.strip() else float("nan") for cell in line.split(",")]
    except ValueError:
        raise ClientError(
            f"Non-numeric value found in {where}: '{line[:100]}'. CSV format requires no header line and numbers alone."
        ) from None


def parse_csv(text: str, name: str) -> NDArray[np.float32]:
    """Rows of numbers; an empty cell is a missing value."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return np.empty((0, 0), dtype=np.float32)
    try:
        return np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    except ValueError:
        rows = [_cells(line, f"line {number} of '{name}'") for number, line in enumerate(lines, 1)]
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise ClientError(f"Lines of '{name}' differ in their number of columns: {sorted(widths)}.")
    return np.asarray(rows, dtype=np.float32)


def _libsvm_rows(text: str, name: str) -> Iterator[tuple[float, dict[int, float]]]:
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.split("#")[0].split()
        if not parts:
            continue
        try:
            pairs = (part.split(":") for part in parts[1:] if not part.startswith("qid"))
            yield float(parts[0].split(":")[0]), {int(index): float(value) for index, value in pairs}
        except ValueError:
            raise ClientError(f"Line {number} of '{name}' is not libsvm: '{line[:100]}'.") from None


def parse_libsvm(text: str, name: str) -> tuple[NDArray[np.float32], sparse.csr_matrix]:
    """Labels and a sparse matrix; feature numbers count from 0, as XGBoost reads them."""
    labels: list[float] = []
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for label, row in _libsvm_rows(text, name):
        labels.append(label)
        columns.extend(row.keys())
        values.extend(row.values())
        starts.append(len(columns))
    width = max(columns, default=-1) + 1
    matrix = sparse.csr_matrix((values, columns, starts), shape=(len(labels), width), dtype=np.float32)
    return np.asarray(labels, dtype=np.float32), matrix


def _load_csv(texts: dict[str, str], weighted: bool, threads: int) -> xgboost.DMatrix:
    tables = [parse_csv(text, name) for name, text in texts.items()]
    if len({table.shape[1] for table in tables}) > 1:
        raise ClientError("The files of a channel differ in their number of columns.")
    table = np.concatenate(tables)
    first = 2 if weighted else 1
    if table.shape[1] <= first:
        raise ClientError(
            f"CSV needs a label{' and a weight' if weighted else ''} and at least one feature on each line."
        )
    if np.isnan(table[:, 0]).any():
        raise ClientError("CSV holds a line without a label.")
    weights = table[:, 1] if weighted else None
    return xgboost.DMatrix(table[:, first:], label=table[:, 0], weight=weights, nthread=threads)


def _load_libsvm(texts: dict[str, str], width: int, threads: int) -> xgboost.DMatrix:
    parts = [parse_libsvm(text, name) for name, text in texts.items()]
    width = max([width] + [matrix.shape[1] for _, matrix in parts])
    for _, matrix in parts:
        matrix.resize(matrix.shape[0], width)
    features = sparse.vstack([matrix for _, matrix in parts], format="csr")
    return xgboost.DMatrix(features, label=np.concatenate([labels for labels, _ in parts]), nthread=threads)


def load_channel(
    folder: Path, content_type: str | None, weighted: bool, threads: int, width: int = 0
) -> xgboost.DMatrix:
    """One channel as a matrix; sparse data has at least `width` columns, those of the training channel."""
    media = media_type(content_type)
    texts = {str(path.relative_to(folder)): path.read_text() for path in files_of(folder)}
    texts = {name: text for name, text in texts.items() if text.strip()}
    if not texts:
        raise ClientError(f"No data in channel {folder.name}.")
    if media == "csv":
        return _load_csv(texts, weighted, threads)
    return _load_libsvm(texts, width, threads)
