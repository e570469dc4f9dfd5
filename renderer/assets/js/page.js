// The page that is being filled in, and how its form is posted in the background:
// to where it is posted anyway, with a header that asks for the fields alone.

export const form = document.querySelector('input[name="_shown"]')?.form;
export const fields = document.getElementById("fields");
export const revision = form?.querySelector('input[name="_rev"]');

// A question may be called "action" or "submit", and would stand in the place of
// what the form has under these names.
export const address = form?.getAttribute("action");
export const submit = (button) => HTMLFormElement.prototype.requestSubmit.call(form, button);

const patience = 15000; // milliseconds

// posted is what the form posts, but for files that are only chosen yet.
export function posted(action) {
  const body = new URLSearchParams();
  for (const [name, text] of new FormData(form)) {
    if (typeof text === "string") body.append(name, text);
  }
  body.set("_action", action);
  return body;
}

// post gives what the server answers. A redirect is no answer: it leads to a page.
export function post(body, options) {
  return fetch(address, {
    method: "POST", body, headers: { "Sportello-Part": "fields" },
    redirect: "manual", signal: AbortSignal.timeout(patience), ...options,
  });
}

// read gives the fields in an answer, or throws.
export function read(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("fields");
  if (!fresh) throw new Error("an answer without fields");
  return fresh;
}

let waits = 0;

// awaited marks the form as long as something is under way that may change it.
export function awaited(done) {
  waits++;
  form.dataset.waiting = "";
  return done.finally(() => {
    if (--waits === 0) delete form.dataset.waiting;
  });
}

let last = null; // the change under way

// inTurn does what changes the draft, one after the other: each starts from the
// revision that the one before made.
export function inTurn(change) {
  const done = last ? last.then(change) : change();
  const mine = done.catch(() => {}).then(() => {
    if (last === mine) last = null;
  });
  last = mine;
  return done;
}

// underWay is the change that is not answered yet, or null.
export const underWay = () => last;
