"""How long a file with boekingen stays, for the privacy papers."""

from budget.querysets import ONGEBOEKT_BEWAARD
from zwijndrecht_portal.core.privacy import Bewaarregel


def bewaarregels() -> list[Bewaarregel]:
    """A booked file stays as its report; what was never booked goes."""
    return [
        Bewaarregel(
            "Bestand met boekingen dat niet is geboekt", f"{ONGEBOEKT_BEWAARD.days} dagen", "het inlezen",
            "ONGEBOEKT_BEWAARD", "`ruim_imports_op`, iedere nacht",
        )
    ]  # fmt: skip
