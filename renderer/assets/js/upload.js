// Files go off as soon as they are chosen, with the same post as their button
// makes; one sees how far they are, and can stop them. If it fails, the file stays
// chosen and the button comes back.
import { address, awaited, fields, inTurn, posted, read, submit } from "./page.js";
import * as keep from "./keep.js";
import * as live from "./live.js";
import { took } from "./rows.js";
import { say, words } from "./say.js";

export function start() {
  document.documentElement.classList.add("sp-live");
  fields.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type === "file" && input.files.length > 0) awaited(inTurn(() => upload(input)));
  });
}

async function upload(input) {
  live.forget();
  keep.done();
  const request = new XMLHttpRequest();
  const progress = watched(input, request);
  try {
    took(await sent(input, request), true);
    const wrong = document.getElementById(input.id + "-error");
    if (wrong) say(wrong.textContent);
  } catch (stopped) {
    failed(input, stopped);
  } finally {
    progress.remove();
  }
}

// sent gives the fields that come back once everything is there.
function sent(input, request) {
  const body = new FormData();
  for (const [name, text] of posted("upload")) body.append(name, text);
  for (const file of input.files) body.append(input.name, file);
  return new Promise((then, not) => {
    request.onload = () => {
      if (request.status !== 200 && request.status !== 422) return not({ status: request.status });
      input.value = "";
      then(read(request.responseText));
    };
    request.onerror = () => not({ status: 0 });
    request.onabort = () => not({ cancelled: true });
    request.open("POST", address);
    request.setRequestHeader("Sportello-Part", "fields");
    request.send(body);
  });
}

// watched shows how far a request is.
function watched(input, request) {
  const box = document.getElementById("uploading").content.firstElementChild.cloneNode(true);
  const bar = box.querySelector("progress");
  const told = words.uploading.replace("{name}", () => [...input.files].map((file) => file.name).join(", "));
  box.querySelector("p").textContent = told;
  bar.setAttribute("aria-label", told);
  box.querySelector("button").addEventListener("click", () => request.abort());
  request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
  input.closest(".sp-upload").after(box);
  say(told);
  return box;
}

function failed(input, stopped) {
  if (stopped.cancelled) {
    input.value = "";
    input.focus();
    return say(words.cancelled);
  }
  document.documentElement.classList.remove("sp-live");
  const button = input.closest(".sp-upload").querySelector("button");
  if (stopped.status === 409 || stopped.status === 403) return submit(button); // a page says why
  say(words.unsent);
  const line = document.createElement("p");
  line.className = "sp-unsent";
  line.dataset.ours = "";
  line.textContent = words.unsent;
  input.closest(".sp-upload").nextElementSibling?.matches(".sp-unsent") || input.closest(".sp-upload").after(line);
}
