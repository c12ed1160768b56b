"""The component functions that templates use without loading anything."""

import pytest
from django import forms
from django.template import engines
from django.utils.html import strip_tags

from zwijndrecht_portal.core.stijlgids import CIJFERS
from zwijndrecht_portal.core.templatetags.componenten import (
    ICONEN,
    TONEN,
    TOON_VAN_STATUS,
    cijferkaart,
    eerste_invoer,
    icoon,
    sorteerkop,
    statusbadge,
)


class Keuzeformulier(forms.Form):
    naam = forms.CharField()
    status = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("toon", TONEN)
def test_every_tone_has_an_icon(toon):
    assert icoon(TONEN[toon][1]) in statusbadge("", "Woord", toon)


def test_every_status_has_a_known_tone():
    assert set(TOON_VAN_STATUS.values()) <= set(TONEN)


def test_statusbadge_shows_the_word_escaped():
    assert strip_tags(statusbadge("loopt", "Loopt & <meer>")) == "Loopt &amp; &lt;meer&gt;"


def test_unknown_status_reads_calm():
    assert statusbadge("nieuw bedacht", "Nieuw") == statusbadge("", "Nieuw", "rustig")


def test_card_of_a_figure_escapes_its_words_and_leaves_out_what_is_not_there():
    vol, leeg = CIJFERS[0], {**CIJFERS[-1], "naam": "<b>", "bron": "A & B"}

    kaart = cijferkaart(leeg)

    assert "&lt;b&gt;" in kaart
    assert "A &amp; B" in kaart
    assert [deel in kaart for deel in ("<a ", "<svg", "cijfer__richting", "<span>")] == [False] * 4
    assert all(deel in cijferkaart(vol) for deel in ("<a ", "<svg", "cijfer__richting", "<span>"))


def test_unknown_icon_fails():
    assert "eenhoorn" not in ICONEN
    with pytest.raises(KeyError):
        icoon("eenhoorn")


@pytest.mark.parametrize(
    ("sortering", "richting", "volgende"),
    [("naam", "ascending", "-naam"), ("-naam", "descending", "naam"), ("trekker", "none", "naam")],
)
def test_sorteerkop_turns_the_order_round(sortering, richting, volgende):
    kop = sorteerkop("Actie", "naam", sortering, "?leefgebied=wonen&")

    assert f'aria-sort="{richting}"' in kop
    assert f'href="?leefgebied=wonen&amp;sorteer={volgende}"' in kop


def test_sorteerkop_escapes_the_address():
    assert '"><script>' not in sorteerkop("Actie", "naam", "naam", '?q="><script>&')


def test_error_summary_jumps_to_the_first_choice_of_a_group():
    form = Keuzeformulier()

    assert [eerste_invoer(veld) for veld in form] == ["id_naam", "id_status_0"]


def test_lichten_names_all_three():
    html = render("{% lichten 'groen' 'rood' 'onbekend' %}")

    assert html.count("<svg") == 3
    assert [naam in html for naam in ("Tijd: op schema", "Geld: achter", "Kwaliteit: onbekend")] == [True] * 3


def test_licht_shows_its_words():
    assert "Tijd" in strip_tags(render("{% licht 'oranje' 'Tijd' %}"))
    assert strip_tags(render("{% licht 'oranje' %}")).endswith("aandacht")


def test_field_template_ties_label_help_and_error_to_the_input():
    class Formulier(forms.Form):
        datum = forms.CharField(label="Startdatum", help_text="Als dd-mm-jjjj.")

    form = Formulier({"datum": ""})
    html = render('{% include "components/veld.html" with veld=form.datum only %}', form=form)

    assert '<label for="id_datum">Startdatum</label>' in html
    assert 'aria-describedby="id_datum_helptext id_datum_error"' in html
    assert 'id="id_datum_helptext"' in html
    assert 'id="id_datum_error"' in html
    assert 'aria-invalid="true"' in html


def test_optional_field_says_so_in_words():
    class Formulier(forms.Form):
        nodig = forms.CharField()
        vrij = forms.CharField(required=False)

    velden = [render('{% include "components/veld.html" with veld=veld only %}', veld=veld) for veld in Formulier()]

    assert ["(niet verplicht)" in html for html in velden] == [False, True]


def test_error_summary_links_to_every_field_that_is_wrong():
    form = Keuzeformulier({})
    html = render('{% include "components/formulierfouten.html" with form=form only %}', form=form)

    assert 'href="#id_naam"' in html
    assert 'href="#id_status_0"' in html
    assert 'role="alert"' in html


def test_error_summary_is_absent_when_all_is_well():
    html = render('{% include "components/formulierfouten.html" with form=form only %}', form=Keuzeformulier())

    assert html.strip() == ""
