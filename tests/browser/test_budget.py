"""The controller fills in amounts without touching the mouse."""

from decimal import Decimal

from budget.models import Begroting, Prognose
from zwijndrecht_portal.core.enums import Rol


def test_grid_is_filled_from_the_keyboard(portaal, open_browser):
    begroting = Begroting.objects.get(jaar=2020)
    eerder = Prognose.objects.count()
    page = open_browser(portaal, Rol.CONTROLLER)
    page.goto(f"/budget/begrotingen/{begroting.pk}/raster/")

    page.locator("tbody input:not([type=hidden])").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1.111,11")
    page.keyboard.press("Enter")
    page.keyboard.type("2.222,22")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("weg hiermee")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    assert page.locator("input.gewijzigd").count() == 2
    page.get_by_role("button", name="Sla bedragen op").focus()
    page.keyboard.press("Enter")

    page.get_by_text("2 bedragen gewijzigd.").wait_for()
    nieuwste = Prognose.objects.order_by("pk")[eerder:]
    assert {prognose.bedrag for prognose in nieuwste} == {Decimal("1111.11"), Decimal("2222.22")}
