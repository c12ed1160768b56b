// Typing amounts from the keyboard, as in a spreadsheet. Comfort only: without this file it is a form with fields.
"use strict";

(() => {
  const form = document.querySelector("[data-raster]");
  if (!form) return;

  const cells = [...form.querySelectorAll("td input:not([type=hidden])")];
  const fields = [...cells, ...form.querySelectorAll("td textarea")];
  const changed = () => fields.some((field) => field.value !== field.defaultValue);

  const go = (cell, step) => {
    const next = cells[cells.indexOf(cell) + step];
    if (next) {
      next.focus();
      next.select();
    }
  };

  const keys = {
    Enter: (cell, event) => go(cell, event.shiftKey ? -1 : 1),
    ArrowDown: (cell) => go(cell, 1),
    ArrowUp: (cell) => go(cell, -1),
    Escape: (cell) => {
      cell.value = cell.defaultValue;
      mark(cell);
    },
  };

  const mark = (field) => field.classList.toggle("gewijzigd", field.value !== field.defaultValue);

  form.addEventListener("keydown", (event) => {
    const action = cells.includes(event.target) && keys[event.key];
    if (!action) return;
    event.preventDefault();
    action(event.target, event);
  });

  form.addEventListener("input", (event) => mark(event.target));

  // Leaving with something that is not saved: the browser asks first.
  let saving = false;
  form.addEventListener("submit", () => {
    saving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && changed()) event.preventDefault();
  });
})();
