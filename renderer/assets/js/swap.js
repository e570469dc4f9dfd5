// Puts what the server answered in the place of what stands on the page, and
// touches only what differs. The same elements stay, with what is typed in them,
// the caret, what is open. A question that is not asked any more is only hidden:
// what was typed in it goes on being posted, as without a script, and is there
// again when the question is.

// swap brings the fields to a fresh state. quiet keeps the errors that are shown:
// the answer was about an unsent page, which has none.
export function swap(fields, fresh, quiet) {
  const was = document.activeElement;
  const before = controls(fields);
  quietly = quiet;
  children(fields, fresh);
  for (const away of fields.querySelectorAll("[data-away]")) {
    if (asked(fields, away)) away.remove();
  }
  if (was && before.includes(was) && !seen(was)) {
    before.slice(0, before.indexOf(was)).reverse().find(seen)?.focus();
  }
}

let quietly = false;

const focusable = 'input:not([type="hidden"]), select, textarea, button, a[href]';
const answers = "input[name], select[name], textarea[name]";
const controls = (inside) => [...inside.querySelectorAll(focusable)];
const seen = (element) => element.isConnected && !element.closest("[hidden]");

// asked tells whether something hidden is asked in another way now.
function asked(fields, away) {
  return [...away.querySelectorAll(answers)].some((one) =>
    [...fields.querySelectorAll(`[name="${CSS.escape(one.name)}"]`)].some((other) => !other.closest("[data-away]")));
}

// children brings the children of an element to those of a fresh one.
function children(old, fresh) {
  const used = new Set();
  const stays = new Set([...fresh.children].map(key));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const same = key(next) ? [...old.childNodes].find((node) => !used.has(node) && alike(node, next)) : nameless(at, next, stays);
    if (!same) {
      old.insertBefore(next, at);
      used.add(next);
      continue;
    }
    used.add(same);
    if (at && at.compareDocumentPosition(same) & Node.DOCUMENT_POSITION_PRECEDING || !at) {
      old.insertBefore(same, at);
    } else {
      at = same.nextSibling;
    }
    node(same, next);
  }
  for (const left of [...old.childNodes]) {
    if (!used.has(left)) putAway(left);
  }
}

// nameless finds what has no key, like a text: it is never taken from behind a thing
// that stays, for then that would have to move, and lose the focus.
function nameless(at, next, stays) {
  for (let node = at; node && !(key(node) && stays.has(key(node))); node = node.nextSibling) {
    if (alike(node, next)) return node;
  }
}

// gone are the things that do not come back: a row, an option, what a search found.
const gone = ".sp-row, .form-check, .sp-found";

// putAway takes something off the page.
function putAway(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.remove();
  if ("ours" in node.dataset || quietly && node.matches(".sp-error")) return;
  if (node.matches(gone) || !node.querySelector('input:not([type="hidden"]), select, textarea')) return node.remove();
  node.hidden = true;
  node.dataset.away = "";
}

function node(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (old.matches(".sp-row")) rename(old, old.id, fresh.id);
  attributes(old, fresh);
  if (old.matches("textarea")) {
    if (old.value === old.defaultValue && old !== document.activeElement) old.defaultValue = fresh.defaultValue;
  } else {
    children(old, fresh);
  }
}

// theirs is what belongs to who fills the page in, or to the browser.
const theirs = ["checked", "selected", "open"];

// erring are the attributes that tell of an error.
const erring = ["class", "aria-invalid", "aria-describedby"];

function attributes(old, fresh) {
  const ours = (old.dataset.own ?? "").split(" ");
  const wrong = quietly && old.matches('.sp-wrong, [aria-invalid="true"]');
  const leave = (name) => theirs.includes(name) || ours.includes(name) || name === "data-own" || wrong && erring.includes(name);
  for (const { name } of [...old.attributes]) {
    if (!leave(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!leave(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

// alike tells whether two nodes are the same thing at two times.
function alike(a, b) {
  return a.nodeName === b.nodeName && !("ours" in (a.dataset ?? {})) && key(a) === key(b);
}

// key is what an element is known by: a row by its id, an option by its value,
// anything else by the first answer in it.
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.matches(".sp-row")) return node.querySelector('[name$="._id"]')?.value ?? "";
  const named = node.matches("[name]") ? node : node.querySelector(answers);
  if (node.matches('.form-check, [type="radio"], [type="checkbox"]')) return named.name + "=" + named.value;
  if (node.id) return node.id;
  if (node.matches("option, button")) return node.value;
  if (node.matches("label")) return node.htmlFor;
  if (!named) return "";
  const name = named.name.replace(/\.upload$/, "");
  return named === node ? name + "=" + node.value : name;
}

// rename gives what is in a row the names that follow from its new place.
function rename(row, from, to) {
  if (from === to) return;
  const before = from.slice(2) + ".", after = to.slice(2) + ".";
  for (const one of row.querySelectorAll("*")) {
    for (const name of ["name", "id", "for", "list", "aria-describedby", "aria-labelledby"]) {
      const value = one.getAttribute(name);
      if (value?.includes(before)) one.setAttribute(name, value.replaceAll(before, after));
    }
  }
}
