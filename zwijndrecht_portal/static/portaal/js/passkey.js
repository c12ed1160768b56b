// Passkeys exist only in a script. Where the browser cannot do them the button stays away, and a code does the work.
"use strict";

(() => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;

  const ask = {
    maak: (question) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
    toon: (question) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const { naam, antwoord } = form.elements;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!naam || naam.value.trim()) {
        try {
          const passkey = await ask[form.dataset.passkey](JSON.parse(form.dataset.vraag));
          antwoord.value = JSON.stringify(passkey.toJSON());
        } catch {
          antwoord.value = ""; // stopped, or too late: the server says so
        }
      }
      form.submit();
    });
  }
})();
