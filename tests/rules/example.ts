import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { rules } from "../../rules/catalogue.ts";
import { withRenames } from "../../src/config/declare.ts";
import { tryIndexes } from "../../src/database/index-trials.ts";
import { introspect } from "../../src/database/introspect.ts";
import { openTryout } from "../../src/database/tryout.ts";
import { askedFor, type Conventions } from "../../src/engine/conventions.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import type { RuleSettings } from "../../src/engine/settings.ts";
import type { ReadCode } from "../../src/evidence/code.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { inHouseStyle } from "../../src/evidence/house-style.ts";
import type { OwnCheck } from "../../src/evidence/own-check.ts";
import { evidenceFor, evidenceWithCode, type Judging, type TwinPort } from "../../src/judge.ts";
import type { Step } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { readQueries } from "../../src/queries/read.ts";
import type { DeclaredSchema } from "../../src/schema/declared.ts";
import { sources } from "../../src/sources/index.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { declareScripts } from "../../src/sources/sql.ts";
import { plainRows } from "./plain-rows.ts";

/** The parts of a config that an example may state. */
interface ExampleConfig {
  readonly checks?: readonly OwnCheck[];
  readonly conventions?: Conventions;
  readonly ignore?: readonly string[];
  readonly rules?: RuleSettings;
  readonly renames?: {
    readonly tables?: Readonly<Record<string, string | false>>;
    readonly columns?: Readonly<Record<string, Readonly<Record<string, string | false>>>>;
  };
}

/** Every issue that all rules together find in an example. */
export async function issuesOf(example: Example): Promise<Issue[]> {
  const connection = new Database(":memory:");
  try {
    const { rules: settings = {} }: ExampleConfig = example.config ?? {};
    return runRules(rules, await evidenceOf(example, connection), settings);
  } finally {
    connection.close();
  }
}

/** Builds an example's database and holds its declaration against it, with the rules' questions answered. */
export async function evidenceOf(example: Example, connection: Database.Database): Promise<Evidence> {
  connection.pragma("foreign_keys = OFF");
  // An example may edit the stored schema, as a hand in the sqlite3 shell does.
  connection.unsafeMode(true).exec(example.actual).unsafeMode(false);
  const config: ExampleConfig = example.config ?? {};
  const { ignore = [], renames = {}, conventions = {}, checks = [], rules: settings = {} } = config;
  const { tables = {}, columns = {} } = renames;
  const model = withRenames(await declaredOf(example), { renames: { tables, columns } });
  const actual = introspect(connection);
  const asked = askedFor(conventions);
  const declared = inHouseStyle(model, actual, asked);
  const denied = {
    tables: deniedIn(tables),
    columns: Object.fromEntries(Object.entries(columns).map(([table, names]) => [table, deniedIn(names)])),
  };
  const diff = { ignore, denied };
  const judging: Judging = {
    checks,
    rules,
    settings,
    diff,
    conventions: asked,
    showValues: false,
  };
  const rows = plainRows(connection);
  if (example.code !== undefined || example.files) {
    return evidenceWithCode(await readCodeOf(example), {
      declared,
      actual,
      judging,
      rows,
      openTwin: (steps) => twinOf(connection, steps),
      planFor: (issues) =>
        makePlan(
          { changes: issues.flatMap(({ changes }) => changes), declared, actual },
          { allowDestructive: false },
        ),
      allowDestructive: false,
    });
  }
  return evidenceFor(declared, actual, judging, { rows });
}

/** A schema twin of an example's database. */
function twinOf(connection: Database.Database, steps: readonly Step[]): TwinPort {
  const { connection: twin, ...tryout } = openTryout(connection, steps);
  return { ...tryout, tryIndexes: (...asked) => tryIndexes(twin, tryout.schema, ...asked) };
}

/** Reads the code of an example as a project of its own. */
async function readCodeOf({ code, files = {}, config }: Example): Promise<ReadCode> {
  const root = mkdtempSync(join(tmpdir(), "doctor-rules-"));
  try {
    const all = { ...(code === undefined ? {} : { "src/app.ts": code }), ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await readQueries({ root, patterns: ["src/**/*.ts"], typecheck: config?.["typecheck"] === true });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function deniedIn(renames: Readonly<Record<string, string | false>>): string[] {
  return Object.keys(renames).filter((from) => renames[from] === false);
}

const read = new Map<string, Promise<DeclaredSchema>>();

/** Reads each declaration once: a TypeScript program takes its time. */
function declaredOf({ declared }: Example): Promise<DeclaredSchema> {
  if (typeof declared === "string") {
    return Promise.resolve(declareScripts([{ file: "schema.sql", sql: declared }]));
  }
  const key = JSON.stringify(declared);
  const known = read.get(key) ?? readTypes(declared.types, declared.beside);
  read.set(key, known);
  return known;
}

async function readTypes(
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<DeclaredSchema> {
  const root = mkdtempSync(join(tmpdir(), "doctor-rules-"));
  const naming = { tables: "snake_plural", columns: "snake" } as const;
  try {
    for (const [path, content] of Object.entries({ ...beside, "model.ts": text })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return await readModel({ root, patterns: ["model.ts"], databaseType: null, naming }, sources);
  } finally {
    rmSync(root, { recursive: true });
  }
}
