"""The light for money, and the sentence that says why."""

from budget.regels import NUL, PostRegel, aandeel
from plan.lichten import LichtStand
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import euro, procent


def bereken_geld(post: PostRegel, is_open: bool) -> LichtStand:
    """
    Red: more spent than budgeted, or a deviating prognose nobody explained. Orange: explained, or no budget at all.

    `is_open`: the actie is planned or runs, so it needs money. Unknown: nothing was booked or expected yet.
    """
    jaar = post.jaar
    if post.overschrijding:
        return LichtStand(Licht.ROOD, _overschreden(post))
    if post.mist_toelichting:
        return LichtStand(Licht.ROOD, f"De prognose voor {jaar} is {_afwijking(post)}, zonder toelichting.")
    if post.wijkt_af:
        return LichtStand(Licht.ORANJE, f"De prognose voor {jaar} is {_afwijking(post)}, met toelichting.")
    if post.budget is None and is_open:
        return LichtStand(Licht.ORANJE, f"De begroting van {jaar} noemt geen bedrag, en de actie is nog niet klaar.")
    if post.besteed is None and post.prognose is None:
        return LichtStand(Licht.ONBEKEND, f"Over {jaar} zijn er nog geen boekingen of prognoses.")
    return LichtStand(Licht.GROEN, f"In {jaar} is {euro(post.besteed or NUL)} van {euro(post.budget or NUL)} besteed.")


def _overschreden(post: PostRegel) -> str:
    if post.budget is None:
        return f"In {post.jaar} is {euro(post.overschrijding)} besteed zonder begroot bedrag."
    return f"In {post.jaar} is {euro(post.overschrijding)} meer besteed dan begroot."


def _afwijking(post: PostRegel) -> str:
    verschil = (post.verwacht or NUL) - (post.budget or NUL)
    deel = aandeel(abs(verschil), post.budget or NUL)
    tussen_haken = f" ({procent(deel)})" if deel is not None else ""
    return f"{euro(abs(verschil))}{tussen_haken} {'hoger' if verschil > 0 else 'lager'} dan begroot"
