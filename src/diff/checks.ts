import type { Check } from "../schema/constraint.ts";
import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { checkTerms, valueSet } from "../sql/check-terms.ts";
import type { Scope } from "../sql/expression.ts";
import { valueCheck } from "../sql/print-table.ts";
import { literal } from "../sql/quote.ts";
import type { ConstraintChange } from "./change.ts";
import type { Spelling } from "./drift.ts";
import { take } from "./keys.ts";
import { scopeOf } from "./scope.ts";

/** Compares CHECK constraints by meaning, value sets as sets. Names are spelling, and so is how conditions are spread over CHECKs. */
export function diffChecks(
  declared: DeclaredTable,
  actual: Table,
): { changes: ConstraintChange[]; spellings: Spelling[] } {
  const table = declared.name;
  const isWithout = declared.checks.length + actual.checks.length === 0;
  if (isWithout && !declared.columns.some(({ values }) => values)) return { changes: [], spellings: [] };
  const scope = scopeOf(declared, actual);
  const { missing, unexpected } = unmatched(declared, actual, scope);
  const changes: ConstraintChange[] = missing.map((check) => ({ kind: "add-check", table, declared: check }));
  const spellings: Spelling[] = [];
  const free = [...unexpected];
  for (const column of declared.columns) {
    if (!column.values) continue;
    if (actual.checks.some((check) => isSetOf(check, column, scope) === "same")) {
      // What the code keeps to anyway may be kept to by the table.
      if (column.valuesInCode) take(free, (check) => isSetOf(check, column, scope) === "same");
      continue;
    }
    const other = column.valuesInCode
      ? undefined
      : take(free, (check) => isSetOf(check, column, scope) === "other");
    // What a lookup table may hold is the business of its rows.
    const isLookup = declared.lookup !== undefined && sameName(declared.lookup, column.name);
    if (!other) {
      if (!isLookup) spellings.push(unguarded(declared, column, column.values));
    } else {
      const expression = valueCheck(column.name, column.values);
      changes.push(
        { kind: "drop-check", table, actual: other },
        { kind: "add-check", table, declared: { name: other.name, expression } },
      );
    }
  }
  if (declared.complete && !declared.unspecified?.includes("checks")) {
    changes.push(...free.map((check) => ({ kind: "drop-check", table, actual: check }) as const));
  }
  return { changes, spellings };
}

interface Condition {
  readonly check: Check;
  readonly terms: readonly string[];
}

/**
 * The declared CHECKs that the table does not keep to, and the actual ones that are not declared. An actual one
 * whose terms are all declared stays, and a declared one whose terms all stay is there.
 */
function unmatched(
  declared: DeclaredTable,
  actual: Table,
  scope: Scope,
): { missing: Check[]; unexpected: Check[] } {
  const read = (check: Check): Condition => ({ check, terms: checkTerms(check.expression, scope) });
  const free = actual.checks.map(read);
  const wanted = declared.checks.map(read);
  const same = (one: Condition, other: Condition): boolean => one.terms.join() === other.terms.join();
  const paired = wanted.flatMap((one) => take(free, (other) => same(one, other)) ?? []);
  const stated = new Set(wanted.flatMap(({ terms }) => terms));
  const unexpected = free.filter(({ terms }) => !terms.every((term) => stated.has(term)));
  const staying = declared.complete ? free.filter((one) => !unexpected.includes(one)) : free;
  const kept = new Set([...paired, ...staying].flatMap(({ terms }) => terms));
  const missing = wanted.filter(({ terms }) => !terms.every((term) => kept.has(term)));
  return { missing: missing.map(({ check }) => check), unexpected: unexpected.map(({ check }) => check) };
}

/** Whether a CHECK holds a column to the declared set, to another one, or to none. */
function isSetOf(check: Check, column: DeclaredColumn, scope: Scope): "same" | "other" | null {
  const set = valueSet(check.expression, scope);
  if (set?.column !== foldName(column.name)) return null;
  const wanted = valueSet(valueCheck(column.name, column.values ?? []), scope);
  return set.values.join() === wanted?.values.join() ? "same" : "other";
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
