// Holds submissions to published schemas, in the validator's strict mode.
//
//   node check.mjs <folder>
//
// The folder holds <name>.schema.json and <name>.submissions.json (a list). One
// line is printed for each schema that does not compile and each submission that
// is not valid; the last line counts what was looked at.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
let schemas = 0, valid = 0, wrong = 0;

for (const file of readdirSync(folder).filter((f) => f.endsWith(".schema.json"))) {
  const name = file.slice(0, -".schema.json".length);
  schemas++;
  let validate;
  try {
    validate = new Ajv2020({ strict: true, allErrors: true }).compile(read(file));
  } catch (error) {
    wrong++;
    console.log(`${name}: the schema: ${error.message}`);
    continue;
  }
  read(`${name}.submissions.json`).forEach((submission, i) => {
    if (validate(submission)) {
      valid++;
      return;
    }
    wrong++;
    console.log(`${name}: submission ${i}: ${JSON.stringify(validate.errors)}`);
  });
}
console.log(`${schemas} schemas, ${valid} valid, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
