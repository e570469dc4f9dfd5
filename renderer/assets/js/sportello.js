// Everything works without this script; with it the same is quicker. It holds no
// words and decides nothing: it asks the server, and puts what it answers in its
// place. If anything here breaks, the forms go on as plain forms.
import * as calendar from "./calendar.js";
import * as combobox from "./combobox.js";
import * as count from "./count.js";
import * as errors from "./errors.js";
import * as guard from "./guard.js";
import * as keep from "./keep.js";
import * as live from "./live.js";
import * as rows from "./rows.js";
import * as session from "./session.js";
import * as upload from "./upload.js";
import { form } from "./page.js";

// Whoever comes back to a page with errors starts at their list.
document.querySelector("[data-focus]")?.focus();

if (form) {
  live.start();
  keep.start();
  rows.start();
  upload.start();
  count.start();
  combobox.start();
  calendar.start();
  errors.start();
}
session.start();
guard.start(); // last: it sees which submissions the others took over
