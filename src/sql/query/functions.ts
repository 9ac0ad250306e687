import {
  allNull,
  anyNull,
  anything,
  computed,
  either,
  type Given,
  given,
  truth,
  type ValueClass,
} from "./given.ts";
import type { Expr } from "./tree.ts";

/** What a call is known by besides its arguments. */
export interface CallContext {
  /** Whether a group has at least one row: GROUP BY, or a window that holds its own row. */
  readonly grouped: boolean;
  /** Whether it is a window of which that is not known. */
  readonly framed: boolean;
  /** Whether it is a window that leaves its own row out, so that of some row it holds none. */
  readonly apart: boolean;
  readonly args: readonly Expr[];
}

type Rule = (args: readonly Given[], context: CallContext) => Given;

/** NULL when an argument is, and never else. */
const strict =
  (...classes: ValueClass[]): Rule =>
  (args) =>
    given(anyNull(args), ...classes);
/** NULL when an argument is, and perhaps else. */
const fragile =
  (...classes: ValueClass[]): Rule =>
  (args) => ({
    ...given(anyNull(args) === true ? true : null, ...classes),
    classes: classes.length > 0 ? new Set(classes) : null,
  });
const never =
  (...classes: ValueClass[]): Rule =>
  () =>
    given(false, ...classes);
const aggregate =
  (...classes: ValueClass[]): Rule =>
  (args, context) =>
    given(aggregateNull(args, context), ...classes);
/** A time value: NULL for text that is none, which 'now' never is. https://www.sqlite.org/lang_datefunc.html */
const time =
  (at: number, ...classes: ValueClass[]): Rule =>
  (args, context) => {
    const isNow = args.length <= at || isLiteral(context.args[at], args[at]);
    const constant = context.args.slice(at + 1).every(({ kind }) => kind === "literal");
    return given(isNow && constant ? false : anyNull(args) === true ? true : null, ...classes);
  };

function isText(value: Given | undefined): boolean {
  const classes = value?.classes;
  return classes?.size === 1 && classes.has("text");
}

function isNumber(value: Given | undefined): boolean {
  const classes = value?.classes;
  return classes != null && [...classes].every((one) => one === "integer" || one === "real");
}

/** A path below the root, the removal of which leaves something. */
function isInnerPath({ kind, ...literal }: Expr): boolean {
  return kind === "literal" && "text" in literal && /^'\$[.[]/.test(literal.text);
}

function isLiteral(arg: Expr | undefined, value: Given | undefined): boolean {
  return arg?.kind === "literal" && value?.nullable === false;
}

/** SQLite's functions by name. https://www.sqlite.org/lang_corefunc.html, https://www.sqlite.org/lang_aggfunc.html */
const rules: Readonly<Record<string, Rule>> = {
  abs: ([first = anything]) => {
    // Text and bytes count as reals.
    const whole = first.classes?.has("integer") ? (["integer"] as const) : [];
    const only = first.classes !== null && [...first.classes].every((one) => one === "integer");
    return given(first.nullable, ...whole, ...(only ? [] : (["real"] as const)));
  },
  round: strict("real"),
  ...each(["lower", "upper", "trim", "ltrim", "rtrim", "replace"], strict("text")),
  ...each(["substr", "substring"], (args) => (isText(args[0]) ? given(anyNull(args), "text") : anything)),
  ...each(["likely", "unlikely", "likelihood"], ([first]) => computed(first ?? anything)),
  ...each(["length", "instr", "octet_length"], strict("integer")),
  unicode: fragile("integer"),
  sign: (args, context) => (isNumber(args[0]) ? strict : fragile)("integer")(args, context),
  ...each(["ceil", "ceiling", "floor", "trunc"], fragile("integer", "real")),
  ...each(["sqrt", "pow", "power", "exp", "ln", "log", "log10", "log2", "mod"], fragile("real")),
  pi: never("real"),
  ...each(["random", "changes", "total_changes", "last_insert_rowid"], never("integer")),
  ...each(
    ["typeof", "hex", "quote", "sqlite_version", "char", "concat", "json_array", "json_object", "json_quote"],
    never("text"),
  ),
  ...each(["printf", "format", "concat_ws"], ([first]) => given(first ? first.nullable : true, "text")),
  ...each(["randomblob", "zeroblob"], never("blob")),
  ...each(["json_group_array", "json_group_object"], never("text")),
  ...each(["jsonb_array", "jsonb_object", "jsonb_group_array", "jsonb_group_object"], never("blob")),
  // What is no JSON is an error. https://www.sqlite.org/json1.html
  ...each(["json", "json_patch"], strict("text")),
  ...each(["jsonb", "jsonb_patch"], strict("blob")),
  ...each(["json_set", "json_insert", "json_replace"], (args) => given(anyNull(args.slice(0, 1)), "text")),
  ...each(["jsonb_set", "jsonb_insert", "jsonb_replace"], (args) => given(anyNull(args.slice(0, 1)), "blob")),
  json_error_position: strict("integer"),
  unhex: fragile("blob"),
  json_remove: (args, context) =>
    context.args.slice(1).every(isInnerPath) ? strict("text")(args, context) : fragile("text")(args, context),
  json_valid: (args) => truth(anyNull(args)),
  json_array_length: (args, context) => (args.length === 1 ? strict : fragile)("integer")(args, context),
  json_type: (args, context) => (args.length === 1 ? strict : fragile)("text")(args, context),
  ...each(["like", "glob"], (args) => truth(anyNull(args))),
  ...each(["coalesce", "ifnull"], (args) => either(args, allNull(args))),
  nullif: ([first]) => computed(first ?? anything, true),
  ...each(["date", "time", "datetime"], time(0, "text")),
  strftime: time(1, "text"),
  timediff: fragile("text"),
  julianday: time(0, "real"),
  unixepoch: time(0, "integer"),
  count: never("integer"),
  total: never("real"),
  sum: (args, context) => {
    const classes = args[0]?.classes;
    const whole = classes && [...classes].every((one) => one === "integer");
    return given(
      aggregateNull(args, context),
      ...(whole ? (["integer"] as const) : (["integer", "real"] as const)),
    );
  },
  avg: aggregate("real"),
  ...each(["group_concat", "string_agg"], (args, context) =>
    given(aggregateNull(args.slice(0, 1), context), "text"),
  ),
  ...each(["min", "max"], (args, context) =>
    args.length > 1 ? computed(either(args)) : computed(args[0] ?? anything, aggregateNull(args, context)),
  ),
  ...each(["row_number", "rank", "dense_rank", "ntile"], never("integer")),
  ...each(["percent_rank", "cume_dist"], never("real")),
  ...each(["lag", "lead"], ([first = anything, , otherwise]) =>
    otherwise ? computed(either([first, otherwise])) : computed(first, true),
  ),
  ...each(["first_value", "last_value"], ([first = anything], { grouped }) =>
    computed(first, grouped || first.nullable === true ? first.nullable : null),
  ),
  nth_value: ([first = anything]) => computed(first, true),
};

function aggregateNull(args: readonly Given[], { grouped, framed, apart }: CallContext): boolean | null {
  if (apart) return true;
  if (framed) return null;
  return grouped ? anyNull(args) : true;
}

function each(names: readonly string[], rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

const aggregates = new Set(
  "count total sum avg group_concat string_agg json_group_array json_group_object jsonb_group_array jsonb_group_object".split(
    " ",
  ),
);

/** Whether a call makes one value of many rows. min and max do so with one argument. */
export function isAggregate(name: string, args: number): boolean {
  return aggregates.has(name) || ((name === "min" || name === "max") && args === 1);
}

/** What a function gives; of one that is not SQLite's own nothing is known. */
export function callGives(name: string, args: readonly Given[], context: CallContext): Given {
  return Object.hasOwn(rules, name) ? (rules[name]?.(args, context) ?? anything) : anything;
}

/** Functions that give NULL whenever an argument is NULL, so that a true condition over them says it was none. */
export function passesNull(name: string): boolean {
  return /^(?:abs|round|lower|upper|l?r?trim|substr|substring|replace|length|instr|octet_length|unicode|sign|date|time|datetime|julianday|unixepoch|json_extract|json)$/.test(
    name,
  );
}
