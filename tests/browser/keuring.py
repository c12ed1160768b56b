"""Looking at a page as far as a machine can: axe on WCAG 2.2 AA, and whether it fits a small screen."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.rondgang import Rondgang
from zwijndrecht_portal.core.enums import Rol

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
KEUR = """async ([deel, runOnly, kleur]) => {
  const uitkomst = await axe.run(deel, {
    runOnly,
    rules: runOnly.type === "tag" ? { "target-size": { enabled: true }, "color-contrast": { enabled: kleur } } : {},
    resultTypes: ["violations"],
  });
  return uitkomst.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 5).join(", ")}`);
}"""
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What can go wrong on a small screen only; colours and names stay what they are.
INDELING = {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "aria-hidden-focus"]}
BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 800}


def keur(page: Page, *, deel: str = "html", ook_smal: bool = True, kleur: bool = True) -> list[str]:
    """
    What is wrong on this page, or part of it, as it stands: axe at 1280 px; layout and sideways scrolling at 320 px.

    Contrast (`kleur`) takes half of the time, and the style guide has every colour: pages that are looked at once more
    can go without. A page that was opened by `met_axe` has axe already: sending half a megabyte takes long too.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    gevonden = set(page.evaluate(KEUR, [deel, WCAG, kleur]))
    page.set_viewport_size(SMAL)
    if ook_smal:
        gevonden |= set(page.evaluate(KEUR, [deel, INDELING, kleur]))
    if (breedte := page.evaluate("document.documentElement.scrollWidth")) > SMAL["width"]:
        gevonden.add(f"{breedte} px breed")
    page.set_viewport_size(BREED)
    return sorted(gevonden)


def met_axe(page: Page) -> Page:
    """The same page; every document that it opens from here on brings axe along."""
    page.add_init_script(AXE)
    return page


def verschillende_paginas(rondgangen: dict[Rol | None, Rondgang]) -> Iterator[tuple[Rol | None, str]]:
    """Each page that has a part which no earlier page of its kind had, for the first role that meets it."""
    gezien: dict[str, set[str]] = defaultdict(set)
    for rol, rondgang in rondgangen.items():
        for (soort, bouw), url in rondgang.bouwsels.items():
            if not bouw <= gezien[soort]:
                gezien[soort] |= bouw
                yield rol, url


def keur_alle(
    open_browser: Callable[..., Page], server: object, rondgangen: dict[Rol | None, Rondgang], **opties: bool
) -> dict[str, list[str]]:
    """What is wrong, per page."""
    paginas: dict[Rol | None, Page] = {}
    fouten = {}
    for rol, url in verschillende_paginas(rondgangen):
        if rol not in paginas:
            paginas[rol] = met_axe(open_browser(server, rol))
        paginas[rol].goto(url)
        if gevonden := keur(paginas[rol], **opties):
            fouten[f"{url} ({rol or 'anoniem'})"] = gevonden
    return fouten
