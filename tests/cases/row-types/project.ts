import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { failingStatement } from "../../../rules/failing-statement.ts";
import { mismatchedParameters } from "../../../rules/mismatched-parameters.ts";
import { mismatchedRowType } from "../../../rules/mismatched-row-type.ts";
import { needlessNull } from "../../../rules/needless-null.ts";
import { unknownName } from "../../../rules/unknown-name.ts";
import { introspect } from "../../../src/database/introspect.ts";
import { openTryout } from "../../../src/database/tryout.ts";
import type { Issue } from "../../../src/engine/issue.ts";
import { runRules } from "../../../src/engine/run-rules.ts";
import { evidenceWithCode, type Judging } from "../../../src/judge.ts";
import { makePlan } from "../../../src/plan/planner.ts";
import { readQueries } from "../../../src/queries/read.ts";
import { declareScripts } from "../../../src/sources/sql.ts";
import { plainRows } from "../../rules/plain-rows.ts";
import { type CallForm, callForms, handingOn, openings } from "./calls.ts";
import { grouped, type Site, sqlText, valueText } from "./site.ts";
import { type TypeForm, typeForms } from "./types.ts";

/** A site with the forms it is written in. */
export interface Formed extends Site {
  readonly call: CallForm;
  readonly type: TypeForm;
}

/** What was said of the sites of one project: its issues by the number of the site, and what was not analysed. */
export interface Said {
  readonly issues: ReadonlyMap<number, readonly Issue[]>;
  /** Issues that belong to no site. */
  readonly others: readonly Issue[];
  readonly notAnalysed: readonly string[];
  /** The sites whose rows were found to have a type. */
  readonly found: ReadonlySet<number>;
}

const perFile = 40;
const rules = [mismatchedRowType, unknownName, failingStatement, mismatchedParameters, needlessNull];

/** Chooses forms by the number of the site: each form of call meets each form of type. */
export function formed(site: Site): Formed {
  const { number } = site;
  const call = callForms[number % callForms.length];
  const type = typeForms[(number + Math.floor(number / callForms.length)) % typeForms.length];
  if (!call || !type) throw new Error("no form");
  return { ...site, call, type };
}

/** Writes sites over one schema as a project, and judges it. */
export async function judged(schema: string, sites: readonly Formed[]): Promise<Said> {
  const root = mkdtempSync(join(tmpdir(), "doctor-row-types-"));
  const connection = new Database(":memory:");
  try {
    for (const [path, text] of filesOf(sites)) {
      mkdirSync(join(root, "src"), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    connection.exec(schema);
    return await said(root, schema, connection);
  } finally {
    connection.close();
    rmSync(root, { recursive: true });
  }
}

async function said(root: string, schema: string, connection: Database.Database): Promise<Said> {
  const read = await readQueries({ root, patterns: ["src/**/*.ts"], typecheck: false });
  const declared = declareScripts([{ file: "schema.sql", sql: schema }]);
  const actual = introspect(connection);
  const judging: Judging = {
    rules,
    settings: {},
    diff: { ignore: [], denied: { tables: [], columns: {} } },
    conventions: new Set(),
    checks: [],
    showValues: false,
  };
  const evidence = evidenceWithCode(read, {
    declared,
    actual,
    judging,
    rows: plainRows(connection),
    openTwin: (steps) => {
      const { connection: _, ...tryout } = openTryout(connection, steps);
      return { ...tryout, tryIndexes: () => [] };
    },
    planFor: (issues) =>
      makePlan(
        { changes: issues.flatMap(({ changes }) => changes), declared, actual },
        { allowDestructive: false },
      ),
    allowDestructive: false,
  });
  const issues = grouped(runRules(rules, evidence, {}), numberOf);
  const numbered = [...issues].flatMap(([number, group]) =>
    number === null ? [] : [[number, group] as const],
  );
  return {
    issues: new Map(numbered),
    others: issues.get(null) ?? [],
    notAnalysed: read.notAnalysed.map(({ what, why, location }) => `${what}: ${why} (${location?.file})`),
    found: new Set(
      read.queries.flatMap(({ executions }) =>
        executions.flatMap(({ claim }) => (claim ? [Number(/\d{5}/.exec(claim.name)?.[0])] : [])),
      ),
    ),
  };
}

/** The number that the name of a type or function carries. */
function numberOf({ title }: Issue): number | null {
  const digits = /(?:Row|With|read|Store|Cache|page|show|map)(\d+)/.exec(title)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The files of a project: some sites each, by driver, with the types of others in files beside them. */
function filesOf(sites: readonly Formed[]): Map<string, string> {
  const files = new Map([["src/index.ts", 'export * from "./rows.js";\n']]);
  const elsewhere = ["export {};"];
  const shared = new Set<string>();
  for (const [driver, group] of grouped(sites, ({ call }) => call.driver)) {
    for (let at = 0; at < group.length; at += perFile) {
      const body = group
        .slice(at, at + perFile)
        .map((site) => written(site, elsewhere))
        .join("\n");
      const given = driver === "better-sqlite3" ? Object.keys(handingOn) : [];
      const names = given.filter((name) => new RegExp(`\\b${name}(?:<|\\.rows<)`).test(body));
      const isOwn = at % (2 * perFile) === 0;
      if (!isOwn) for (const name of names) shared.add(name);
      const functions =
        isOwn || names.length === 0
          ? names.map((name) => handingOn[name])
          : [`import { ${names.join(", ")} } from "./database.ts";`];
      const head = ['import type * as rows from "./rows.ts";', openings[driver], ...functions];
      const name = driver.replaceAll(/\W+/g, "-").replace(/^-/, "");
      files.set(`src/${name}-${at}.ts`, `${head.join("\n")}\n${body}`);
    }
  }
  const database = [openings["better-sqlite3"], ...[...shared].map((name) => handingOn[name])];
  if (shared.size > 0) files.set("src/database.ts", `${database.join("\n")}\n`);
  return files.set("src/rows.ts", `${elsewhere.join("\n")}\n`);
}

function written(site: Formed, elsewhere: string[]): string {
  const { number, known } = site;
  const type = site.type.write(number, site.properties);
  if (type.elsewhere) elsewhere.push(type.elsewhere);
  const values = (known.parameters ?? []).map(valueText);
  const call = site.call.write({ number, sql: sqlText(known.sql, number), values, row: type.row });
  return `${type.declared}\n${call}\n`;
}
