// Counts the characters of long texts as the server counts them. The count is seen
// at once, and said only near the limit, when one stops writing.
import { fields } from "./page.js";
import { say, words } from "./say.js";

const pause = 1500; // milliseconds without typing
let timer;

export function start() {
  each();
  document.addEventListener("fields", each);
  fields.addEventListener("input", (event) => {
    const text = event.target;
    if (!text.dataset.max) return;
    count(text);
    clearTimeout(timer);
    timer = setTimeout(() => near(text) && say(told(text)), pause);
  });
}

function each() {
  for (const text of fields.querySelectorAll("textarea[data-max]")) count(text);
}

function count(text) {
  let line = text.nextElementSibling;
  if (!line?.matches(".sp-count")) {
    line = document.createElement("p");
    line.className = "form-text sp-count";
    line.dataset.ours = "";
    line.setAttribute("aria-hidden", "true");
    text.after(line);
  }
  const now = told(text);
  if (line.textContent !== now) line.textContent = now;
  line.classList.toggle("sp-over", left(text) < 0);
}

// left is how many characters may still be written. The server leaves out what is
// not to be seen, and the space around.
function left(text) {
  const seen = text.value.replace(/[\p{Bidi_Control}]|(?![\n\t])\p{Cc}/gu, "").trim();
  return Number(text.dataset.max) - [...seen].length;
}

const near = (text) => left(text) <= Math.max(20, Number(text.dataset.max) / 10);

function told(text) {
  const n = left(text);
  return (n < 0 ? words.over : words.left).replace("{n}", Math.abs(n));
}
