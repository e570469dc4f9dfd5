// Builds dist from the design system and our own files:
//
//     npm ci && node build.mjs
//
// The style sheets become one file, with fonts first and ours last, and so do the
// modules of the script. Hashes and compression are made by the program when it
// starts.
import { buildSync } from "esbuild";
import { PurgeCSS } from "purgecss";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const system = join(here, "node_modules", "bootstrap-italia");
const dist = join(here, "dist");

// The weights of documents on paper, which are set in the same font.
const paper = [
  "titillium-web-v10-latin-ext_latin-regular.ttf",
  "titillium-web-v10-latin-ext_latin-600.ttf",
];

// The weights that the pages use, of the three fonts of the design system.
const fonts = [
  ["Titillium_Web", "titillium-web-v10-latin-ext_latin-300.woff2"],
  ["Titillium_Web", "titillium-web-v10-latin-ext_latin-regular.woff2"],
  ["Titillium_Web", "titillium-web-v10-latin-ext_latin-italic.woff2"],
  ["Titillium_Web", "titillium-web-v10-latin-ext_latin-600.woff2"],
  ["Titillium_Web", "titillium-web-v10-latin-ext_latin-700.woff2"],
  ["Roboto_Mono", "roboto-mono-v13-latin-ext_latin-regular.woff2"],
];

function clean() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (name !== ".keep") rmSync(join(dist, name), { recursive: true });
  }
}

function copy(from, to) {
  mkdirSync(dirname(join(dist, to)), { recursive: true });
  cpSync(from, join(dist, to));
}

// styles keeps what pages use of the design system's styles, a sixth of them, and
// puts ours after it.
async function styles(words) {
  const read = (...path) => readFileSync(join(...path), "utf8").replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trim();
  const [needed] = await new PurgeCSS().purge({
    content: [{ raw: [...words].join(" "), extension: "html" }],
    css: [{ raw: read(system, "dist", "css", "bootstrap-italia.min.css") }],
    safelist: [":focus", ":focus-visible"], // of whatever it may be
  });
  // The icons of a video player that no page has; the national model allows three fonts only.
  const theirs = needed.css.replace(/@font-face\s*\{[^}]*VideoJS[^}]*\}/g, "");
  mkdirSync(join(dist, "css"), { recursive: true });
  writeFileSync(join(dist, "css", "sportello.css"), [read(here, "css", "fonts.css"), theirs, read(here, "css", "sportello.css")].join("\n") + "\n");
}

// used are the words that pages are made of: whatever may be the name of a class or
// of an icon.
function used() {
  const words = new Set();
  for (const folder of [join(here, "..", "templates"), join(here, ".."), join(here, "js")]) {
    for (const name of readdirSync(folder, { recursive: folder.endsWith("templates") })) {
      if (!/\.(html|go|js)$/.test(name) || name.endsWith("_test.go")) continue;
      for (const word of readFileSync(join(folder, name), "utf8").match(/[A-Za-z0-9_-]+/g) ?? []) words.add(word);
    }
  }
  return words;
}

// icons keeps the icons of the design system that pages show.
function icons(words) {
  const all = readFileSync(join(system, "dist", "svg", "sprites.svg"), "utf8");
  const kept = all.match(/<symbol id="it-[^"]+".*?<\/symbol>/gs).filter((symbol) => words.has(symbol.match(/id="it-([^"]+)"/)[1]));
  mkdirSync(join(dist, "svg"), { recursive: true });
  writeFileSync(join(dist, "svg", "sprites.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${kept.join("")}</svg>\n`);
}

function script() {
  buildSync({
    entryPoints: [join(here, "js", "sportello.js")], outfile: join(dist, "js", "sportello.js"),
    bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8",
  });
}

clean();
const words = used();
await styles(words);
icons(words);
script();
for (const name of ["icon.svg", "eu.svg"]) copy(join(here, "svg", name), `svg/${name}`);
for (const [folder, file] of fonts) copy(join(system, "dist", "fonts", folder, file), `fonts/${file}`);
for (const file of paper) copy(join(system, "dist", "fonts", "Titillium_Web", file), `fonts/${file}`);
copy(join(system, "LICENSE"), "licences/bootstrap-italia.txt");
copy(join(system, "dist", "fonts", "Titillium_Web", "OFL.txt"), "licences/titillium-web.txt");
copy(join(system, "dist", "fonts", "Roboto_Mono", "LICENSE.txt"), "licences/roboto-mono.txt");
