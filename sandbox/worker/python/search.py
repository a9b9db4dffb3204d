"""The strategy of one tuning job, by Optuna: what to try next, what to stop, what was learnt."""

from __future__ import annotations

import json
import math
import sys
import warnings
from collections.abc import Mapping
from typing import Any, Callable

import optuna
from optuna.trial import Trial, TrialState

from search_space import distributions, from_strings, grid, to_strings

_SEEDS = 2**31 - 1
_STEP = 7919


class Search:
    """Answers suggest, report and tell; the n-th suggestion depends on the seed, n and what was told alone."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._spec = spec
        self._parameters: list[Mapping[str, Any]] = spec["parameters"]
        self._suggested = len(spec["history"])
        self._tried = [dict(trial["parameters"]) for trial in spec["history"]]
        self._running: dict[str, Trial] = {}
        self._pruned: set[str] = set()
        self._space = {} if spec["strategy"] == "Grid" else distributions(self._parameters)
        self._study = optuna.create_study(
            study_name=spec["tuningJobName"],
            direction="maximize" if spec["goal"] == "Maximize" else "minimize",
            pruner=self._pruner(),
        )
        for trial in spec["history"]:
            self._learn(trial)
        self.learnt = sum(self._learn(trial) for trial in spec["parents"])

    def _pruner(self) -> optuna.pruners.BasePruner:
        resource = self._spec.get("resource")
        if self._spec["strategy"] != "Hyperband" or resource is None:
            return optuna.pruners.NopPruner()
        return optuna.pruners.HyperbandPruner(max(1, resource["min"]), resource["max"], reduction_factor=3)

    def _sampler(self) -> optuna.samplers.BaseSampler:
        seed = (self._spec["seed"] + _STEP * self._suggested) % _SEEDS
        if self._spec["strategy"] == "Random":
            return optuna.samplers.RandomSampler(seed=seed)
        trials = self._spec.get("maxTrials") or 30
        return optuna.samplers.TPESampler(
            seed=seed, n_startup_trials=max(3, min(10, trials // 3)), multivariate=True, constant_liar=True
        )

    def _learn(self, trial: Mapping[str, Any]) -> bool:
        value = trial.get("value")
        values = from_strings(self._parameters, trial["parameters"]) if self._space else None
        if value is None or values is None or not math.isfinite(value):
            return False
        self._study.add_trial(optuna.create_trial(value=value, params=values, distributions=self._space))
        return True

    def suggest(self, trial: str) -> dict[str, Any]:
        """The next trial's values, unless there are no more to have."""
        limit = self._spec.get("maxTrials")
        if limit is not None and self._suggested >= limit:
            return {"kind": "exhausted"}
        if self._spec["strategy"] == "Grid":
            return self._next_of_grid()
        self._study.sampler = self._sampler()
        asked = self._study.ask(fixed_distributions=self._space)
        self._running[trial] = asked
        self._suggested += 1
        return {"kind": "trial", "parameters": to_strings(self._parameters, asked.params)}

    def _next_of_grid(self) -> dict[str, Any]:
        left = next((one for one in grid(self._parameters) if one not in self._tried), None)
        if left is None:
            return {"kind": "exhausted"}
        self._tried.append(left)
        self._suggested += 1
        return {"kind": "trial", "parameters": left}

    def report(self, trial: str, epoch: int, value: float) -> str:
        """Whether a running trial is worth going on with, after `epoch` (counted from 0)."""
        asked = self._running.get(trial)
        resource = self._spec.get("resource")
        if asked is None or resource is None or self._spec["strategy"] != "Hyperband":
            return "continue"
        asked.report(value, epoch + 1)
        if epoch + 1 >= resource["max"]:
            return "stop"
        if asked.should_prune():
            self._pruned.add(trial)
            return "stop"
        return "continue"

    def tell(self, trial: str, value: float | None) -> None:
        """A trial is over."""
        asked = self._running.pop(trial, None)
        if asked is None:
            return
        if value is None or not math.isfinite(value):
            self._study.tell(asked, state=TrialState.FAIL)
        elif trial in self._pruned:
            self._study.tell(asked, state=TrialState.PRUNED)
        else:
            self._study.tell(asked, value)


def run(spec: dict[str, Any], reply: Callable[[Any], None]) -> int:
    """Serves one search: a JSON line in, a JSON line out, until standard input ends."""
    warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    search = Search(spec)
    if spec["parents"]:
        print(
            f"sandbox: {search.learnt} of {len(spec['parents'])} trials of the parents lie in these ranges", flush=True
        )
    for line in sys.stdin:
        message = json.loads(line)
        try:
            result = getattr(search, message["method"])(*message["arguments"])
            reply({"call": message["call"], "result": result})
        except Exception as error:  # a strategy that broke must not hang the tuning job
            reply({"call": message["call"], "error": f"{type(error).__name__}: {error}"})
    return 0
