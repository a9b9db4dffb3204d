"""Neo's compilation of an XGBoost model, for real where this machine can: trees to C to a library, then checked."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import xgboost

from errors import leave_failure
from model_file import MODEL_NAME, load_booster, pack, read_members, read_model

_ARM_TARGETS = (
    "ml_c6g",
    "ml_m6g",
    "arm64",
    "aarch64",
    "jetson",
    "rasp4b",
    "rk3399",
    "imx8",
    "qcs",
    "coreml",
    "deeplens",
)
_COMPILE_SECONDS = 120
_TOLERANCE = 1e-4
_CHECKED_ROWS = 256


class NotCompiled(Exception):
    """Why the model is handed on as it came."""


def _architecture(target: str) -> str | None:
    name = target.lower()
    if any(name.startswith(arm) or f"_{arm}" in name for arm in _ARM_TARGETS):
        return "aarch64"
    if name.startswith("ml_") or "x86_64" in name or name == "lambda":
        return "x86_64"
    return None


def _compiler_for(target: str) -> str:
    here = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if _architecture(target) != here:
        raise NotCompiled(f"{target} needs another processor than this machine's {here}")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise NotCompiled("this machine has no C compiler")
    return compiler


def _build(booster: xgboost.Booster, compiler: str, folder: Path) -> Path:
    import tl2cgen
    import treelite

    try:
        trees = treelite.frontend.from_xgboost(booster)
        tl2cgen.generate_c_code(trees, dirpath=str(folder / "c"), params={"parallel_comp": 4})
    except Exception as error:  # the frontends raise their own kinds for boosters they cannot express
        raise NotCompiled(f"Treelite cannot express this booster: {str(error).splitlines()[-1]}") from None
    library = folder / "compiled.so"
    sources = sorted(str(path) for path in (folder / "c").glob("*.c"))
    command = [compiler, "-O1", "-fPIC", "-shared", "-std=c99", "-o", str(library), *sources, "-lm"]
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=_COMPILE_SECONDS)
    except subprocess.TimeoutExpired:
        raise NotCompiled(f"the C compiler took more than {_COMPILE_SECONDS} s") from None
    except subprocess.CalledProcessError as error:
        raise NotCompiled(f"the C compiler refused the code: {error.stderr.decode(errors='replace')[:200]}") from None
    return library


def _difference(booster: xgboost.Booster, library: Path, threads: int) -> float:
    import tl2cgen

    table = np.random.default_rng(0).normal(size=(_CHECKED_ROWS, booster.num_features())).astype(np.float32)
    expected = booster.predict(xgboost.DMatrix(table, nthread=threads), validate_features=False)
    got = tl2cgen.Predictor(str(library), nthread=threads).predict(tl2cgen.DMatrix(table))
    if got.size != expected.size:
        raise NotCompiled("the compiled code gives another number of predictions than XGBoost")
    return float(np.abs(got.ravel() - expected.ravel()).max())


def _compile(spec: dict[str, Any], members: dict[str, bytes], folder: Path) -> dict[str, Any]:
    if spec["framework"] != "XGBOOST":
        raise NotCompiled(f"XGBoost models alone are compiled here, this is {spec['framework']}")
    booster = load_booster(members[MODEL_NAME], spec["threads"])
    library = _build(booster, _compiler_for(spec["target"]), folder)
    difference = _difference(booster, library, spec["threads"])
    if difference > _TOLERANCE:
        raise NotCompiled(f"the compiled code differs from XGBoost by {difference:g}")
    members["compiled.so"] = library.read_bytes()
    by = "treelite and tl2cgen, in place of Neo"
    return {"compiled": True, "by": by, "architecture": platform.machine(), "largestDifference": difference}


def _run(spec: dict[str, Any], folder: Path) -> None:
    model = Path(spec["model"])
    members = read_members(model)
    if spec["framework"] == "XGBOOST":
        members = {MODEL_NAME: read_model(model)}
    try:
        result = _compile(spec, members, folder)
        where = result["architecture"]
        print(f"sandbox: compiled for {where} by Treelite in Neo's place; not tuned to {spec['target']}", flush=True)
    except NotCompiled as why:
        result = {"compiled": False, "because": f"sandbox: not compiled: {why}"}
        print(f"sandbox: not compiled: {why}; the model is handed on as it came", flush=True)
    manifest = json.dumps({"sandbox": True, "target": spec["target"], **result}, indent=2)
    pack({**members, "sandbox-manifest.json": manifest.encode()}, Path(spec["artefact"]))


def run(spec: dict[str, Any]) -> int:
    """One compilation job; what went wrong is left in output/failure below its scratch folder."""
    try:
        with tempfile.TemporaryDirectory(dir=spec["root"]) as folder:
            _run(spec, Path(folder))
        return 0
    except Exception as error:  # whatever broke is the job's failure, as in any container
        return leave_failure(Path(spec["root"]), error)
