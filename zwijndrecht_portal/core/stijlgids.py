"""Realistic content for `/stijlgids/`."""

from typing import Any


def voorbeelden() -> dict[str, Any]:
    return {}
