// What is said to those who do not see the page change, and shown to all.

const kept = document.getElementById("kept");

// words are those that the page has for the script.
export const words = kept?.dataset ?? {};

const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
document.body.append(region);

// say tells politely. The region is emptied first: what is said again is a change
// only then.
export function say(text) {
  if (!text) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 100);
}

// show writes the line about the draft. It is not said each time.
export function show(text) {
  kept.textContent = text;
  kept.hidden = !text;
}
