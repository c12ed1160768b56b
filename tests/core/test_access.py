"""The guard of every view and the way a view calls a service, tried with a plan: a concept is invisible to many."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404, HttpResponse

from plan.models import Mijlpaal, Plan
from tests.plan.factories import MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


@requires("plan.view_actie")
def lijst(request):
    return HttpResponse("lijst")


@requires("plan.stel_plan_vast", model=Plan)
def vaststellen(request, plan):
    return HttpResponse(plan.slug)


@requires("plan.view_opgave", model=Mijlpaal, verb="met_naam")
def met_verb(request, mijlpaal):
    return HttpResponse(mijlpaal.naam)


@requires("core.view_huis", rls=True)
def wie_kent_de_database(request):
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('portaal.gebruiker', true)")
        return HttpResponse(cursor.fetchone()[0])


@pytest.fixture
def vraag(rf):
    def maak(gebruiker):
        request = rf.get("/")
        request.user = gebruiker
        return request

    return maak


def test_view_without_object_runs_for_who_may(vraag, gebruiker_met):
    assert lijst(vraag(gebruiker_met(Rol.CONTROLLER))).content == b"lijst"


def test_view_without_object_is_refused_for_who_may_not(vraag, gebruiker_met):
    with pytest.raises(PermissionDenied):
        lijst(vraag(gebruiker_met(Rol.RAADSLID)))


def test_view_gets_the_object_instead_of_its_number(vraag, gebruiker_met):
    plan = PlanFactory(concept=True)

    antwoord = vaststellen(vraag(gebruiker_met(Rol.PROGRAMMAMANAGER)), pk=plan.pk)

    assert antwoord.content.decode() == plan.slug


def test_what_a_person_may_not_see_does_not_exist(vraag, gebruiker_met):
    with pytest.raises(Http404):
        vaststellen(vraag(gebruiker_met(Rol.CONTROLLER)), pk=PlanFactory(concept=True).pk)


def test_what_a_person_sees_but_may_not_do_is_refused(vraag, gebruiker_met):
    with pytest.raises(PermissionDenied):
        vaststellen(vraag(gebruiker_met(Rol.BELEIDSMEDEWERKER)), pk=PlanFactory(concept=True).pk)


def test_permission_is_asked_about_the_object(vraag, gebruiker_met):
    """A programmamanager adopts a concept, not what is adopted already."""
    with pytest.raises(PermissionDenied):
        vaststellen(vraag(gebruiker_met(Rol.PROGRAMMAMANAGER)), pk=PlanFactory().pk)


def test_unknown_number_does_not_exist(vraag, gebruiker_met):
    with pytest.raises(Http404):
        vaststellen(vraag(gebruiker_met(Rol.PROGRAMMAMANAGER)), pk=0)


def test_verb_narrows_what_is_found(vraag, beleidsmedewerker):
    """The verb is a method of the queryset: one that does not exist is a mistake, not an empty page."""
    with pytest.raises(AttributeError, match="met_naam"):
        met_verb(vraag(beleidsmedewerker), pk=MijlpaalFactory().pk)


def test_guard_tells_which_permission_it_asks():
    assert vaststellen.required_permission == "plan.stel_plan_vast"


def test_with_rls_the_database_knows_the_person(vraag, beleidsmedewerker):
    assert wie_kent_de_database(vraag(beleidsmedewerker)).content.decode() == str(beleidsmedewerker.pk)


# --- submit ----------------------------------------------------------------------------------------------------------


class Formulier(forms.Form):
    naam = forms.CharField(max_length=5)


def test_submit_gives_the_values_to_the_service():
    form = Formulier({"naam": " abc "})

    assert submit(form, dict, door="iemand") is True
    assert form.result == {"naam": "abc", "door": "iemand"}
    assert form.refusal is None


def test_submit_of_bad_input_does_not_reach_the_service():
    def service(**kwargs):
        pytest.fail("De service mag niet lopen.")

    form = Formulier({"naam": "te lang"})

    assert submit(form, service) is False
    assert set(form.errors) == {"naam"}


@pytest.mark.parametrize(
    ("weigering", "verwacht"),
    [
        (ValidationError({"naam": "Bestaat al."}), {"naam": ["Bestaat al."]}),
        (ValidationError("Kan nu niet."), {"__all__": ["Kan nu niet."]}),
        (ValidationError({"status": "Kan niet."}), {"__all__": ["Kan niet."]}),
        (ValidationError({"naam": "Een.", "__all__": "Twee."}), {"naam": ["Een."], "__all__": ["Twee."]}),
    ],
)
def test_submit_puts_a_refusal_at_its_field_or_above_the_form(weigering, verwacht):
    def service(*, naam):
        raise weigering

    form = Formulier({"naam": "abc"})

    assert submit(form, service) is False
    assert form.errors == verwacht
    assert form.refusal is weigering
    assert form["naam"].value() == "abc"


def test_submit_lets_a_bug_be_a_bug():
    def service(*, naam):
        raise LookupError

    with pytest.raises(LookupError):
        submit(Formulier({"naam": "abc"}), service)
