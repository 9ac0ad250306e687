import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";

/** The official schema, as Microsoft's package carries it. */
const path = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
// Draft 4, of which only the names of these two keys matter here.
const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(path, "utf8"));

const uri = /^[a-z][a-z0-9+.-]*:([\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;
const reference = /^(?![^/]*:(?!\/\/))([\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;

const valid = new Ajv({ strict: false, validateSchema: false, allErrors: true, unicodeRegExp: false })
  .addFormat("uri", (text: string) => uri.test(text) && URL.canParse(text))
  .addFormat("uri-reference", (text: string) => uri.test(text) || reference.test(text))
  .addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
  .compile(schema);

/** What is wrong with a log by the official schema; nothing in a valid one. */
export function sarifMistakes(log: unknown): readonly unknown[] {
  return valid(log) ? [] : (valid.errors ?? []);
}
