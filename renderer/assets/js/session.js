// Warns before the session ends, and goes on with it if that is wished.
import * as keep from "./keep.js";

const before = 120; // seconds
const longest = 24 * 3600; // a timer cannot wait for weeks
const dialog = document.getElementById("session");
const text = dialog?.querySelector("p");
const warning = text?.textContent;
let timer, ended = false;

export function start() {
  if (!dialog) return;
  dialog.addEventListener("close", stay);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  addEventListener("pageshow", (event) => event.persisted && look());
  watch(Number(document.body.dataset.session));
}

function watch(seconds) {
  if (seconds > longest) return;
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(seconds - before, 0) * 1000);
}

// seconds asks how long the session lasts; 0 is not any more.
async function seconds(method) {
  const answer = await fetch("/sessione", { method });
  if (answer.status === 403) return 0;
  if (!answer.ok) throw new Error("not told");
  return Number(answer.headers.get("Session-Seconds"));
}

// look warns, unless the session was used in another window.
async function look() {
  try {
    const left = await seconds("GET");
    if (left > before) return watch(left);
    if (left > 0) keep.keep();
    open(left);
    if (left > 0) timer = setTimeout(look, left * 1000);
  } catch {
    timer = setTimeout(look, 30000); // no network now
  }
}

function open(left) {
  ended = left <= 0;
  text.textContent = ended ? dialog.dataset.ended : warning;
  if (!dialog.open) dialog.showModal();
}

async function stay() {
  if (ended) return; // sending the page leads to where one signs in
  clearTimeout(timer);
  try {
    const left = await seconds("POST");
    left > 0 ? watch(left) : open(0);
  } catch {
    timer = setTimeout(look, 5000);
  }
}
