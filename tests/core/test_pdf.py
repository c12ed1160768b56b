from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import pikepdf  # noqa: TID253 - what this test is about
import pytest
from django.template import engines
from pypdf import PdfReader

from zwijndrecht_portal.core.pdf import PdfFout, render_pdf

MOMENT = datetime(2019, 12, 31, 12, 30, tzinfo=UTC)
VOORBEELD = """
{% extends "pdf/base_pdf.html" %}
{% block soort %}Voortgangsrapportage{% endblock %}
{% block ondertitel %}Aan de raad{% endblock %}
{% block kenmerken %}<div><dt>Status</dt><dd>Concept</dd></div>{% endblock %}
{% block inhoud %}
  <section class="hoofdstuk">
    <h2 id="acties">Acties</h2>
    <p>Zie <a href="#geld">het geld</a> en <a href="https://www.zwijndrecht.nl/">de website</a>.</p>
    <h3>Waakvlam</h3>
    <p><svg aria-hidden="true" width="9" height="9" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg> op schema</p>
    <svg width="20" height="10" viewBox="0 0 20 10"><title>Van 142 naar 331 meldingen</title><path d="M0 9L20 1"/></svg>
    <div style="width: 10mm"><img src="portaal/beeld/merk.svg" alt="Beeldmerk van het portaal"></div>
  </section>
  <section class="hoofdstuk">
    <h2 id="geld">Geld</h2>
    <table>
      <caption>Begroting</caption>
      <thead><tr><th>Post</th><th class="getal">2019</th></tr></thead>
      <tbody>
        {% for post in posten %}<tr><th>Post {{ post }}</th><td class="getal">{{ post|euro }}</td></tr>{% endfor %}
      </tbody>
      <tfoot><tr class="totaal"><th>Totaal</th><td class="getal">{{ 178750|euro }}</td></tr></tfoot>
    </table>
  </section>
{% endblock %}
"""


def pagina(inhoud, kop='<html lang="nl">'):
    return f"<!doctype html>{kop}<head><title>Proef</title></head><body><h1>Kop</h1>{inhoud}</body></html>"


def maak(html, titel="Proef"):
    return render_pdf(html, titel=titel, gemaakt_op=MOMENT)


def voorbeeld(posten):
    context = {"titel": "Voortgang Een plek voor iedereen", "peildatum": date(2019, 12, 31), "posten": posten}
    return engines["django"].from_string(VOORBEELD).render(context)


@pytest.fixture(scope="module")
def inhoud():
    return maak(voorbeeld(posten=range(1, 81)), titel="Voortgang Een plek voor iedereen")


@pytest.fixture(scope="module")
def pdf(inhoud):
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def teksten(inhoud):
    return [bladzijde.extract_text().replace("\u00a0", " ") for bladzijde in PdfReader(BytesIO(inhoud)).pages]


def elementen(element):
    """The structure tree in reading order."""
    yield element
    for kind in element.get("/K", []):
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            yield from elementen(kind)


def alle(pdf, *soorten):
    return [element for element in elementen(pdf.Root.StructTreeRoot.K[0]) if str(element.S)[1:] in soorten]


def stukken(bladzijde):
    """Of one page: the marked pieces as (tag, number in the structure or None)."""
    for opdracht in pikepdf.parse_content_stream(bladzijde):
        if str(opdracht.operator) == "BDC":
            yield str(opdracht.operands[0])[1:], opdracht.operands[1].get("/MCID")


def test_pdf_is_tagged_dutch_and_shows_its_title(pdf):
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "Voortgang Een plek voor iedereen")
        assert metadata["dc:creator"] == ["Gemeente Zwijndrecht"]
    assert (str(pdf.Root.Lang), pdf.Root.MarkInfo.Marked, pdf.Root.ViewerPreferences.DisplayDocTitle) == (
        "nl",
        True,
        True,
    )
    assert str(pdf.docinfo["/Title"]) == "Voortgang Een plek voor iedereen"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20191231123000")


def test_pdf_has_headings_and_bookmarks_in_order(pdf):
    with pdf.open_outline() as inhoudsopgave:
        boom = [(titel.title, [kind.title for kind in titel.children]) for titel in inhoudsopgave.root]

    assert [str(kop.S) for kop in alle(pdf, "H1", "H2", "H3")] == ["/H1", "/H2", "/H3", "/H2"]
    assert boom == [("Voortgang Een plek voor iedereen", ["Acties", "Geld"])]


def test_pdf_table_headings_have_a_scope_on_every_page(pdf):
    bereiken = [str(kop.A.Scope) for kop in alle(pdf, "TH")]

    assert len(alle(pdf, "Table")) == 3  # one over three pages
    assert bereiken.count("/Column") == 3 * 2
    assert bereiken.count("/Row") == 0  # of two columns: more headings than data help nobody
    assert len(alle(pdf, "TD")) == 2 * (80 + 1)
    assert not [cel for cel in alle(pdf, "TH", "TD") if "/ID" in cel or "/Headers" in cel.A]


def test_pdf_figures_have_a_name_and_decoration_has_no_place_in_the_structure(pdf):
    figuren = alle(pdf, "Figure")

    assert [str(figuur.Alt) for figuur in figuren] == ["Van 142 naar 331 meldingen", "Beeldmerk van het portaal"]
    for figuur in figuren:
        links, onder, rechts, boven = (float(maat) for maat in figuur.A.BBox)
        assert 0 < links < rechts < 595
        assert 421 < onder < boven < 842  # in the upper half of the page, where it stands


def test_pdf_facts_are_items_with_a_label(pdf):
    lijst = alle(pdf, "L")[0]

    assert [str(item.S) for item in lijst.K] == ["/LI", "/LI"]
    assert [[str(deel.S) for deel in item.K] for item in lijst.K] == [["/Lbl", "/LBody"], ["/Lbl", "/LBody"]]


def test_pdf_says_everything_once_and_leaves_the_footer_out(pdf):
    in_boom = [
        (element.Pg.objgen, int(nummer))
        for element in elementen(pdf.Root.StructTreeRoot.K[0])
        for nummer in element.get("/K", [])
        if not isinstance(nummer, pikepdf.Dictionary)
    ]
    gemerkt = [
        (blad.obj.objgen, int(nummer)) for blad in pdf.pages for _, nummer in stukken(blad) if nummer is not None
    ]

    assert sorted(in_boom) == sorted(gemerkt)
    artefacten = [[tag for tag, nummer in stukken(blad) if nummer is None] for blad in pdf.pages]
    assert artefacten == [[], ["Artifact"] * 3, *[["Artifact"] * 2] * 3]  # page 2 has the decorative drawing


def test_pdf_links_are_printed_and_described(pdf):
    links = [annotatie for blad in pdf.pages for annotatie in blad.get("/Annots", [])]

    assert [(str(link.Contents), int(link.F)) for link in links] == [("geld", 4), ("https://www.zwijndrecht.nl/", 4)]


def test_pdf_pages_have_footer_cover_and_amounts(teksten):
    assert "pagina" not in teksten[0]
    assert "31 december 2019" in teksten[0]
    assert [regel for tekst in teksten for regel in tekst.splitlines() if "pagina" in regel] == [
        f"Voortgang Een plek voor iedereen · peildatum 31-12-2019 pagina {nummer} van 5" for nummer in range(2, 6)
    ]
    assert "".join(teksten).count("€ 178.750,00") == 1  # a total is not repeated on every page


def test_pdf_uses_only_the_house_font(pdf):
    fonts = {str(font.BaseFont).split("+")[1] for blad in pdf.pages for font in blad.Resources.Font.values()}

    assert {font[:13] for font in fonts} == {"Source-Sans-3"}


def test_same_arguments_give_the_same_bytes():
    html = voorbeeld(posten=range(3))

    een = render_pdf(html, titel="Proef", gemaakt_op=MOMENT)
    twee = render_pdf(html, titel="Proef", gemaakt_op=MOMENT.astimezone(timezone(timedelta(hours=1))))

    assert een == twee


def test_another_moment_is_in_the_file():
    html = pagina("<p>Tekst</p>")

    een, ander = maak(html), render_pdf(html, titel="Proef", gemaakt_op=MOMENT + timedelta(days=1))

    assert een != ander
    with pikepdf.open(BytesIO(ander)) as pdf:
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20200101123000")


def test_print_style_holds_nothing_that_is_ignored(caplog):
    maak(voorbeeld(posten=[]))

    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ('<img src="portaal/beeld/merk.svg">', "has no required alt description"),
        ('<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>', "Een tekening .svg. heeft geen <title>"),
        ('<svg viewBox="0 0 9 9"><title> </title><path d="M0 0h9"/></svg>', "Een tekening .svg. heeft geen <title>"),
        ("<h3>Te diep</h3>", "niveau 3 volgt op niveau 1: er is een niveau overgeslagen"),
    ],
)
def test_render_refuses_what_a_screen_reader_cannot_follow(inhoud, melding):
    with pytest.raises(PdfFout, match=melding):
        maak(pagina(inhoud))


def test_table_of_one_row_does_not_pull_what_is_above_it_to_the_next_page():
    """The first row keeps the second with it; the only row would keep the block that follows, and its heading."""
    rij = "<table><thead><tr><th>Mijlpaal</th></tr></thead><tbody><tr><td>Enige rij</td></tr></tbody></table>"
    blokken = f'<div class="blok">{rij}</div><h2>Volgende</h2><div class="blok"><p style="height: 120mm">Lang</p></div>'
    stijl = '<link rel="stylesheet" href="portaal/pdf.css">'

    inhoud = maak(pagina(f'{stijl}<p style="height: 150mm">Begin</p>{blokken}'))

    eerste, tweede = (blad.extract_text() for blad in PdfReader(BytesIO(inhoud)).pages)
    assert "Enige rij" in eerste
    assert tweede.startswith("Volgende")


def test_drawing_keeps_its_name_whatever_people_pasted_in_it():
    """A vertical tab from a word processor has no place in a drawing; quotes and brackets do."""
    naam = '<title>Start &quot;Q1\x0b&quot; "&lt;b&gt;" &amp; meer</title>'
    svg = f'<svg width="9" height="9" viewBox="0 0 9 9">{naam}<text y="9">Q1\x0b</text></svg>'

    inhoud = maak(pagina(f"<p>{svg}{svg}</p>"))

    with pikepdf.open(BytesIO(inhoud)) as pdf:
        namen = [str(stuk.Alt) for stuk in pdf.objects if isinstance(stuk, pikepdf.Dictionary) and "/Alt" in stuk]
    assert [naam.replace("\x0b", "") for naam in namen] == ['Start "Q1" "<b>" & meer'] * 2


def test_render_refuses_a_document_without_headings():
    with pytest.raises(PdfFout, match="een <h1> is nodig"):
        maak('<!doctype html><html lang="nl"><title>Proef</title><p>Tekst</p></html>')


def test_render_refuses_a_document_without_language():
    with pytest.raises(PdfFout, match='Missing required "lang"'):
        maak(pagina("<p>Tekst</p>", kop="<html>"))


@pytest.mark.parametrize("titel", ["", "  "])
def test_render_refuses_a_document_without_title(titel):
    with pytest.raises(PdfFout, match="heeft een titel nodig"):
        maak(pagina("<p>Tekst</p>"), titel=titel)


@pytest.mark.parametrize(
    "adres",
    [
        "http://127.0.0.1:9/beeld.png",
        "https://voorbeeld.example/beeld.png",
        "file:///etc/passwd",
        "portaal/../../../manage.py",
        "portaal/%2e%2e/%2e%2e/%2e%2e/manage.py",
        "file://voorbeeld.example/etc/passwd",
        "data:image/png;base64,aGFsbG8=",
        "portaal/bestaat-niet.svg",
        "/static/portaal/beeld/merk.svg",
    ],
)
def test_render_refuses_what_is_not_our_own_file(adres):
    with pytest.raises(PdfFout, match="hoort niet bij het portaal of bestaat niet"):
        maak(pagina(f'<img src="{adres}" alt="Beeld">'))


def test_render_refuses_a_foreign_stylesheet():
    with pytest.raises(PdfFout, match="hoort niet bij het portaal"):
        maak(pagina("<style>@import url(https://voorbeeld.example/stijl.css);</style>"))


def test_render_after_a_refusal_works_again():
    with pytest.raises(PdfFout):
        maak(pagina("<h4>Te diep</h4>"))

    assert maak(pagina("<p>Tekst</p>")).startswith(b"%PDF-1.7")
