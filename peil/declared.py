"""What is declared in TOML: read under one schema, and refused by file and key."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from peil.errors import PeilError


class Strict(BaseModel):
    """A piece of a declared file; a key that the schema does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Strict)


def read_toml(path: Path, model: type[Model], extra: Mapping[str, object] | None = None) -> Model:
    """Read one file as ``model``, with ``extra`` fields that the file itself does not hold.

    Raises:
        PeilError: every fault on a line of its own, with the file and the key.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return model.model_validate({**content, **(extra or {})})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PeilError(
            f"{path.name} is geen geldige TOML: {error}. Verbeter het bestand."
        ) from error
    except ValidationError as error:
        raise PeilError(
            "\n".join(_explain(path, e["loc"], e["type"], e["msg"]) for e in error.errors())
        ) from error


def _explain(path: Path, loc: tuple[int | str, ...], kind: str, message: str) -> str:
    key = ".".join(map(str, loc)) or "bestand"
    if kind == "extra_forbidden":
        return f"{path.name}: sleutel '{key}' is onbekend; haal hem weg of verbeter de naam."
    if kind == "missing":
        return f"{path.name}: sleutel '{key}' ontbreekt; vul hem in."
    return f"{path.name}: sleutel '{key}' klopt niet ({message}); verbeter de waarde."
