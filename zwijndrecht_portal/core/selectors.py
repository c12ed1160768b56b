"""What the house knows about itself: is the access log still whole?"""

from dataclasses import dataclass, field

from django.db.models import Max

from zwijndrecht_portal.core.inzage import EERSTE, KETEN, vingerafdruk
from zwijndrecht_portal.core.models import Inzage, Ketenkop


@dataclass(slots=True)
class Controle:
    """What the check of the chain found; `fouten` is empty when nobody has tampered with it."""

    regels: int = 0
    laatste: int = 0
    hash: str = EERSTE
    fouten: list[str] = field(default_factory=list)


def controleer_keten(ijkpunt: tuple[int, str] | None = None) -> Controle:
    """
    Read the whole access log in order and compute every hash again.

    A changed line no longer matches its own hash, a missing or added one breaks the chain, and a missing end differs
    from the Ketenkop. `ijkpunt`: a number and hash written down elsewhere, against a chain that was made anew as a
    whole. The database must know a reader of the whole log (`namens_systeem`).
    """
    kop = Ketenkop.objects.first()
    controle = Controle(laatste=kop.begin_nummer if kop else 0, hash=kop.begin_hash if kop else EERSTE)
    gevonden = ijkpunt is None
    regels = Inzage.objects.filter(nummer__lte=kop.nummer) if kop else Inzage.objects.none()  # more may come meanwhile
    for rij in regels.order_by("nummer").values_list(*KETEN, "hash", named=True).iterator(chunk_size=5000):
        if rij.nummer != controle.laatste + 1:
            controle.fouten.append(f"Vóór regel {rij.nummer} ontbreken regels: de vorige is {controle.laatste}.")
        elif rij.vorige != controle.hash:
            controle.fouten.append(f"Regel {rij.nummer} sluit niet aan op de vorige.")
        if rij.hash != vingerafdruk(rij):
            controle.fouten.append(f"Regel {rij.nummer} is gewijzigd.")
        if ijkpunt is not None and rij.nummer == ijkpunt[0]:
            gevonden = rij.hash == ijkpunt[1]
        controle.regels += 1
        controle.laatste, controle.hash = rij.nummer, rij.hash
    if kop is not None and (kop.nummer, kop.hash) != (controle.laatste, controle.hash):
        controle.fouten.append(f"De laatste regel is {controle.laatste}, maar dat moet {kop.nummer} zijn.")
    if _staat_iets_na_de_kop():
        controle.fouten.append("Na de laatste regel staan regels die het portaal niet heeft geschreven.")
    if not gevonden and ijkpunt is not None:
        controle.fouten.append(f"Regel {ijkpunt[0]} is niet de regel die eerder is genoteerd.")
    return controle


def _staat_iets_na_de_kop() -> bool:
    """In this order: the Ketenkop only moves on, so a line that was written meanwhile is never after it."""
    hoogste = Inzage.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    kop = Ketenkop.objects.first()
    return hoogste > (kop.nummer if kop else 0)
