import { affinityOf } from "../../schema/affinity.ts";
import { callGives, isAggregate } from "./functions.ts";
import { anyNull, anything, computed, either, type Given, given, truth } from "./given.ts";
import { provenBy } from "./proofs.ts";
import { type Field, fieldGives, isMerged, resolve, type Scope } from "./scope.ts";
import type { Expr, Query, Select } from "./tree.ts";

/** Where an expression stands. */
export interface Standing {
  readonly scope: Scope;
  /** One row for all, also of none: a bare column is NULL then. */
  readonly aggregated: boolean;
  readonly grouped: boolean;
  /** The value of a sub-select: NULL without a row. */
  readonly scalar: (query: Query) => Given;
  /** The first column of a sub-select. */
  readonly first: (query: Query) => Given;
}

const comparisons = new Set(["=", "!=", "<", "<=", ">", ">=", "LIKE", "GLOB", "MATCH", "REGEXP"]);

/** Tells what expressions give. */
export class Values {
  private readonly standing: Standing;
  /** What the branch of a CASE knows to be no NULL. */
  private readonly proven: ReadonlySet<Field>;
  /** Whether this is an argument of an aggregate, which sees the rows themselves. */
  private readonly inside: boolean;

  constructor(standing: Standing, proven: ReadonlySet<Field> = new Set(), inside = false) {
    this.standing = standing;
    this.proven = proven;
    this.inside = inside;
  }

  of(expr: Expr): Given {
    switch (expr.kind) {
      case "column":
        return this.column(expr);
      case "literal":
        return expr.type === "null"
          ? given(true)
          : { ...given(false, expr.type), flag: /^[01]$/.test(expr.text) };
      case "parameter":
      case "row":
        return anything;
      case "unary":
        return this.unary(expr.op, this.of(expr.operand));
      case "binary":
        return this.binary(expr);
      case "null-test":
      case "exists":
        return truth(false);
      case "between":
        return truth(anyNull([this.of(expr.operand), this.of(expr.low), this.of(expr.high)]));
      case "in":
        return this.in(expr);
      case "collate":
        return this.of(expr.operand);
      case "cast":
        return this.cast(expr);
      case "case":
        return this.caseOf(expr);
      case "query":
        return this.standing.scalar(expr.query);
      case "call":
        return this.call(expr);
    }
  }

  /** A column of the rows, as it stands beside aggregates. */
  bare(value: Given): Given {
    return this.standing.aggregated && !this.inside ? { ...value, nullable: true } : value;
  }

  private column(expr: Extract<Expr, { kind: "column" }>): Given {
    const field = resolve(this.standing.scope, expr.table, expr.name);
    if (field === "unknown") return anything;
    if (field === null) return constantOf(expr);
    const own = fieldGives(field, expr.table);
    const isProven = this.proven.has(field) && !isMerged(field, expr.table);
    const value = isProven ? { ...own, nullable: false } : own;
    return this.standing.scope.bindings.includes(field.binding) ? this.bare(value) : value;
  }

  private unary(op: string, value: Given): Given {
    if (op === "+") return computed(value);
    return op === "NOT" ? truth(value.nullable) : numeric([value], value.nullable);
  }

  private binary({ op, left, right }: Extract<Expr, { kind: "binary" }>): Given {
    const a = this.of(left);
    const b = this.of(right);
    if (op === "IS" || op === "IS NOT") return truth(false);
    if (comparisons.has(op)) return truth(anyNull([a, b]));
    if (op === "AND" || op === "OR") {
      const decides = [left, right].some(
        (side) => isNumber(side) && (Number(side.text) !== 0) === (op === "OR"),
      );
      return truth(decides ? false : oneDecides(left, right) ? null : anyNull([a, b]));
    }
    if (op === "||") return given(anyNull([a, b]), "text");
    if (op === "->" || op === "->>") return { ...anything, nullable: anyNull([a, b]) === true ? true : null };
    if (op === "/" || op === "%") {
      // By zero it is NULL.
      const divisor = right.kind === "literal" ? Number(right.text) : null;
      const nullable = divisor === 0 ? true : anyNull([a, b]);
      return numeric([a, b], divisor === null && nullable === false ? null : nullable);
    }
    return op === "+" || op === "-" || op === "*"
      ? numeric([a, b], anyNull([a, b]))
      : given(anyNull([a, b]), "integer");
  }

  private in({ operand, list }: Extract<Expr, { kind: "in" }>): Given {
    const value = this.of(operand);
    if (isQuery(list)) return truth(anyNull([value, this.standing.first(list)]) === false ? false : null);
    return truth(anyNull([value, ...list.map((item) => this.of(item))]));
  }

  private cast({ operand, type }: Extract<Expr, { kind: "cast" }>): Given {
    const { nullable } = this.of(operand);
    const classes = {
      INTEGER: ["integer"],
      REAL: ["real"],
      TEXT: ["text"],
      BLOB: ["blob"],
      NUMERIC: ["integer", "real"],
    } as const;
    return given(nullable, ...classes[affinityOf(type)]);
  }

  private caseOf({ subject, branches, otherwise }: Extract<Expr, { kind: "case" }>): Given {
    const known = new Set(this.proven);
    const values = branches.map(({ when, value }) => {
      const own = new Set(known);
      if (subject === null) {
        for (const field of this.fields(provenBy(when))) own.add(field);
        // Further down the condition was not true; of IS NULL that says it is no NULL.
        if (when.kind === "null-test" && !when.not)
          for (const field of this.fields(provenBy({ ...when, not: true }))) known.add(field);
      }
      return new Values(this.standing, own, this.inside).of(value);
    });
    if (otherwise === null) return computed(either(values), true);
    return computed(either([...values, new Values(this.standing, known, this.inside).of(otherwise)]));
  }

  private fields(columns: readonly Extract<Expr, { kind: "column" }>[]): Field[] {
    return columns.flatMap(({ table, name }) => {
      const field = resolve(this.standing.scope, table, name);
      return field === null || field === "unknown" || isMerged(field, table) ? [] : [field];
    });
  }

  private call({ name, args, over, filtered }: Extract<Expr, { kind: "call" }>): Given {
    if (name === "iif" || name === "if") return this.caseOf(branched(args));
    const aggregate = isAggregate(name, args.length);
    const values = aggregate && over === null ? new Values(this.standing, this.proven, true) : this;
    const grouped = !filtered && (over === "whole" || (over === null && this.standing.grouped));
    return callGives(
      name,
      args.map((arg) => values.of(arg)),
      { grouped, framed: over === "framed", apart: over === "apart", args },
    );
  }
}

/** `iif(a, b, c, d, e)` is CASE WHEN a THEN b WHEN c THEN d ELSE e END. https://www.sqlite.org/lang_corefunc.html#iif */
function branched(args: readonly Expr[]): Extract<Expr, { kind: "case" }> {
  const branches = args.flatMap((when, i) => {
    const value = args[i + 1];
    return i % 2 === 0 && value ? [{ when, value }] : [];
  });
  const otherwise = args.length % 2 === 1 ? (args.at(-1) ?? null) : null;
  return { kind: "case", subject: null, branches, otherwise };
}

function isNumber(side: Expr): side is Extract<Expr, { kind: "literal" }> {
  return side.kind === "literal" && (side.type === "integer" || side.type === "real");
}

/** Whether a constant may settle AND or OR whatever the other side is. */
function oneDecides(left: Expr, right: Expr): boolean {
  return left.kind === "literal" || right.kind === "literal";
}

/** A name that is no column: TRUE and FALSE, or text in double quotes where SQLite takes it so. */
function constantOf({ name, quoted }: Extract<Expr, { kind: "column" }>): Given {
  if (/^(?:true|false)$/i.test(name) && !quoted) return truth(false);
  return quoted ? given(false, "text") : anything;
}

function isQuery(list: readonly Expr[] | Query): list is Query {
  return !Array.isArray(list);
}

/** What arithmetic gives of these. */
function numeric(values: readonly Given[], nullable: boolean | null): Given {
  const whole = values.every(
    ({ classes }) => classes !== null && [...classes].every((one) => one === "integer"),
  );
  return given(nullable, ...(whole ? (["integer"] as const) : (["integer", "real"] as const)));
}

/** Whether a SELECT has an aggregate among what it returns, so that without GROUP BY it gives one row. */
export function isAggregated({ outputs, having }: Select): boolean {
  const values = outputs.flatMap((output) => (output.kind === "expression" ? [output.value] : []));
  return [...values, ...(having ? [having] : [])].some(holdsAggregate);
}

function holdsAggregate(expr: Expr): boolean {
  switch (expr.kind) {
    case "call":
      return (
        (isAggregate(expr.name, expr.args.length) && expr.over === null) || expr.args.some(holdsAggregate)
      );
    case "unary":
    case "collate":
    case "cast":
    case "null-test":
      return holdsAggregate(expr.operand);
    case "binary":
      return holdsAggregate(expr.left) || holdsAggregate(expr.right);
    case "between":
      return [expr.operand, expr.low, expr.high].some(holdsAggregate);
    case "in":
      return holdsAggregate(expr.operand) || (!isQuery(expr.list) && expr.list.some(holdsAggregate));
    case "case":
      return [
        ...(expr.subject ? [expr.subject] : []),
        ...expr.branches.flatMap(({ when, value }) => [when, value]),
        ...(expr.otherwise ? [expr.otherwise] : []),
      ].some(holdsAggregate);
    default:
      return false;
  }
}
