"""Export of acties: one row per actie, stable codes, dates named."""

from collections.abc import Iterable

import tablib

from plan.selectors import ActieRegel

KOLOMMEN = (
    "plan", "code", "actie", "leefgebied", "spoor", "status", "trekker", "volgende_mijlpaal", "periode",
    "periode_vastgesteld", "kwartalen_later", "tijd", "geld", "kwaliteit", "laatste_melding", "percentage", "peildatum",
)  # fmt: skip
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def maak_export(regels: Iterable[ActieRegel]) -> tablib.Dataset:
    """A table that a spreadsheet opens as text, never as a formula."""
    tabel = tablib.Dataset(headers=KOLOMMEN, title="Acties")
    for regel in regels:
        tabel.append([_veilig(cel) for cel in _rij(regel)])
    return tabel


def _rij(regel: ActieRegel) -> tuple[str | int | None, ...]:
    volgende, melding = regel.volgende, regel.melding
    return (
        regel.plan_slug,
        regel.code,
        regel.naam,
        regel.leefgebied,
        regel.spoor,
        regel.status.label,
        regel.trekker,
        volgende.naam if volgende else "",
        str(volgende.periode) if volgende and volgende.periode else "",
        str(volgende.vastgesteld) if volgende and volgende.vastgesteld else "",
        volgende.slip if volgende else "",
        regel.lichten.tijd.licht.label,
        regel.lichten.geld.licht.label,
        regel.lichten.kwaliteit.licht.label,
        melding.gemeld_op.isoformat() if melding else "",
        melding.percentage if melding else "",
        regel.peildatum.isoformat(),
    )


def _veilig(cel: str | int | None) -> str | int | None:
    """A cell that would start a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{cel}" if isinstance(cel, str) and cel.startswith(FORMULETEKENS) else cel
