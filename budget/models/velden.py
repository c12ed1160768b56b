"""What several money tables share."""

from typing import Any

import pgtrigger
from django.db import models

ALLEEN_TOEVOEGEN = pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)
IS_VASTGESTELD = (
    "select 1 from budget_begroting b where b.id in ({rijen}) and b.status <> 'concept'"  # rows of an adopted begroting
)


def bedragveld(naam: str = "bedrag", **opties: Any) -> models.DecimalField:
    """Euros with two decimals, in the database too."""
    return models.DecimalField(naam, max_digits=12, decimal_places=2, **opties)
