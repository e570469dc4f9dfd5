// Asks how the page would stand, as its answers change. One question is under way
// at a time, so that no answer comes late; where something changes meanwhile the
// next follows it. If the server does not answer, nothing happens: the page is
// what it was, and its buttons work.
import { awaited, fields, form, post, posted, read } from "./page.js";
import { say } from "./say.js";
import { swap } from "./swap.js";

const pause = 300; // milliseconds without typing
let timer, settled = null, asking = false, changed = false, turn = 0, asked = "";

export function start() {
  fields.addEventListener("input", (event) => followed(event.target) && soon(pause));
  fields.addEventListener("change", (event) => followed(event.target) && soon(0));
  addEventListener("online", () => soon(0));
}

// followed tells whether something else on the page follows an answer.
function followed(control) {
  return control.name && (fields.dataset.follow ?? "").split(" ").includes(control.name);
}

// soon asks after a while.
export function soon(wait) {
  clearTimeout(timer);
  changed = true;
  if (!settled) awaited(new Promise((then) => { settled = then; }));
  timer = setTimeout(ask, wait);
}

// forget drops the question under way: the page has changed in another way.
export function forget() {
  turn++;
}

async function ask() {
  if (asking) return; // the answer will bring us back here
  const body = posted("ask");
  body.delete("_rev"); // nothing is kept
  changed = false;
  if (body.toString() !== asked) {
    asking = true;
    await take(body, turn).catch(() => { asked = ""; });
    asking = false;
  }
  if (changed) return soon(pause);
  settled();
  settled = null;
}

async function take(body, mine) {
  const answer = await post(body);
  if (!answer.ok) throw new Error("not answered");
  const fresh = read(await answer.text());
  if (mine !== turn || changed && hides(fresh, document.activeElement)) return;
  asked = body.toString();
  const filled = show(fresh, true);
  say(fresh.dataset.told);
  if (filled) soon(0); // a question came back with its answer, which others may follow
}

// hides tells whether what one is writing in is not asked any more.
function hides(fresh, control) {
  return fields.contains(control) && !!control.name && !fresh.querySelector(`[name="${CSS.escape(control.name)}"]`);
}

// show puts fresh fields on the page. It tells whether questions came back that
// have an answer already.
export function show(fresh, quiet) {
  const away = [...fields.querySelectorAll("[data-away]")];
  for (const found of fresh.querySelectorAll(".sp-found")) found.remove(); // what a search by its button shows
  const at = document.activeElement, before = at.getBoundingClientRect().top;
  swap(fields, fresh, quiet);
  if (form.contains(at) && at === document.activeElement) scrollBy(0, at.getBoundingClientRect().top - before); // where one is stays where it is
  fields.dataset.follow = fresh.dataset.follow ?? "";
  if (fields.querySelector('[type="file"]')) form.setAttribute("enctype", "multipart/form-data");
  document.dispatchEvent(new CustomEvent("fields"));
  return away.some((item) => !item.hidden);
}
