import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import type { TriedQuery } from "../src/evidence/code.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { likelyName } from "../src/evidence/named.ts";
import { isSilenced } from "../src/evidence/use.ts";
import { findNamed, foldName } from "../src/schema/names.ts";
import { readQuery } from "../src/sql/query/read.ts";
import { tablesOf } from "../src/sql/query/tables.ts";

/** A name that no table or column has, with the statements that use it. */
interface Unknown {
  readonly kind: "table" | "column";
  readonly name: string;
  readonly queries: TriedQuery[];
}

const id = "unknown-name";

export const unknownName = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "critical",
  summary: "A statement in the code names a table or column that neither the database nor the model has.",
  why: "The statement fails whenever it runs. No repair of the database helps: the code is wrong, or the model forgot what it needs.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        actual: "CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const names = () => db.prepare("SELECT name FROM guild").all();',
      },
    ],
    good: [
      {
        declared: "CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        actual: "CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const names = () => db.prepare("SELECT name FROM guilds").all();',
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const { kind, name, queries } of unknownNames(evidence)) {
      const own = foldName(lastPart(name));
      const others = candidates(evidence, kind, queries).filter((other) => foldName(other) !== own);
      const near = likelyName(lastPart(name), others);
      const meant = near === null ? "" : ` Did you mean ${shown(near)}?`;
      yield {
        subject: `${kind} ${name}`,
        table: null,
        title: `${counted(queries.length, "statement names", "statements name")} ${kind} ${shown(name)}, which does not exist`,
        description: `Neither the database nor the model has a ${kind} ${shown(name)}.${meant}`,
        rootCause: `The ${kind} was renamed or never created, or its name is misspelt in the code.`,
        impact: `${queries.length === 1 ? "The statement fails" : "The statements fail"} with "no such ${kind}: ${name}" each time.`,
        repairAction:
          near === null
            ? `Write the name of an existing ${kind}, or declare it in the model.`
            : `Write ${shown(near)} where it is meant, or declare ${shown(name)} in the model.`,
        findings: queries.map((query) =>
          finding(
            "critical",
            `${query.location.file} ${query.within ?? ""}`,
            `${shownPlace(query)}: no such ${kind}: ${name}.${meant}`,
            {
              location: query.location,
              ...(kind === "column" ? { column: lastPart(name) } : {}),
            },
          ),
        ),
        changes: [],
      };
    }
  },
});

function unknownNames(evidence: Evidence): Unknown[] {
  const unknown = new Map<string, Unknown>();
  for (const query of evidence.code.queries) {
    const { now, repaired } = query;
    if (now.ok || repaired.ok || now.excused !== null || repaired.excused !== null || isSilenced(query, id))
      continue;
    for (const { kind, name } of missingOf(query, evidence)) {
      if (isDeclared(evidence, { kind, name }, query)) continue;
      const key = `${kind} ${foldName(name)}`;
      const known = unknown.get(key) ?? { kind, name, queries: [] };
      known.queries.push(query);
      unknown.set(key, known);
    }
  }
  return [...unknown.values()];
}

/** SQLite names the first table it does not find; the others are found in the text. */
function missingOf(
  { sql, repaired }: TriedQuery,
  { actual, declared }: Evidence,
): Pick<Unknown, "kind" | "name">[] {
  if (repaired.ok || !repaired.missing) return [];
  const { kind, name } = repaired.missing;
  if (kind === "column") return [{ kind, name }];
  const tree = readQuery(sql);
  const known = [
    ...actual.tables,
    ...actual.virtualTables,
    ...actual.views,
    ...declared.tables,
    ...declared.virtualTables,
    ...declared.views,
  ];
  const others = tree ? [...tablesOf(tree)] : [];
  const missing = others.filter(
    (other) =>
      other !== foldName(name) && !findNamed(known, other) && !/^(?:sqlite_|pragma_|json_)/.test(other),
  );
  return [{ kind, name }, ...missing.map((other) => ({ kind, name: other }))];
}

/** What the model declares and the database lacks is reported as missing by itself. */
function isDeclared(
  { declared, actual }: Evidence,
  { kind, name }: Pick<Unknown, "kind" | "name">,
  { mentions }: TriedQuery,
): boolean {
  if (kind === "table") {
    const { tables, virtualTables, views, expectedViews = [] } = declared;
    return findNamed([...tables, ...virtualTables, ...views, ...expectedViews], name) !== undefined;
  }
  const column = lastPart(name);
  return declared.tables.some((table) => {
    const there = findNamed(actual.tables, table.name);
    const isMissing = findNamed(table.columns, column) && !(there && findNamed(there.columns, column));
    return isMissing && mentions.has(foldName(table.name));
  });
}

function candidates(
  { actual, declared }: Evidence,
  kind: Unknown["kind"],
  queries: readonly TriedQuery[],
): string[] {
  const tables = [...actual.tables, ...declared.tables];
  if (kind === "table")
    return [...new Set([...tables, ...actual.virtualTables, ...actual.views].map(({ name }) => name))];
  const used = tables.filter(({ name }) => queries.some(({ mentions }) => mentions.has(foldName(name))));
  return [...new Set(used.flatMap(({ columns }) => columns.map(({ name }) => name)))];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
