// Builds dist from the design system and our own files:
//
//     npm ci && node build.mjs
//
// The style sheets become one file, with fonts first and ours last, and so do the
// modules of the script. Hashes and compression are made by the program when it
// starts.
import { buildSync } from "esbuild";
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

function styles() {
  const parts = [
    join(here, "css", "fonts.css"),
    join(system, "dist", "css", "bootstrap-italia.min.css"),
    join(here, "css", "sportello.css"),
  ].map((file) => readFileSync(file, "utf8").replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trim())
    // The icons of a video player that no page has; the national model allows three fonts only.
    .map((css) => css.replace(/@font-face\{[^}]*VideoJS[^}]*\}/g, ""));
  mkdirSync(join(dist, "css"), { recursive: true });
  writeFileSync(join(dist, "css", "sportello.css"), parts.join("\n") + "\n");
}

function script() {
  buildSync({
    entryPoints: [join(here, "js", "sportello.js")], outfile: join(dist, "js", "sportello.js"),
    bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8",
  });
}

clean();
styles();
script();
for (const name of ["icon.svg", "eu.svg"]) copy(join(here, "svg", name), `svg/${name}`);
copy(join(system, "dist", "svg", "sprites.svg"), "svg/sprites.svg");
for (const [folder, file] of fonts) copy(join(system, "dist", "fonts", folder, file), `fonts/${file}`);
for (const file of paper) copy(join(system, "dist", "fonts", "Titillium_Web", file), `fonts/${file}`);
copy(join(system, "LICENSE"), "licences/bootstrap-italia.txt");
copy(join(system, "dist", "fonts", "Titillium_Web", "OFL.txt"), "licences/titillium-web.txt");
copy(join(system, "dist", "fonts", "Roboto_Mono", "LICENSE.txt"), "licences/roboto-mono.txt");
