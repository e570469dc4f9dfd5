// Two small comforts; everything works without them.
"use strict";

// Whoever comes back to a page with errors starts at their list.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A form that was sent is not sent again by a second press. Coming back to the
// page with the browser's own button makes it usable again, and so does waiting:
// the first press may have been lost on the way.
const patience = 8000; // milliseconds
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, patience);
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
