import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { shownPlaces } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge, type Verdict } from "../src/engine/verdict.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { ClaimedProperty, ResultColumn } from "../src/evidence/code.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { type Difference, keyOf, type RowType, rowTypes } from "../src/evidence/row-types.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { findNamed, sameName } from "../src/schema/names.ts";
import { anyRow, foreignClassRows, nullRows } from "../src/sql/probes.ts";

const id = "mismatched-row-type";

type Wrong = Exclude<Difference, { kind: "extra" | "needless-null" }>;

export const mismatchedRowType = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "high",
  summary: "The type that the code gives the rows of a statement is not what the statement returns.",
  why: "TypeScript believes the type without looking: a number that is called a string, a NULL that is never expected or a property that is not there goes on through the program until something breaks far away. Where rows that are stored contradict the type, it is critical.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\ninterface Book {\n  id: string;\n  title: string;\n}\nexport const books = () => db.prepare("SELECT id, title FROM books").all() as Book[];',
      },
    ],
    good: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\ninterface Book {\n  id: number;\n  title: string;\n}\nexport const books = () => db.prepare("SELECT id, title FROM books").all() as Book[];',
      },
    ],
  },
  *probes(evidence): Generator<Probe> {
    for (const type of rowTypes(evidence, id)) {
      for (const difference of wrongIn(type)) {
        const probe = probeOf(evidence, difference, type);
        if (probe !== null) yield probe;
      }
    }
  },
  *check(evidence): Generator<IssueDraft> {
    for (const type of rowTypes(evidence, id)) {
      const wrong = wrongIn(type);
      if (wrong.length === 0) continue;
      const { claim } = type;
      const places = type.uses
        .filter(({ differences }) => differences.some(isWrong))
        .map(({ query }) => query);
      const table = tableOf(wrong, type);
      yield {
        subject: claim.key,
        table,
        title: `Rows are not what ${shown(claim.name)} says: ${listed([...new Set(wrong.map(({ property }) => shown(property.name)))])}`,
        description: `${counted(places.length, "statement", "statements")} given the type ${shown(claim.name)} (${claim.location.file}:${claim.location.line}): ${shownPlaces(places)}.`,
        rootCause: "The type was written by hand, beside the statement, and one of the two changed.",
        impact:
          "The program goes on with values that are not what their type says; what it does with them is anyone's guess.",
        repairAction: wrong.map((difference) => remedy(difference, claim.name)).join(" "),
        findings: [
          ...wrong.map((difference) => findingOf(evidence, difference, type, table)),
          ...renamed(type).map(({ name }) =>
            finding(
              "high",
              `extra ${name}`,
              `${claim.name}: the statement returns ${shown(name)}, which the type does not have.`,
              {
                location: claim.location,
              },
            ),
          ),
        ],
        changes: [],
      };
    }
  },
});

function isWrong(difference: Difference): difference is Wrong {
  return difference.kind !== "extra" && difference.kind !== "needless-null";
}

/** What is wrong with a type, each once for all its statements. */
function wrongIn({ uses }: RowType): Wrong[] {
  const all = uses.flatMap(({ differences }) => differences.filter(isWrong));
  return [...new Map(all.map((difference) => [keyOf(difference), difference])).values()];
}

/** The columns that properties which are not returned may mean. */
function renamed({ uses }: RowType): ResultColumn[] {
  const all = uses.flatMap(({ differences }) => {
    const meant = differences.flatMap((one) =>
      one.kind === "absent" && one.like !== null ? [one.like] : [],
    );
    return differences.flatMap((one) =>
      one.kind === "extra" && meant.includes(one.column.name) ? [one.column] : [],
    );
  });
  return [...new Map(all.map((column) => [column.name, column])).values()];
}

function tableOf(wrong: readonly Wrong[], { uses }: RowType): string | null {
  const origins = wrong.flatMap((one) =>
    one.kind === "absent" ? [] : (one.column.value.origin?.table ?? []),
  );
  const [first] =
    origins.length > 0
      ? origins
      : uses.flatMap(({ query }) => tablesReturned(query.now.ok ? query.now.columns : null));
  return first ?? null;
}

function tablesReturned(columns: readonly ResultColumn[] | null): string[] {
  return (columns ?? []).flatMap(({ value }) => value.origin?.table ?? []);
}

/** The stored rows that contradict the type, where it is one column's; NULLs that a join makes are in no table. */
function probeOf({ actual }: Evidence, difference: Wrong, type: RowType): Probe | null {
  if (difference.kind === "absent") {
    const table = findNamed(actual.tables, tableOf([difference], type) ?? "");
    return table ? anyRow(table) : null;
  }
  const { origin } = difference.column.value;
  const table = origin && findNamed(actual.tables, origin.table);
  const column = table && findNamed(table.columns, origin.column);
  if (!table || !column) return null;
  if (difference.kind === "null") return column.notNull ? null : nullRows(table, column.name);
  return foreignClassRows(table, column.name, classesOf(difference.property));
}

/** The storage classes that a property's type accepts. */
function classesOf({ kind }: ClaimedProperty): readonly string[] {
  if (kind === "string") return ["text"];
  if (kind === "bytes") return ["blob"];
  return kind === "json" ? ["text", "blob"] : ["integer", "real"];
}

function findingOf(evidence: Evidence, difference: Wrong, type: RowType, table: string | null): Finding {
  const { property } = difference;
  const column = difference.kind === "absent" ? null : difference.column.value.origin;
  const { severity, words, query } = verdict(evidence, difference, type);
  return finding(severity, keyOf(difference), `${sentence(difference, type.claim.name)} ${words}`, {
    ...(table === null ? {} : { table }),
    ...(column ? { table: column.table, column: column.column } : {}),
    location: property.location,
    query,
  });
}

function verdict(evidence: Evidence, difference: Wrong, type: RowType): Verdict {
  const probe = probeOf(evidence, difference, type);
  if (probe === null) return { severity: "high", words: "No stored row shows it by itself.", query: null };
  return judge(rowsOf(evidence, probe), isOpenKey(evidence, difference, type) ? "info" : "high", {
    some: (count) => `${counted(count, "stored row contradicts", "stored rows contradict")} it today.`,
    none: "No stored row contradicts it today.",
  });
}

/**
 * Whether all that admits NULL is a key that does not say NOT NULL: SQLite lets NULL in, and hardly any code means it to.
 * https://www.sqlite.org/lang_createtable.html#the_primary_key
 */
function isOpenKey({ actual }: Evidence, difference: Wrong, { uses }: RowType): boolean {
  if (difference.kind !== "null" || !difference.column.value.origin) return false;
  const { table, column } = difference.column.value.origin;
  const isKey = findNamed(actual.tables, table)?.primaryKey?.columns.some((name) => sameName(name, column));
  const own = uses.filter(({ differences }) => differences.some((one) => keyOf(one) === keyOf(difference)));
  return isKey === true && own.every(({ query }) => !/\b(?:left|right|full)\b/i.test(query.sql));
}

function sentence(difference: Wrong, type: string): string {
  const { property } = difference;
  const name = `${type}.${property.name}`;
  if (difference.kind === "absent") {
    const like = difference.like === null ? "" : ` (${shown(difference.like)} is)`;
    return `${name}: the statement does not return it${like}.`;
  }
  const shownOrigin = originOf(difference.column);
  if (difference.kind === "null") return `${name} is never null by its type; ${shownOrigin} may be NULL.`;
  return `${name} is ${property.kind} by its type; ${shownOrigin} is ${classWords(difference.column)}.`;
}

function originOf({ name, value }: ResultColumn): string {
  return value.origin
    ? shownColumn(value.origin.table, value.origin.column)
    : `the expression ${shown(name)}`;
}

function classWords({ value, declaredType }: ResultColumn): string {
  return declaredType ?? [...(value.classes ?? [])].join(" or ").toUpperCase();
}

function remedy(difference: Wrong, type: string): string {
  const { property } = difference;
  const name = `${type}.${property.name}`;
  if (difference.kind === "absent")
    return difference.like === null
      ? `Return ${shown(property.name)} from the statement, or take ${name} away.`
      : `Write ${shown(difference.like)} AS ${shown(property.name)} in the statement, or rename ${name}.`;
  if (difference.kind === "null") return `Allow null in ${name}, or write coalesce(…) in the statement.`;
  const cast = property.kind === "string" ? "TEXT" : property.kind === "bytes" ? "BLOB" : "INTEGER";
  return `Change the type of ${name}, or write CAST(${shown(difference.column.name)} AS ${cast}) AS ${shown(difference.column.name)} in the statement.`;
}
