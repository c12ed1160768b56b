"""What a file with boekingen may point at."""

from budget.enums import BegrotingStatus
from budget.inlezen.boekingen import Bekenden
from budget.models import Begrotingspost, Verplichting
from zwijndrecht_portal.core.models import Organisatie


def bekenden_van(plan_id: int) -> Bekenden:
    """The posten of the adopted begrotingen of this plan, its verplichtingen and all organisations: three queries."""
    van_plan = Begrotingspost.objects.filter(
        begroting__plan=plan_id, begroting__status=BegrotingStatus.VASTGESTELD
    ).values_list("pk", "begroting__jaar", "naam", "actie__code", "actie__naam")
    posten: dict[tuple[int, str], int] = {}
    for pk, jaar, *namen in van_plan:
        for naam in filter(None, reversed(namen)):  # the name of the post itself has the last word
            posten[jaar, naam.lower()] = pk
    organisaties: dict[str, int] = {}
    for pk, *namen in Organisatie.objects.values_list("pk", "naam", "afkorting", "slug"):
        for naam in filter(None, reversed(namen)):
            organisaties[naam.lower()] = pk
    verplichtingen = Verplichting.objects.filter(post__begroting__plan=plan_id).values_list("nummer", "pk", "post")
    return Bekenden(posten, organisaties, {nummer.lower(): (pk, post) for nummer, pk, post in verplichtingen})
