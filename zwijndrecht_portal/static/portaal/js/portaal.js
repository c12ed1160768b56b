// Comfort only: every page works without this file.
"use strict";

(() => {
  // After a refused form the reader lands on the summary of what is wrong.
  const focusSummary = (root) => root.querySelector("[data-focus]")?.focus();

  const announce = (text) => {
    const place = document.getElementById("meldingen");
    const message = document.createElement("p");
    message.className = "meldingen__storing";
    message.textContent = text;
    place.replaceChildren(message);
  };

  focusSummary(document);

  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.detail.elt));

  // A fragment never is a whole document: then the session has ended and this is the sign-in page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.responseText.trimStart().toLowerCase().startsWith("<!doctype html")) {
      event.detail.shouldSwap = false;
      if (xhr.status < 400) window.location.assign(xhr.responseURL);
    }
  });

  document.addEventListener("htmx:sendError", () => {
    announce("Geen verbinding. Er is niets opgeslagen. Probeer het zo nog een keer.");
  });

  document.addEventListener("htmx:responseError", (event) => {
    const reason = { 401: "U bent uitgelogd. Kopieer wat u typte, log in en plak het terug.", 403: "U mag dit niet doen.", 404: "Dit bestaat niet meer. Ververs de pagina.", 503: "Het portaal is even niet bereikbaar. Wat u typte staat er nog. Probeer het over een minuut opnieuw." };
    announce(reason[event.detail.xhr.status] ?? "Er ging iets mis. Ververs de pagina en probeer het opnieuw.");
  });

  // Five minutes before the session ends; a request in between starts the count anew.
  const warning = document.getElementById("sessiemelding");
  if (warning) {
    const form = warning.querySelector("form");
    let timer;
    const wait = (seconds) => {
      form.hidden = true;
      clearTimeout(timer);
      timer = setTimeout(() => { form.hidden = false; }, Math.max(0, seconds - 300) * 1000);
    };
    wait(Number(warning.dataset.seconden));
    document.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful) wait(Number(warning.dataset.duur));
    });
  }
})();
