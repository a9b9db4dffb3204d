"""The part of DataProcessing's JSONPath that concerns CSV records: which columns of a record to keep."""

from __future__ import annotations

import csv
import io
import re
from typing import Callable

from errors import ClientError

Filter = Callable[[list[str]], list[str]]
_PATH = re.compile(r"\$(?:\[([^\[\]]+)\])?")
_SLICE = re.compile(r"(-?\d+)?:(-?\d+)?")


def record_filter(path: str | None, argument: str) -> Filter:
    """`$`, `$[n]`, `$[a,b]` and `$[a:b]`, counting from 0 or, with a minus, from the end."""
    if path is None or path == "$":
        return lambda cells: cells
    inner = _PATH.fullmatch(path.replace(" ", ""))
    text = inner.group(1) if inner else None
    if text and _SLICE.fullmatch(text):
        low, high = (int(part) if part else None for part in text.split(":"))
        return lambda cells: cells[low:high]
    if text and all(re.fullmatch(r"-?\d+", part) for part in text.split(",")):
        chosen = [int(part) for part in text.split(",")]
        return lambda cells: [cells[index] for index in chosen if -len(cells) <= index < len(cells)]
    raise ClientError(
        f'sandbox: {argument} "{path}" is not understood for CSV; the sandbox knows $, $[n], $[a,b] and $[a:b].'
    )


def cells_of(line: str) -> list[str]:
    """A CSV line's cells; quotes are heeded."""
    if '"' not in line:
        return line.split(",")
    return next(csv.reader([line]))


def line_of(cells: list[str]) -> str:
    """Cells as a CSV line, quoted where they must be."""
    if not any(mark in cell for cell in cells for mark in ',"\n'):
        return ",".join(cells)
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
