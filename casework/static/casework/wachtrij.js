// A tap without a connection waits here, on this device, until there is one. Each tap carries the key of its card:
// sending it twice is one contact. What waits belongs to one person and holds no name and no note.
"use strict";

(() => {
  const lijst = document.querySelector("[data-wachtrij]");
  if (!lijst) return;
  const naam = `wachtrij-${lijst.dataset.wachtrij}`;
  const stand = document.querySelector("[data-wachtrij-stand]");
  const sjabloon = document.getElementById("wachtkaart");
  const NOG_EENS = 15000;
  let bezig = false;

  const lees = () => JSON.parse(localStorage.getItem(naam) ?? "[]");
  const bewaar = (tikken) => localStorage.setItem(naam, JSON.stringify(tikken));
  const haalWeg = (sleutel) => bewaar(lees().filter((tik) => tik.sleutel !== sleutel));
  const vandaag = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
  const kaartVan = (tik) => document.getElementById(`kaart-${tik.kaart}`);

  const toon = (tik) => {
    const kaart = kaartVan(tik);
    const formulier = kaart?.querySelector(".dagkaart__tik");
    if (!formulier) return;
    kaart.querySelector(".wachtkaart")?.remove();
    const blok = sjabloon.content.cloneNode(true).firstElementChild;
    blok.querySelector("[data-wat]").textContent = tik.label;
    if (tik.fout) blok.querySelector("[data-reden]").textContent = tik.fout;
    blok.querySelector("button").addEventListener("click", () => {
      haalWeg(tik.sleutel);
      blok.remove();
      formulier.hidden = false;
      formulier.querySelector("button").focus();
      vertel();
    });
    formulier.hidden = true;
    formulier.after(blok);
  };

  const vertel = () => {
    const wacht = lees().filter((tik) => !tik.fout).length;
    stand.textContent = wacht ? `Wordt verstuurd zodra er bereik is (${wacht})` : "";
  };

  const zetIn = (formulier, waarden) => {
    const kaart = formulier.closest(".dagkaart");
    const knop = [...formulier.querySelectorAll("button")].find((een) => een.value === waarden.get("uitkomst"));
    const tik = {
      url: formulier.getAttribute("action"),
      kaart: kaart.id.replace("kaart-", ""),
      sleutel: waarden.get("sleutel"),
      uitkomst: waarden.get("uitkomst"),
      label: knop.textContent,
      dag: vandaag(),
    };
    haalWeg(tik.sleutel);
    bewaar([...lees(), tik]);
    toon(tik);
    vertel();
  };

  const mislukt = (tik, fout) => {
    bewaar(lees().map((een) => (een.sleutel === tik.sleutel ? { ...een, fout } : een)));
    toon({ ...tik, fout });
  };

  const verwerk = async (tik, antwoord) => {
    const tekst = await antwoord.text();
    const gelogd = new DOMParser().parseFromString(tekst, "text/html").querySelector(".dagkaart--gelogd");
    if (antwoord.ok && gelogd) {
      haalWeg(tik.sleutel);
      gelogd.querySelector("[data-focus]").removeAttribute("data-focus"); // nobody tapped just now
      if (kaartVan(tik)) htmx.swap(`#kaart-${tik.kaart}`, gelogd.outerHTML, { swapStyle: "outerHTML" });
    } else if (antwoord.redirected || antwoord.status === 403) {
      mislukt(tik, "Niet verstuurd: u bent uitgelogd of mag dit niet. Ververs de pagina.");
    } else {
      mislukt(tik, "Niet gelogd. Open het huishouden en log het contact daar.");
    }
  };

  const verstuur = async () => {
    if (bezig || !navigator.onLine) return;
    bezig = true;
    try {
      for (const tik of lees().filter((een) => !een.fout)) {
        const waarden = new URLSearchParams({ sleutel: tik.sleutel, uitkomst: tik.uitkomst });
        if (tik.dag !== vandaag()) waarden.set("datum", tik.dag);
        const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
        const headers = { "HX-Request": "true", "X-CSRFToken": csrf };
        await verwerk(tik, await fetch(tik.url, { method: "POST", headers, body: waarden }));
      }
    } catch {
      // Still no connection: what waits stays.
    } finally {
      bezig = false;
      vertel();
    }
  };

  // The general script would say that nothing was saved.
  for (const soort of ["htmx:sendError", "htmx:timeout"]) {
    lijst.addEventListener(soort, (event) => {
      const formulier = event.target.closest(".dagkaart__tik");
      if (!formulier) return;
      event.stopPropagation();
      zetIn(formulier, event.detail.requestConfig.formData);
    });
  }

  // Whoever comes back after signing in again gets a new chance for what was refused.
  bewaar(lees().map(({ fout, ...tik }) => tik));
  lees().forEach(toon);
  vertel();
  window.addEventListener("online", verstuur);
  setInterval(verstuur, NOG_EENS);
  verstuur();
})();
