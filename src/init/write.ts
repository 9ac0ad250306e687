import type { Choice, PassedOver } from "./choose.ts";
import type { Look } from "./look.ts";

/** The package's own schema of the config, where editors find it once it is installed. */
const schemaPath = "./node_modules/schema-drift-doctor/src/config/config.schema.json";

/** The text of a commented config that says what was chosen, and where what was not found is filled in. */
export function writeConfig(look: Look, choice: Choice): string {
  const parts = [
    [`"$schema": ${JSON.stringify(schemaPath)},`],
    databasePart(look, choice),
    modelPart(choice),
    queriesPart(look),
    morePart(look),
  ];
  const body = parts.map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join("\n")).join("\n\n");
  return `// Settings of schema-drift-doctor, written by \`doctor init\`. Paths are relative to this file.\n{\n${body}\n}\n`;
}

function databasePart({ named }: Look, { database, otherDatabases }: Choice): string[] {
  const others = passedOver("Other databases", otherDatabases);
  if (database?.kind === "file") {
    const ignored =
      named === null
        ? []
        : [`// It goes before DATABASE_URL of ${named.from}, which names no SQLite file that is there.`];
    return [
      "// The SQLite file. Reading never changes it.",
      ...ignored,
      ...others,
      entry("database", database.path),
    ];
  }
  if (database) {
    const from = `// The SQLite file is the one that DATABASE_URL names, now ${JSON.stringify(database.path)}. A line here would go before it:`;
    return [from, ...others, `// ${entry("database", database.path)}`];
  }
  return [
    "// No SQLite file was found: name yours here, or in DATABASE_URL (environment or .env), or with --db.",
    ...others,
    `// ${entry("database", "app.db")}`,
  ];
}

function modelPart({ model, otherModels, naming }: Choice): string[] {
  const others = passedOver("Also found", otherModels);
  if (model === null) {
    return [
      "// No model was found. It is what the code believes of the tables: TypeScript types with /** @table */, the file of",
      "// Kysely's or Drizzle's tables, a schema.prisma, an .sql schema, or a folder of .sql migrations.",
      ...others,
      `// ${entry("model", ["src/models/*.ts"])}`,
    ];
  }
  return [
    `// What the code believes of the tables: ${model.what}.`,
    ...others,
    entry("model", model.patterns),
    ...(model.databaseType === null ? [] : [entry("databaseType", model.databaseType)]),
    ...(naming === null
      ? []
      : [
          "// How names in code become names in the database: so most of them are found there.",
          `"naming": ${JSON.stringify(naming)},`,
        ]),
  ];
}

function queriesPart({ queries }: Look): string[] {
  if (queries.length > 0)
    return [
      "// Where the code asks the database: its SQL is tried on the schema.",
      entry("queries", queries),
    ];
  return [
    "// No SQL was found in TypeScript files. Where it stands, it is tried on the schema:",
    `// ${entry("queries", ["src/**/*.ts"])}`,
  ];
}

function morePart({ snapshot }: Look): string[] {
  return [
    "// From which severity on the exit code is 1: critical, high, medium or never.",
    `"failOn": "high",`,
    "",
    "// Tables to leave alone, by name or glob:",
    `// ${entry("ignore", ["legacy_*"])}`,
    "",
    "// A severity or off, by rule (doctor rules lists them):",
    `// "rules": { "missing-index": "info" },`,
    "",
    "// The schema as a text for the repository, to analyse where there is no database: doctor snapshot writes it.",
    `${snapshot === null ? "// " : ""}${entry("snapshot", snapshot ?? "doctor-snapshot.sql")}`,
  ];
}

function entry(key: string, value: string | readonly string[]): string {
  const text = Array.isArray(value)
    ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]`
    : JSON.stringify(value);
  return `"${key}": ${text},`;
}

const mostListed = 5;

function passedOver(title: string, found: readonly PassedOver[]): string[] {
  const lines = found
    .slice(0, mostListed)
    .map(({ name, why }) => `//   ${oneLine(name)}${why === null ? "" : `: ${oneLine(why)}`}`);
  const more = found.length - mostListed;
  return found.length === 0 ? [] : [`// ${title}:`, ...lines, ...(more > 0 ? [`//   and ${more} more`] : [])];
}

/** A comment ends with its line, whatever a name or a message brings. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\u2028\u2029]/gu, "");
}
