"""Acties, their mijlpalen and voortgangsmeldingen; a trekker reports here, who makes plans changes texts."""

from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from plan.api.views import PLAN
from plan.api.weergaven import (
    NIET_LEEG,
    ActieDetailWeergave,
    ActieWeergave,
    ActieWijziging,
    MijlpaalWeergave,
    NieuweVoortgangsmelding,
    VoortgangsmeldingWeergave,
)
from plan.enums import ActieStatus
from plan.models import Actie, Voortgangsmelding
from plan.querysets import ActieQuerySet
from plan.selectors import ActieRegel, als_regels, als_rijen, lees_acties
from plan.services.acties import Verouderd, wijzig_actie
from plan.services.voortgang import meld_voortgang
from zwijndrecht_portal.core.api.basis import (
    Enkel,
    Lijst,
    LijstVragen,
    PeildatumLijstVragen,
    PeildatumVragen,
)
from zwijndrecht_portal.core.api.fouten import Gewijzigd
from zwijndrecht_portal.core.enums import TokenRecht
from zwijndrecht_portal.core.peildatum import einde_van

SLEUTEL = "6f1c5a3e-3c1b-4c53-9d5e-0f8f6d7f9c11"


class ActieVragen(PeildatumLijstVragen):
    plan = serializers.SlugField(required=False, help_text="Alleen van het plan met deze vaste naam.")
    leefgebied = serializers.ChoiceField(
        ["zorg", "daginvulling", "financien", "wonen", "leefbaarheid", "geen"],
        required=False,
        help_text="Alleen van dit leefgebied; geen: de bron noemt er geen.",
    )
    status = serializers.ChoiceField(ActieStatus.choices, required=False, help_text="Alleen met deze status.")
    zoek = serializers.CharField(
        max_length=100,
        required=False,
        trim_whitespace=False,
        validators=[NIET_LEEG],
        help_text="Woorden in code, naam of kern.",
    )


class Acties(Lijst):
    serializer_class = ActieWeergave
    vragen = ActieVragen
    permission = "plan.view_actie"
    sorteringen = {"id": "id", "code": "code", "naam": "naam"}
    samenvatting = {"GET": "De acties van de plannen, op een peildatum"}
    voorbeeld = {"plan": PLAN, "leefgebied": "zorg", "peildatum": "2020-06-30", "velden": "id,naam,tijd"}

    def rijen(self) -> QuerySet:
        acties = _acties(self)
        if "plan" in self.vraag:
            acties = acties.filter(plan__slug=self.vraag["plan"])
        if "leefgebied" in self.vraag:
            acties = acties.van_leefgebied([self.vraag["leefgebied"]])
        if "status" in self.vraag:
            acties = acties.filter(stand_status=self.vraag["status"])
        if "zoek" in self.vraag:
            acties = acties.zoek_op(self.vraag["zoek"])
        return als_rijen(acties)

    def als_regels(self, pagina: list[Any]) -> list[ActieRegel]:
        return als_regels(pagina, self.peildatum)


class EenActie(Enkel):
    serializer_class = ActieDetailWeergave
    vragen = PeildatumVragen
    permission = "plan.view_actie"
    schrijft = {"PATCH": (TokenRecht.BEHEREN, "plan.change_actie")}
    invoer = {"PATCH": ActieWijziging}
    met_versie = True
    samenvatting = {"GET": "Eén actie, op een peildatum", "PATCH": "Teksten van een actie wijzigen"}
    uitleg = {"PATCH": "Stuur in If-Match de ETag mee die u bij het ophalen kreeg. Is de actie intussen gewijzigd, "
              "dan krijgt u 412 en verandert er niets."}  # fmt: skip
    voorbeeld = {"id": 1, "peildatum": "2020-06-30", "If-Match": '"1"'}
    voorbeeld_body = {"kern": "Buren helpen elkaar, met een vrijwilliger en een professional op de achtergrond."}

    def get_object(self) -> dict[str, Any]:
        return lees_detail(_actie(self), self)

    def etag(self, ding: Any) -> str:
        return f'"{ding["actie"].versie}"'

    def patch(self, request: Request, id: int) -> Response:
        actie = _actie(self)
        invoer = ActieWijziging(data=request.data)
        invoer.is_valid(raise_exception=True)
        self.eis_versie({"actie": actie})  # after what else is wrong: RFC 9110, 13.2.1
        velden = {"opgaven": actie.opgaven.all(), "ambities": actie.ambities.all()} | invoer.validated_data
        try:
            actie = wijzig_actie(actie=actie, door=request.user, versie=actie.versie, **velden)
        except Verouderd as fout:
            raise Gewijzigd from fout
        return self.antwoord(lees_detail(actie, self))


def lees_detail(actie: Actie, view: EenActie | Acties) -> dict[str, Any]:
    """The row of the list with the texts and links of the actie."""
    regels = lees_acties(Actie.objects.filter(pk=actie.pk).op_peildatum(view.peildatum), view.peildatum)
    if not regels:
        raise Http404  # it did not exist yet
    betrokkenen = actie.betrokkenen.op(einde_van(view.peildatum)).select_related("organisatie")
    return {
        **{naam: getattr(regels[0], naam) for naam in ActieRegel.__dataclass_fields__},
        "actie": actie,
        "opgaven": list(actie.opgaven.order_by("pk").values_list("pk", flat=True)),
        "ambities": list(actie.ambities.order_by("pk").values_list("pk", flat=True)),
        "betrokkenen": list(betrokkenen.order_by("organisatie__naam")),
    }


class Mijlpalen(Enkel):
    """All mijlpalen of one actie: there are a handful, so no pages."""

    serializer_class = MijlpaalWeergave
    vragen = PeildatumVragen
    permission = "plan.view_actie"
    pagination_class = None
    is_reeks = True
    samenvatting = {"GET": "De mijlpalen van een actie, op een peildatum"}
    voorbeeld = {"id": 1, "peildatum": "2020-06-30"}

    def get(self, request: Request, **kwargs: Any) -> Response:
        regels = lees_acties(Actie.objects.filter(pk=_actie(self).pk).op_peildatum(self.peildatum), self.peildatum)
        mijlpalen = regels[0].mijlpalen if regels else ()
        return Response(self.get_serializer(mijlpalen, many=True).data)


class Voortgangsmeldingen(Lijst):
    serializer_class = VoortgangsmeldingWeergave
    vragen = LijstVragen
    permission = "plan.view_actie"
    schrijft = {"POST": (TokenRecht.MELDEN, "plan.view_actie")}
    invoer = {"POST": NieuweVoortgangsmelding}
    samenvatting = {"GET": "De voortgangsmeldingen over een actie", "POST": "Voortgang melden over een actie"}
    uitleg = {"POST": "Voor de trekker van een lopende actie en voor wie plannen maakt."}
    voorbeeld = {"id": 1, "sorteer": "-id"}
    voorbeeld_body = {
        "sleutel": SLEUTEL,
        "percentage": 60,
        "tijd": "oranje",
        "geld": "onbekend",
        "kwaliteit": "onbekend",
        "toelichting": "De tweede buurtcirkel is begonnen met acht deelnemers.",
        "oorzaak": "Er was te weinig ruimte in het buurthuis.",
        "gevolg": "De start is een kwartaal later.",
        "bijsturing": "We wijken uit naar de school.",
        "volgendeStap": "Een vrijwilliger werven voor de derde buurtcirkel.",
    }

    def rijen(self) -> Any:
        return Voortgangsmelding.objects.filter(actie=_actie(self))

    def post(self, request: Request, id: int) -> Response:
        actie = _actie(self)
        if not request.user.has_perm("plan.meld_voortgang", actie):
            raise PermissionDenied
        invoer = NieuweVoortgangsmelding(data=request.data)
        invoer.is_valid(raise_exception=True)
        velden = {"sleutel": uuid4()} | invoer.validated_data
        melding = meld_voortgang(actie=actie, door=request.user, **velden)
        return Response(VoortgangsmeldingWeergave(melding).data, status=status.HTTP_201_CREATED)


def _acties(view: Any) -> ActieQuerySet:
    return Actie.objects.visible_to(view.request.user).op_peildatum(view.peildatum)


def _actie(view: Any) -> Actie:
    return get_object_or_404(Actie.objects.visible_to(view.request.user), pk=view.kwargs["id"])
