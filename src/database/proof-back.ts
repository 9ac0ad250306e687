import type Database from "better-sqlite3";
import type { Survival } from "../plan/plan.ts";
import type { ProofCheck } from "../plan/proof.ts";
import { foldName } from "../schema/names.ts";
import { rowidName } from "../sql/identity.ts";
import { compareRows } from "./compare-rows.ts";
import { differing, storedTexts } from "./compare-schema.ts";
import { attached, many, verdict } from "./proof-check.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** Everything must be as it was before the plan: schema, rows, values, rowids, counters. */
export function* checkRolledBack(rehearsal: Rehearsal): Generator<ProofCheck> {
  const { textsBefore, connection } = rehearsal;
  const texts = differing(textsBefore, storedTexts(connection));
  yield verdict("rollback restores the schema", texts, `as before: ${many(textsBefore.length, "object")}`);
  yield* attached(rehearsal, (original) => [rowsAreBack(original, rehearsal), countersAreBack(original)]);
}

function rowsAreBack(original: Database.Database, rehearsal: Rehearsal): ProofCheck {
  const found = touchedTables(rehearsal).map((table) => compareRows(original, table));
  const lost = found.filter((table) => table.differing > 0);
  const rows = found.reduce((sum, table) => sum + table.rows, 0);
  return verdict(
    "rollback restores the rows",
    lost.map(({ table, differing: wrong, rows: all }) => `${table}: ${wrong} of ${all} rows differ`),
    `${many(found.length, "table")}, ${many(rows, "row")}: rowids, values and storage classes are as they were`,
  );
}

/** The tables the plan touched, dropped ones included, each compared with itself in every column. */
function touchedTables({ plan, steps, before }: Rehearsal): Survival[] {
  const dropped = steps.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === "drop-table" ? [change.table] : [])),
  );
  const touched = new Set([...plan.survivals.map(({ from }) => from), ...dropped].map(foldName));
  return before.tables
    .filter(({ name }) => touched.has(foldName(name)))
    .map((table) => {
      const rowid = rowidName(table);
      const isLeftover = table.role === "leftover";
      return {
        from: table.name,
        to: table.name,
        columns: table.columns.map(({ name }) => ({ from: name, to: name, how: "same" })),
        rowid: rowid === null || isLeftover ? null : { from: rowid, to: rowid },
      };
    });
}

function countersAreBack(original: Database.Database): ProofCheck {
  const counters = (database: string): string => {
    const known = original
      .prepare(`SELECT 1 FROM ${database}.sqlite_schema WHERE name = 'sqlite_sequence'`)
      .get();
    if (!known) return "";
    return original
      .prepare<[], string>(`SELECT name || ' ' || seq FROM ${database}.sqlite_sequence ORDER BY name`)
      .pluck()
      .all()
      .join(", ");
  };
  const [before, after] = [counters("main"), counters("shadow")];
  const wrong = before === after ? [] : [`was ${before || "empty"}, is ${after || "empty"}`];
  return verdict("rollback restores the counters", wrong, before === "" ? "there are none" : before);
}
