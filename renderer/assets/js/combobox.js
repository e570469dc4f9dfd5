// A field with many options shows those that match while one types: a combobox
// with a list. Where there are too many to be on the page, the question about the
// page brings those that match.
import { fields } from "./page.js";
import * as live from "./live.js";
import { say, words } from "./say.js";

const shown = 50;
const ours = "role list autocomplete aria-autocomplete aria-expanded aria-controls aria-activedescendant";
let wanted = null; // the field whose options were asked for
let open = null; // the list that is open: { input, box, at }

export function start() {
  each();
  document.addEventListener("fields", () => {
    each();
    if (wanted && document.activeElement === wanted) fill(wanted);
  });
}

function each() {
  for (const input of fields.querySelectorAll(".sp-suggest input[list]")) enhance(input);
}

function enhance(input) {
  input.dataset.own = ours;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const box = document.createElement("ul");
  box.className = "sp-options";
  box.dataset.ours = "";
  box.hidden = true;
  box.setAttribute("role", "listbox");
  input.after(box);
  input.addEventListener("input", () => typed(input));
  input.addEventListener("keydown", (event) => pressed(input, event));
  input.addEventListener("blur", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays
  box.addEventListener("click", (event) => event.target.matches("li") && choose(event.target));
}

const searched = (input) => input.parentElement.querySelector('[value^="find:"]') !== null;

function typed(input) {
  if (choosing) return;
  if (!input.value.trim()) return close();
  if (!searched(input)) return fill(input);
  wanted = input;
  live.soon(200);
}

const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().trim();

// matching are the options for what is typed: those that begin with it first.
function matching(input) {
  const options = [...input.closest(".form-group").querySelectorAll("datalist option")].map((option) => option.value);
  if (searched(input)) return options;
  const wanted = plain(input.value);
  const found = options.filter((option) => plain(option).includes(wanted));
  return found.sort((a, b) => plain(b).startsWith(wanted) - plain(a).startsWith(wanted)).slice(0, shown);
}

function fill(input) {
  const box = input.nextElementSibling, found = matching(input);
  const same = !box.hidden && found.length === box.children.length && found.every((words, i) => box.children[i].textContent === words);
  if (same) return; // one may be choosing already
  box.id = input.id + "-options";
  box.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  box.replaceChildren(...found.map((words, i) => {
    const item = document.createElement("li");
    item.id = `${box.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = words;
    return item;
  }));
  box.hidden = found.length === 0;
  open = { input, box, at: -1 };
  input.setAttribute("aria-controls", box.id);
  input.setAttribute("aria-expanded", String(!box.hidden));
  input.removeAttribute("aria-activedescendant");
  if (found.length !== 1 || found[0] !== input.value) say(words.options.replace("{n}", found.length));
}

function close() {
  wanted = null;
  if (!open) return;
  const { input, box } = open;
  open = null;
  box.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function pressed(input, event) {
  const items = open && !open.box.hidden ? open.box.children : [];
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      event.preventDefault();
      if (items.length === 0) return typed(input);
      return go(items, event.key === "ArrowDown" ? 1 : -1);
    case "Enter":
      if (open?.at >= 0 && items.length > 0) {
        event.preventDefault();
        choose(items[open.at]);
      }
      return;
    case "Escape":
      if (items.length > 0) event.preventDefault();
      return close();
  }
}

// go moves to another option, around the end.
function go(items, by) {
  items[open.at]?.setAttribute("aria-selected", "false");
  open.at = open.at < 0 && by < 0 ? items.length - 1 : (open.at + by + items.length) % items.length;
  const item = items[open.at];
  item.setAttribute("aria-selected", "true");
  item.scrollIntoView({ block: "nearest" });
  open.input.setAttribute("aria-activedescendant", item.id);
}

let choosing = false;

// choose writes an option, as if it had been typed.
function choose(item) {
  const { input } = open;
  choosing = true;
  input.value = item.textContent;
  for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  choosing = false;
  close();
}
