// The list of what is wrong belongs to the page as it was sent. What is not asked any
// more is not wrong: its line goes, and comes back with the question.
const list = document.getElementById("errors");

export function start() {
  if (list) document.addEventListener("fields", follow);
}

function follow() {
  for (const link of list.querySelectorAll('a[href^="#"]')) {
    const field = document.getElementById(link.hash.slice(1));
    link.closest("li").hidden = !field || field.closest("[hidden]") !== null;
  }
  list.hidden = !list.querySelector("li:not([hidden])");
}
