"""Checkpoints as the AWS container keeps them: xgboost-checkpoint.<round>, the last few, each written whole."""

from __future__ import annotations

from pathlib import Path

import xgboost

from model_file import load_booster, write_atomically

_STEM = "xgboost-checkpoint"
_KEPT = 5


class Checkpoints:
    """A folder of checkpoints; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def _numbers(self) -> list[int]:
        if self._folder is None or not self._folder.is_dir():
            return []
        names = (path.name.rpartition(".") for path in self._folder.iterdir())
        return sorted(int(number) for stem, _, number in names if stem == _STEM and number.isdigit())

    def latest(self, threads: int) -> tuple[int, xgboost.Booster | None]:
        """Rounds already done, and the booster they made."""
        numbers = self._numbers()
        if self._folder is None or not numbers:
            return 0, None
        raw = (self._folder / f"{_STEM}.{numbers[-1]}").read_bytes()
        return numbers[-1] + 1, load_booster(raw, threads)

    def keep(self, booster: xgboost.Booster, round_number: int) -> None:
        """Keeps the booster as it is after a round and drops the oldest."""
        if self._folder is None:
            return
        write_atomically(self._folder / f"{_STEM}.{round_number}", bytes(booster.save_raw("ubj")))
        for number in self._numbers()[:-_KEPT]:
            (self._folder / f"{_STEM}.{number}").unlink()
