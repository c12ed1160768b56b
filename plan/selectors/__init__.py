"""What the pages and the other apps may know about the plans, as frozen rows for one peildatum."""

from plan.selectors.bijlage import MeldingRegel
from plan.selectors.detail import ActieDetail, Gebeurtenis, actie_detail
from plan.selectors.lijst import ActiePagina, FilterKeuzes, pagina_van_acties
from plan.selectors.plannen import (
    ERNSTIGE_PUNTEN,
    AandachtspuntRegel,
    PlanKop,
    open_aandachtspunten,
    plan_kop,
    plannen,
    titels_van_punten,
)
from plan.selectors.reeksen import TELBRON, PlanTelling, tel_plannen
from plan.selectors.regels import (
    ActieRegel,
    acties_van_plan,
    als_regels,
    als_rijen,
    lees_actie,
    lees_acties,
)

__all__ = [
    "ERNSTIGE_PUNTEN",
    "TELBRON",
    "AandachtspuntRegel",
    "ActieDetail",
    "ActiePagina",
    "ActieRegel",
    "FilterKeuzes",
    "Gebeurtenis",
    "MeldingRegel",
    "PlanKop",
    "PlanTelling",
    "actie_detail",
    "acties_van_plan",
    "als_regels",
    "als_rijen",
    "lees_actie",
    "lees_acties",
    "open_aandachtspunten",
    "pagina_van_acties",
    "plan_kop",
    "plannen",
    "tel_plannen",
    "titels_van_punten",
]
