import type { Check } from "../schema/constraint.ts";
import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { canonicalCheck, valueSet } from "../sql/canonical.ts";
import { valueCheck } from "../sql/print-table.ts";
import { literal } from "../sql/quote.ts";
import type { ConstraintChange } from "./change.ts";
import type { Spelling } from "./drift.ts";
import { take } from "./keys.ts";

/** Compares CHECK constraints by meaning, value sets as sets. Names are spelling. */
export function diffChecks(
  declared: DeclaredTable,
  actual: Table,
): { changes: ConstraintChange[]; spellings: Spelling[] } {
  const scope = {
    table: declared.name,
    columns: [...actual.columns, ...declared.columns].map(({ name }) => name),
  };
  const free = [...actual.checks];
  const changes: ConstraintChange[] = [];
  const spellings: Spelling[] = [];
  const canonical = (check: Check): string => canonicalCheck(check.expression, scope);
  for (const wanted of declared.checks) {
    if (take(free, (check) => canonical(check) === canonical(wanted))) continue;
    changes.push({ kind: "add-check", table: declared.name, declared: wanted });
  }
  for (const column of declared.columns) {
    if (!column.values) continue;
    const found = setCheck(free, column, scope);
    if (!found) spellings.push(unguarded(declared, column, column.values));
    else if (!found.same) {
      take(free, (check) => check === found.check);
      const expression = valueCheck(column.name, column.values);
      changes.push(
        { kind: "drop-check", table: declared.name, actual: found.check },
        { kind: "add-check", table: declared.name, declared: { name: found.check.name, expression } },
      );
    }
  }
  if (declared.complete) {
    changes.push(
      ...free.map((check) => ({ kind: "drop-check", table: declared.name, actual: check }) as const),
    );
  }
  return { changes, spellings };
}

/** The CHECK that holds a column to a set, and whether it is the declared one. */
function setCheck(
  checks: readonly Check[],
  column: DeclaredColumn,
  scope: { table: string; columns: readonly string[] },
): { check: Check; same: boolean } | null {
  const wanted = valueSet(valueCheck(column.name, column.values ?? []), scope)?.values.join();
  for (const check of checks) {
    const set = valueSet(check.expression, scope);
    if (set && set.column === foldName(column.name)) return { check, same: set.values.join() === wanted };
  }
  return null;
}

function unguarded(
  table: DeclaredTable,
  column: DeclaredColumn,
  values: readonly (string | number)[],
): Spelling {
  return {
    what: "value-set",
    table: table.name,
    column: column.name,
    declared: values.map(literal).join(", "),
    actual: "",
  };
}
