"""One request to an endpoint."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from errors import ClientError, failure_reason
from model_file import booster_of
from prediction import answer, predict_text


def run(spec: dict[str, Any]) -> dict[str, Any]:
    """Status, content type and body, as the container would answer."""
    try:
        booster = booster_of(Path(spec["model"]), spec["threads"])
        text = base64.b64decode(spec["body"]).decode()
        body, content_type = answer(
            predict_text(booster, text, spec["contentType"], spec["threads"]), spec["accept"], ","
        )
        return {"status": 200, "contentType": content_type, "body": body}
    except (ClientError, UnicodeDecodeError) as error:
        return {"status": 415, "contentType": "text/plain", "body": failure_reason(error)}
    except Exception as error:  # the container answers 500 and lives on
        return {"status": 500, "contentType": "text/plain", "body": failure_reason(error)}
