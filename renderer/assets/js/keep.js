// Keeps the draft as typed, a while after the last change and when the window is
// left, and says so. A draft that was changed in another window is not written
// over: one is told, and compares on going on.
import { address, fields, form, inTurn, post, posted, read, revision } from "./page.js";
import { say, show, words } from "./say.js";

const rest = 5000; // milliseconds without typing
const again = 20000; // milliseconds after which a failure is tried again
let timer, dirty = false, stopped = false, said = false, failed = false;
let unsure = null; // what was posted without an answer: it may be kept, or not

export function start() {
  if ("unkept" in form.dataset) return; // it is no page of a draft
  fields.addEventListener("input", typed);
  fields.addEventListener("change", typed);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && dirtied() && keep());
  addEventListener("online", () => keep());
  catchUp();
}

export function typed() {
  dirty = true;
  later(rest);
}

function dirtied() {
  return said && (dirty = true);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

// done tells that what is typed is kept, or is being sent.
export function done() {
  dirty = false;
  clearTimeout(timer);
}

// keep keeps the draft, if there is something to keep.
export function keep() {
  if (dirty && !stopped) inTurn(() => send()).catch(() => {});
}

async function send(options) {
  const body = unsure ?? posted("keep");
  if (!unsure) done();
  try {
    await took(await post(body, options));
    unsure = null;
    if (dirty) later(0);
  } catch (problem) {
    unsure = body; // sent again as it is, so that it cannot be in its own way
    dirty = true;
    if (!failed) say(words.failed);
    failed = true;
    show(words.failed);
    later(again);
  }
}

async function took(answer) {
  if (answer.status === 409 || answer.status === 403) {
    stopped = true;
    const told = answer.status === 409 ? words.conflict : words.ended;
    show(told);
    say(told);
    return;
  }
  if (!answer.ok) throw new Error("not kept");
  const told = await answer.json();
  revision.value = told.rev;
  show(told.told);
  if (!said || failed) say(told.told); // once is enough
  said = true;
  failed = false;
}

const draft = address?.replace(/\/pagine\/.*/, "");

// leave keeps the draft while the window goes away. The next page may be made
// before that; a note in this window, a number only, lets it catch up.
function leave() {
  if (!dirty || stopped || "sent" in form.dataset) return;
  note(`${revision.value} ${address}`);
  inTurn(() => send({ keepalive: true, signal: undefined })).catch(() => {});
}

function note(text) {
  try {
    sessionStorage.setItem(draft, text);
  } catch { /* a window without memory compares in the usual way */ }
}

// catchUp takes over the revision that this very window made as it left the page
// before. The same page is loaded anew, to show what was kept.
function catchUp() {
  let left;
  try {
    left = sessionStorage.getItem(draft);
    sessionStorage.removeItem(draft);
  } catch { return; }
  const [rev, page] = (left ?? "").split(" ");
  if (rev !== revision.value) return;
  inTurn(async () => {
    const now = read(await (await post(posted("ask"))).text()).dataset.rev;
    if (Number(now) !== Number(rev) + 1) return;
    if (page === address && !dirty) location.reload();
    else revision.value = now;
  }).catch(() => {});
}
