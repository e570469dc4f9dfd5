// Rows are added and taken away, and files dropped, without a page around them.
// The same button posts the same form; where that fails, it does so plainly.
import { awaited, form, inTurn, post, posted, read, revision, submit } from "./page.js";
import * as keep from "./keep.js";
import * as live from "./live.js";
import { say } from "./say.js";

const verbs = ["add", "remove", "drop"];

export function start() {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "_action" || !verbs.includes(button.value.split(":")[0]) || "plain" in button.dataset) return;
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    awaited(inTurn(() => change(button)).catch(() => plainly(button)));
  });
}

async function change(button) {
  live.forget();
  keep.done();
  const answer = await post(posted(button.value));
  if (!answer.ok) throw new Error("not changed");
  button.removeAttribute("aria-disabled");
  took(read(await answer.text()));
}

// took shows what became of the page, and goes to where something changed.
export function took(fresh, stay) {
  revision.value = fresh.dataset.rev;
  document.getElementById("errors")?.remove(); // of an earlier sending
  live.show(fresh, false);
  const target = document.getElementById(fresh.dataset.target) ?? document.getElementById(fresh.dataset.target + "-1");
  if (!stay || document.activeElement === document.body) target?.focus();
  say(fresh.dataset.told);
}

// plainly posts the form as it would be without a script.
function plainly(button) {
  button.removeAttribute("aria-disabled");
  button.dataset.plain = "";
  submit(button);
  delete button.dataset.plain;
}
