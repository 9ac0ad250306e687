import type { ChangeOf } from "../src/diff/change.ts";
import { afterRenames, confirmedRenames } from "../src/diff/renamed.ts";
import { orphanChoices } from "../src/engine/choices.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { foreignKeyKey, shownForeignKey } from "../src/engine/wording-of-keys.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import type { ForeignKey } from "../src/schema/constraint.ts";
import { byName, findNamed, foldName, sameName } from "../src/schema/names.ts";
import type { Table } from "../src/schema/schema.ts";
import { orphanRows } from "../src/sql/probes.ts";

const tables =
  "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));";

export const orphanedRows = defineRule({
  id: "orphaned-rows",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "Rows break a foreign key that the table has.",
  why: "SQLite enforces foreign keys only on connections that switch them on, and never looks at rows that are there already. The code takes such rows for impossible: a join loses them, and an UPDATE of one fails.",
  examples: {
    bad: [
      {
        declared: tables,
        actual: `${tables}\nINSERT INTO books VALUES (10, 7);`,
      },
    ],
    good: [
      {
        declared: tables,
        actual: `${tables}\nINSERT INTO authors VALUES (7);\nINSERT INTO books VALUES (10, 7), (11, NULL);`,
      },
    ],
  },
  *probes(evidence) {
    for (const { probe } of keptKeys(evidence)) yield probe;
  },
  *check(evidence): Generator<IssueDraft> {
    const found = new Map<string, Broken>();
    for (const { table, key, probe, isDeclared, parentColumns } of keptKeys(evidence)) {
      const rows = rowsOf(evidence, probe);
      if (!rows.known || rows.count === 0) continue;
      const message = `${counted(rows.count, "row", "rows")} of ${shown(table)} ${rows.count === 1 ? "breaks" : "break"} the foreign key ${shownForeignKey(key)}: the parent does not exist.`;
      const place = { table, location: placeOf(evidence, table, key.columns[0]) };
      const { query } = rows;
      const broken = found.get(table) ?? { findings: [], keys: [], changes: [], rows: 0 };
      found.set(table, broken);
      broken.rows += rows.count;
      const orphans = isDeclared ? chosenFor(evidence, table, key) : undefined;
      broken.keys.push(orphans === undefined ? { columns: key.columns } : { columns: key.columns, orphans });
      if (orphans !== undefined)
        broken.changes.push({ kind: "mend-orphans", table, key: { ...key, parentColumns }, orphans });
      broken.findings.push(
        finding(isDeclared ? "critical" : "high", `foreign-key:${foreignKeyKey(key)}`, message, {
          ...place,
          query,
        }),
      );
    }
    for (const [table, broken] of found) yield issueOf(table, broken);
  },
});

/** The rows of a table without a parent, by key, and what becomes of them. */
interface Broken {
  readonly findings: Finding[];
  readonly keys: { readonly columns: readonly string[]; readonly orphans?: string }[];
  readonly changes: ChangeOf<"mend-orphans">[];
  rows: number;
}

function issueOf(table: string, { findings, keys, changes, rows }: Broken): IssueDraft {
  return {
    subject: table,
    table,
    title: `${shown(table)} holds rows whose parent does not exist`,
    description: `Rows of ${shown(table)} break ${counted(findings.length, "foreign key")} of the table.`,
    rootCause: "They were written, or their parents deleted, while foreign keys were off.",
    impact: "Joins lose these rows, and an UPDATE of their key fails.",
    repairAction: [
      ...changes.map(
        ({ key, orphans }) => `By ${key.columns.map(shown).join(", ")} ${chosenWords[orphans]}.`,
      ),
      ...(changes.length === keys.length
        ? []
        : [
            "Give them a parent, set the key to NULL, or delete them: only a person knows which. The query lists them.",
          ]),
    ]
      .join(" ")
      .concat(orphanChoices(table, keys, rows)),
    findings,
    changes,
  };
}

const chosenWords: Readonly<Record<ChangeOf<"mend-orphans">["orphans"], string>> = {
  "set-null": "the key becomes NULL in these rows, as the config says",
  delete:
    "these rows are deleted, as the config says, once --allow-destructive allows it; under a key to the table itself those that hang on them, too",
  quarantine:
    "these rows are put aside, as the config says; under a key to the table itself those that hang on them, too",
};

/** What the config says of the orphans of a key: at the declared key, or at a column where nobody declares it. */
function chosenFor(
  { drift }: Evidence,
  table: string,
  key: ForeignKey,
): ChangeOf<"mend-orphans">["orphans"] | undefined {
  const declared = drift.pairs.find((pair) => pair.declared.name === table)?.declared;
  const has = (columns: readonly string[], name: string): boolean =>
    columns.some((column) => sameName(column, name));
  const stated = declared?.foreignKeys.find(
    ({ columns }) => columns.length === key.columns.length && columns.every((name) => has(key.columns, name)),
  );
  return stated?.orphans ?? declared?.columns.find(({ name }) => has(key.columns, name))?.orphans;
}

interface KeptKey {
  readonly table: string;
  readonly key: ForeignKey;
  readonly probe: Probe;
  readonly isDeclared: boolean;
  /** The columns that the key refers to, by their declared names. */
  readonly parentColumns: readonly string[];
}

const kept = new WeakMap<Evidence["drift"], readonly KeptKey[]>();

/** The foreign keys that the drift leaves as they are, with the rows that break each. */
function keptKeys(evidence: Evidence): readonly KeptKey[] {
  const { actual, declared, drift } = evidence;
  const known = kept.get(drift);
  if (known) return known;
  const changed = new Set(
    changesOf(drift, "drop-foreign-key", "alter-foreign-key").map((change) =>
      textOf(change.table, change.actual),
    ),
  );
  const renamed = afterRenames(actual, confirmedRenames(declared, actual)).tables;
  const names = new Map(drift.pairs.map((pair) => [foldName(pair.actual.name), pair.declared.name]));
  // A key of a table that nobody declares is broken all the same.
  const unmanaged = new Map(drift.unmanaged.map(({ name }) => [foldName(name), name]));
  const parents = byName(actual.tables);
  const found = actual.tables.flatMap((child, i) => {
    const declaredAs = names.get(foldName(child.name));
    const table = declaredAs ?? unmanaged.get(foldName(child.name));
    if (table === undefined) return [];
    return child.foreignKeys.flatMap((key, j): KeptKey[] => {
      // The drift speaks of keys as they are after the renames.
      const now = renamed[i]?.foreignKeys[j] ?? key;
      const probe = orphansOf(child, key, parents.get(foldName(key.parent)));
      const stays = changed.size === 0 || !changed.has(textOf(table, now));
      return probe !== null && stays
        ? [
            {
              table,
              key: now,
              probe,
              isDeclared: declaredAs !== undefined,
              parentColumns: referred(now, renamed),
            },
          ]
        : [];
    });
  });
  kept.set(drift, found);
  return found;
}

function referred({ parent, parentColumns }: ForeignKey, tables: readonly Table[]): readonly string[] {
  return parentColumns ?? findNamed(tables, parent)?.primaryKey?.columns ?? [];
}

function textOf(table: string, key: ForeignKey): string {
  return foldName(`${table}\0${JSON.stringify(key)}`);
}

function orphansOf(child: Table, key: ForeignKey, parent: Table | undefined): Probe | null {
  const parentColumns = key.parentColumns ?? parent?.primaryKey?.columns ?? [];
  const reachable =
    parentColumns.length === key.columns.length &&
    parentColumns.every((column) => findNamed(parent?.columns ?? [], column));
  return parent && reachable
    ? orphanRows(child, { columns: key.columns, parent: parent.name, parentColumns })
    : null;
}
