"""The model as it lies in model.tar.gz: packed, found and loaded."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path

import xgboost

from errors import ClientError

MODEL_NAME = "xgboost-model"


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def pack(members: Mapping[str, bytes], artefact: Path) -> None:
    """Packs files as model.tar.gz; the same files give the same bytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in sorted(members.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    write_atomically(artefact, gzip.compress(packed.getvalue(), compresslevel=6, mtime=0))


def read_members(artefact: Path) -> dict[str, bytes]:
    """Every file of a model.tar.gz by its path, read without unpacking to disk."""
    if not artefact.is_file():
        raise ClientError(f"No model data at '{artefact.name}': the object does not exist.")
    members: dict[str, bytes] = {}
    try:
        with tarfile.open(artefact, mode="r:gz") as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isfile() else None
                if content is not None:
                    members[os.path.normpath(entry.name)] = content.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ClientError(f"'{artefact.name}' is not a gzip-compressed tar archive: {error}.") from None
    return members


def read_model(artefact: Path) -> bytes:
    """The xgboost-model of a model.tar.gz."""
    members = read_members(artefact)
    if MODEL_NAME not in members:
        raise ClientError(f"'{artefact.name}' holds no file {MODEL_NAME}.")
    return members[MODEL_NAME]


def load_booster(raw: bytes | bytearray, threads: int) -> xgboost.Booster:
    """A booster from the bytes of an xgboost-model file; pickles are not opened, since they could run code."""
    if raw[:1] == b"\x80":
        raise ClientError(
            "sandbox: the model is a Python pickle, which the sandbox does not open; save it with save_model."
        )
    booster = xgboost.Booster(params={"nthread": threads})
    try:
        booster.load_model(bytearray(raw))
    except xgboost.core.XGBoostError as error:
        raise ClientError(f"Unable to load model: {str(error).splitlines()[-1]}") from None
    booster.set_param({"nthread": threads})
    return booster


def booster_of(artefact: Path, threads: int) -> xgboost.Booster:
    """The booster of a model.tar.gz."""
    return load_booster(read_model(artefact), threads)
