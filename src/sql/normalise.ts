import { type Expression, node, print, type Scope } from "./expression.ts";

/** Rewrites a tree, leaves first, into the form that all spellings of one expression share. The value is the same for every row. */
export function normalise(expression: Expression, scope: Scope): Expression {
  const args = expression.args.map((arg) => normalise(arg, scope));
  const made = node(expression.op, ...args);
  const [operand] = args;
  switch (made.op) {
    case "TRUE":
      return node("1");
    case "FALSE":
      return node("0");
    case "unary -":
    case "unary +":
      return signed(made);
    case "AND":
    case "OR":
      return chain(made.op, args);
    case "NOT":
      return operand ? negation(operand) : made;
    case "IN":
      return membership(args);
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "IS":
      return comparison(made, scope);
    case "+":
    case "-":
    case "*":
    case "||":
      return folded(made);
    default:
      return synonym(made);
  }
}

/** Whether an expression is a number, string or blob as written. */
export function isLiteral(expression: Expression): boolean {
  return expression.args.length === 0 && /^(?:-?[0-9.]|'|x')/.test(expression.op);
}

function signed(expression: Expression): Expression {
  const [operand] = expression.args;
  if (!operand || operand.args.length > 0 || !/^[0-9.]/.test(operand.op)) return expression;
  return node(expression.op === "unary -" && !/^[0.]+$/.test(operand.op) ? `-${operand.op}` : operand.op);
}

const opposite: Readonly<Record<string, string>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};

/** NOT goes down to the comparisons, as far as it can; NULL stays NULL all the way. */
function negation(operand: Expression): Expression {
  const other = opposite[operand.op];
  if (other) return node(other, ...operand.args);
  if (operand.op === "AND") return chain("OR", operand.args.map(negation));
  if (operand.op === "OR") return chain("AND", operand.args.map(negation));
  const [inner] = operand.args;
  if (operand.op === "NOT" && inner && isBoolean(inner)) return inner;
  return node("NOT", operand);
}

const booleans = new Set([...Object.keys(opposite), "AND", "OR", "NOT", "IN", "IS", "ISNULL", "ISTRUE"]);

/** Whether an expression is never anything but 0, 1 or NULL. */
function isBoolean({ op }: Expression): boolean {
  return booleans.has(op) || op === "LIKE" || op === "GLOB";
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Literals go to the right, and of two other sides the first by its text to the left, where no collation depends on it. */
function comparison(expression: Expression, scope: Scope): Expression {
  const [left, right] = expression.args;
  if (!left || !right || isLiteral(right)) return expression;
  const free = !hasCollation(left, scope) && !hasCollation(right, scope);
  if (!isLiteral(left) && !(free && print(right) < print(left))) return expression;
  return node(mirrored[expression.op] ?? expression.op, right, left);
}

/** Whether a comparison might go by this side's collation rather than by the other's. https://www.sqlite.org/datatype3.html#collation */
function hasCollation({ op, args }: Expression, scope: Scope): boolean {
  if (op.startsWith("COLLATE ")) return true;
  if (args.length > 0) return args.some((arg) => hasCollation(arg, scope));
  return op.startsWith('"') && !scope.binary?.has(op);
}

/** `x IN (1)` is `x = 1`; members are a set. */
function membership(args: readonly Expression[]): Expression {
  const [subject, ...members] = args;
  if (!subject) return node("IN", ...args);
  const set = distinct(members);
  const [only] = set;
  return set.length === 1 && only && isLiteral(only) ? node("=", subject, only) : node("IN", subject, ...set);
}

/** Flattens, sorts and thins out a chain of AND or OR; equalities of one subject become a membership. */
function chain(op: "AND" | "OR", args: readonly Expression[]): Expression {
  const flat = args.flatMap((arg) => (arg.op === op ? arg.args : [arg]));
  const members = distinct(op === "OR" ? joinMemberships(flat) : joinExclusions(flat));
  const [only] = members;
  return members.length === 1 && only && isBoolean(only) ? only : node(op, ...members);
}

function joinMemberships(terms: readonly Expression[]): Expression[] {
  const sets = new Map<string, Expression[]>();
  const rest: Expression[] = [];
  for (const term of terms) {
    const [subject, ...values] = term.args;
    const isSet = (term.op === "=" || term.op === "IN") && subject && values.every(isLiteral);
    if (!isSet) rest.push(term);
    else sets.set(print(subject), [...(sets.get(print(subject)) ?? [subject]), ...values]);
  }
  return [...rest, ...[...sets.values()].map(membership)];
}

/** `x <> 1 AND x <> 2` is `NOT (x = 1 OR x = 2)`. */
function joinExclusions(terms: readonly Expression[]): Expression[] {
  const excluded = terms.map((term) => (term.op === "!=" || term.op === "NOT" ? negation(term) : null));
  const isSet = (term: Expression | null): term is Expression => term?.op === "=" || term?.op === "IN";
  const rest = terms.filter((_, i) => !isSet(excluded[i] ?? null));
  return [...rest, ...joinMemberships(excluded.filter(isSet)).map(negation)];
}

function distinct(terms: readonly Expression[]): Expression[] {
  const byText = new Map(terms.map((term) => [print(term), term]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
}

/** Whole numbers and strings are put together where SQLite does so exactly. */
function folded(expression: Expression): Expression {
  const [left, right] = expression.args.map(({ op, args }) => (args.length === 0 ? op : ""));
  if (expression.op === "||" && left?.startsWith("'") && right?.startsWith("'")) {
    return node(left.slice(0, -1) + right.slice(1));
  }
  if (!/^-?[0-9]+$/.test(left ?? "") || !/^-?[0-9]+$/.test(right ?? "")) return expression;
  const [a, b] = [BigInt(left ?? 0), BigInt(right ?? 0)];
  const results: Readonly<Record<string, bigint>> = { "+": a + b, "-": a - b, "*": a * b };
  const value = results[expression.op];
  // Beyond 64 bits SQLite goes over to reals.
  return value !== undefined && BigInt.asIntN(64, value) === value ? node(value.toString()) : expression;
}

const synonyms: Readonly<Record<string, string>> = {
  "(call datetime 'now')": "CURRENT_TIMESTAMP",
  "(call date 'now')": "CURRENT_DATE",
  "(call time 'now')": "CURRENT_TIME",
  "(call datetime)": "CURRENT_TIMESTAMP",
  "(call date)": "CURRENT_DATE",
  "(call time)": "CURRENT_TIME",
};

/** Functions that SQLite documents as another form. https://www.sqlite.org/lang_datefunc.html */
function synonym(expression: Expression): Expression {
  const same = synonyms[print(expression)];
  if (same) return node(same);
  if (expression.op === "call substring") return node("call substr", ...expression.args);
  if (expression.op === "call if") return node("call iif", ...expression.args);
  return expression.op === "call ifnull" ? node("call coalesce", ...expression.args) : expression;
}
