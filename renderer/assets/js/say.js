// What is said to those who do not see the page change, and shown to all.

const kept = document.getElementById("kept");

// words are those that the page has for the script.
export const words = kept?.dataset ?? {};

const heard = 10000; // milliseconds that a message stays to be read again

const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
region.setAttribute("aria-atomic", "false"); // a message does not bring those before it
document.body.append(region);

// say tells politely. Each message is a line of its own, so that two at once do not
// take each other's place.
export function say(text) {
  if (!text) return;
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), heard);
}

// show writes the line about the draft. It is not said each time.
export function show(text) {
  kept.textContent = text;
  kept.hidden = !text;
}
