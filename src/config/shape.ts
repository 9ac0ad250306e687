import * as v from "valibot";
import { conventionNames } from "../engine/convention.ts";

// Each schema's message is what is allowed in its place: the mistakes are worded in mistakes.ts.

export const text = v.string("a text");
const flag = v.boolean("true or false");
const texts = v.array(text, "a list of texts");

/** One of these words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return v.picklist(words, words.map((word) => `"${word}"`).join(", "));
}

// A JavaScript array is an object too, and valibot takes it for one.
function braces(allowed: string) {
  return v.custom<object>((value) => typeof value === "object" && !Array.isArray(value), allowed);
}

/** What an object may hold; mistakes.ts reads the known keys back from it. */
export function object<Entries extends v.ObjectEntries>(entries: Entries) {
  const allowed = `{ ${Object.keys(entries).join(", ")} }`;
  return v.pipe(braces(allowed), v.strictObject(entries, allowed));
}

function byNameOf<Value extends v.GenericSchema>(value: Value, allowed: string) {
  return v.pipe(braces(allowed), v.record(v.string(), value, allowed));
}

const severity = oneOf(["critical", "high", "medium", "info"]);
const severityOrOff = oneOf(["critical", "high", "medium", "info", "off"]);

const byTables = v.array(object({ tables: texts, severity: severityOrOff }));

const ruleSetting = v.union(
  [severityOrOff, byTables],
  '"critical", "high", "medium", "info", "off", or a list of { tables: [globs], severity }',
);

const conventionSetting = v.union(
  [flag, severityOrOff, byTables],
  'true, false, "critical", "high", "medium", "info", "off", or a list of { tables: [globs], severity }',
);

const byConvention = v.entriesFromList(conventionNames, v.optional(conventionSetting));

const renamed = v.union(
  [v.string(), v.literal(false)],
  "the new name as a text, or false to deny the rename",
);

const moved = v.union(
  [v.string(), v.literal(false)],
  'the "table.column" the values move from as a text, or false to deny the move',
);

/** doctor.config.json as a valibot schema; config.schema.json is made from it. */
export const shape = object({
  $schema: v.optional(described(text, "Where editors find the JSON Schema of this file.")),
  database: v.optional(described(text, "The SQLite file; DATABASE_URL is used without it.")),
  snapshot: v.optional(
    described(
      text,
      "The file that `doctor snapshot` writes (doctor-snapshot.sql unless stated); analysed where no database is named.",
    ),
  ),
  model: v.optional(
    described(
      texts,
      'Globs of TypeScript files ("exported:" before a glob takes every exported type), .sql files, folders of .sql migrations.',
    ),
  ),
  databaseType: v.optional(described(text, "The name of the Kysely database interface.")),
  queries: v.optional(described(texts, "Globs of the files whose SQL is examined.")),
  naming: v.optional(
    described(
      object({
        tables: v.optional(oneOf(["snake_plural", "snake", "camel", "pascal", "as-is"])),
        columns: v.optional(oneOf(["snake", "camel", "as-is"])),
      }),
      "How names in code become names in the database.",
    ),
  ),
  rules: v.optional(
    described(byNameOf(ruleSetting, "{ rule: setting }"), "A severity or off, by rule or by rule and table."),
  ),
  ignore: v.optional(described(texts, "Globs of tables that are left alone.")),
  renames: v.optional(
    described(
      object({
        tables: v.optional(byNameOf(renamed, '{ "old": "new" }')),
        columns: v.optional(byNameOf(byNameOf(renamed, '{ "old": "new" }'), '{ "table": { "old": "new" } }')),
      }),
      "Confirmed renames; false denies a suspected one.",
    ),
  ),
  moves: v.optional(
    described(
      byNameOf(byNameOf(moved, '{ "column": "table.column" }'), '{ "table": { "column": "table.column" } }'),
      "Where the values of declared columns are in the database; false denies a suspected move.",
    ),
  ),
  backfills: v.optional(
    described(
      byNameOf(
        byNameOf(v.string("an SQL expression as a text"), '{ "column": "SQL expression" }'),
        '{ "table": { "column": "SQL expression" } }',
      ),
      "SQL expressions that fill new columns of existing rows.",
    ),
  ),
  orphans: v.optional(
    described(
      byNameOf(
        byNameOf(oneOf(["fail", "set-null", "delete", "quarantine"]), '{ "column": choice }'),
        '{ "table": { "column": choice } }',
      ),
      "What becomes of rows that a new foreign key forbids.",
    ),
  ),
  checks: v.optional(
    described(
      v.array(
        object({ name: text, severity: v.optional(severity), why: v.optional(text), sql: text }),
        "a list of { name, severity, why, sql }",
      ),
      "The project's own questions: each SELECT returns the offending rows.",
    ),
  ),
  conventions: v.optional(
    described(
      v.union(
        [flag, object({ preset: v.optional(oneOf(["house"])), ...byConvention })],
        "true, false, or { preset, convention: setting }",
      ),
      "The opt-in conventions pack: true for all, a preset, or settings by convention.",
    ),
  ),
  failOn: v.optional(
    described(oneOf(["critical", "high", "medium", "never"]), "From which severity on the exit code is 1."),
  ),
  typecheck: v.optional(described(flag, "Whether database calls are compiled.")),
  data: v.optional(described(oneOf(["full", "sample", "off"]), "How much of the rows is read.")),
  proof: v.optional(
    described(
      object({
        maxBytes: v.optional(
          v.pipe(
            v.number("a whole number of bytes, 0 or more"),
            v.integer("a whole number of bytes, 0 or more"),
            v.minValue(0, "a whole number of bytes, 0 or more"),
          ),
        ),
      }),
      "Up to which size `analyze` rehearses with the rows.",
    ),
  ),
  history: v.optional(described(flag, "Whether runs are recorded in .doctor/.")),
});

/** doctor.config.json as it is written: everything may be left out. */
export type WrittenConfig = v.InferOutput<typeof shape>;

function described<const Schema extends v.GenericSchema>(schema: Schema, text: string) {
  return v.pipe(schema, v.description(text));
}
