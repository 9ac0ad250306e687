import { findNamed, foldName, sameName } from "../../schema/names.ts";
import type { Conditions, HeldColumn, Reference, Scope, Target } from "./lookup.ts";
import { columnsIn } from "./parts.ts";
import type { Expr } from "./tree.ts";

/** Where the conditions on a table are noted; null for a table that a condition does not narrow. */
export type Note = (target: Target) => Conditions | null;

const rowids = new Set(["rowid", "_rowid_", "oid"]);
const comparisons = new Set(["<", "<=", ">", ">="]);

/** The columns that an expression shows, if it is a column of this FROM; null for a name it does not know. */
export function shownBy(expr: Expr, scope: Scope): readonly Reference[] | null {
  if (expr.kind === "collate") return shownBy(expr.operand, scope);
  if (expr.kind !== "column") return [];
  const candidates = scope.bounds.filter(({ alias }) => expr.table === null || sameName(alias, expr.table));
  for (const { fields } of candidates) {
    const field = findNamed(fields ?? [], expr.name);
    if (field) return field.shows;
  }
  const [first] = candidates;
  if (first?.rowid && rowids.has(foldName(expr.name))) return [first.rowid];
  return candidates.some(({ fields }) => fields === null) ? [] : null;
}

/** Notes which columns a condition holds to values or compares by order, as far as an index could help. */
export function noteConditions(condition: Expr, scope: Scope, note: Note): void {
  switch (condition.kind) {
    case "binary":
      noteBinary(condition, scope, note);
      return;
    case "between":
      if (!condition.not) compare(condition.operand, [condition.low, condition.high], "range", scope, note);
      return;
    case "in":
      if (!condition.not)
        compare(condition.operand, "first" in condition.list ? [] : condition.list, "held", scope, note);
      return;
    case "null-test":
      if (!condition.not) compare(condition.operand, [], "null", scope, note);
      return;
    default:
      return;
  }
}

function noteBinary({ op, left, right }: Extract<Expr, { kind: "binary" }>, scope: Scope, note: Note): void {
  if (op === "AND") {
    noteConditions(left, scope, note);
    noteConditions(right, scope, note);
  } else if (op === "OR") {
    for (const side of [left, right]) noteSide(side, scope, note);
  } else if (op === "=" || op === "IS") {
    compare(left, [right], "held", scope, note);
    compare(right, [left], "held", scope, note);
  } else if (comparisons.has(op)) {
    compare(left, [right], "range", scope, note);
    compare(right, [left], "range", scope, note);
  } else if ((op === "LIKE" || op === "GLOB") && isPrefix(right, op)) {
    compare(left, [], "range", scope, note);
  }
}

/** One side of an OR needs an index of its own. */
function noteSide(side: Expr, scope: Scope, note: Note): void {
  const own = new Map<Target, Conditions>();
  noteConditions(side, scope, (target) => {
    if (note(target) === null) return null;
    const conditions = own.get(target) ?? { held: [], ranges: [] };
    own.set(target, conditions);
    return conditions;
  });
  for (const [target, conditions] of own) target.sides.push(conditions);
}

/** A pattern that begins with text. https://www.sqlite.org/optoverview.html#the_like_optimization */
function isPrefix(pattern: Expr, op: "LIKE" | "GLOB"): boolean {
  return (
    pattern.kind === "literal" &&
    pattern.type === "text" &&
    (op === "LIKE" ? /^'[^%_]/ : /^'[^*?[]/).test(pattern.text)
  );
}

function compare(
  operand: Expr,
  others: readonly Expr[],
  how: "held" | "range" | "null",
  scope: Scope,
  note: Note,
): void {
  if (operand.kind === "row") {
    compareRow(operand.items, others, how, scope, note);
    return;
  }
  const against = new Set(others.flatMap((other) => targetsIn(other, scope)));
  for (const { target, column } of shownBy(operand, scope) ?? []) {
    // What is compared with another column of its own row is not looked up.
    if (column === null || against.has(target)) continue;
    const conditions = note(target);
    if (how === "range") conditions?.ranges.push(column);
    else if (how === "null") conditions?.held.push({ column, by: "null" });
    else conditions?.held.push({ column, by: against.size > 0 ? "join" : "value" });
  }
}

/** Rows are equal when all their values are; their order begins with the first. https://www.sqlite.org/rowvalue.html */
function compareRow(
  items: readonly Expr[],
  others: readonly Expr[],
  how: "held" | "range" | "null",
  scope: Scope,
  note: Note,
): void {
  const compared = how === "range" ? items.slice(0, 1) : items;
  for (const [i, item] of compared.entries()) {
    const paired = others.map((other) => (other.kind === "row" ? (other.items[i] ?? other) : other));
    compare(item, paired, how, scope, note);
  }
}

function targetsIn(expr: Expr, scope: Scope): Target[] {
  return columnsIn(expr).flatMap((column) => (shownBy(column, scope) ?? []).map(({ target }) => target));
}

/** The columns in the order of an index: those that must be NULL come last, and each stands once. */
export function inIndexOrder(held: readonly HeldColumn[]): HeldColumn[] {
  const last = (by: HeldColumn["by"]): number => (by === "null" ? 1 : 0);
  const sorted = [...held].sort((a, b) => last(a.by) - last(b.by));
  return sorted.filter(({ column }, i) => sorted.findIndex((other) => other.column === column) === i);
}
