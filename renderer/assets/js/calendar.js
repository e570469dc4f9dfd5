// A day is typed, and may be chosen from the browser's own calendar too: a button
// beside the field opens it. The calendar belongs to a field that is there only for
// it, without a name, so that nobody comes upon the same question twice.
import { fields } from "./page.js";
import { say } from "./say.js";

export function start() {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  each();
  document.addEventListener("fields", each);
  fields.addEventListener("focusin", (event) => event.target.matches(".sp-calendar *") || close());
}

const close = () => fields.querySelector('.sp-calendar [type="date"]')?.remove();

function each() {
  for (const input of fields.querySelectorAll("[data-day]")) {
    input.nextElementSibling || enhance(input);
    input.nextElementSibling.querySelector(".visually-hidden").textContent = ": " + label(input);
  }
}

const label = (input) => input.labels[0].firstChild.textContent.trim();

function enhance(input) {
  const box = document.getElementById("calendar").content.firstElementChild.cloneNode(true);
  box.querySelector("button").addEventListener("click", () => open(input, box));
  input.after(box);
}

function open(input, box) {
  close();
  const day = document.createElement("input"), before = input.value;
  day.type = "date";
  day.tabIndex = -1;
  day.min = input.dataset.from ?? "";
  day.max = input.dataset.to ?? "";
  day.value = canonical(before);
  day.setAttribute("aria-label", label(input));
  day.addEventListener("change", () => write(input, typed(day.value) || (canonical(before) ? "" : before)));
  box.append(day);
  try {
    day.showPicker();
  } catch {
    input.focus(); // the browser does not let it open: one types
  }
}

const canonical = (text) => {
  const [, d, m, y] = text.trim().match(/^(\d{1,2})\D(\d{1,2})\D(\d{4})$/) ?? [];
  return y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : "";
};

const typed = (day) => day.split("-").reverse().join("/");

// write puts a day into its field, as if it had been typed.
function write(input, text) {
  input.value = text;
  for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  say(text);
}
