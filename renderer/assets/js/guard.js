// What is sent is sent once, and not lost where there is no network.
import { form as page, submit, underWay } from "./page.js";
import * as keep from "./keep.js";
import { say, show, words } from "./say.js";

const patience = 8000; // milliseconds: the first press may have been lost on the way
const hold = 3000; // how long a press waits for a draft that is being kept

export function start() {
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", (event) => guarded(form, event));
  // Coming back with the browser's own button makes forms usable again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
}

function guarded(form, event) {
  if (event.defaultPrevented) return; // another part has taken it over
  if ("sent" in form.dataset) return event.preventDefault();
  if (form === page && (offline() || waits(event.submitter))) return event.preventDefault();
  form.dataset.sent = "";
  for (const button of form.querySelectorAll('[type="submit"]')) button.setAttribute("aria-disabled", "true");
  if (form === page) keep.done();
  setTimeout(() => release(form), patience);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('[type="submit"][aria-disabled]')) button.removeAttribute("aria-disabled");
}

let told = false;

// offline tells once that there is no network; pressing again tries all the same.
function offline() {
  if (navigator.onLine || told) return (told = false);
  show(words.offline);
  say(words.offline);
  return (told = true);
}

// waits lets a draft that is being kept come home first, so that what is sent
// does not seem to be behind.
function waits(button) {
  const change = underWay();
  if (!change || waits.held) return (waits.held = false);
  Promise.race([change, new Promise((then) => setTimeout(then, hold))]).then(() => {
    waits.held = true;
    submit(button);
    waits.held = false;
  });
  return true;
}
