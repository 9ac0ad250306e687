import type { Claim, ClaimedProperty, Execution, ResultColumn, TriedQuery } from "./code.ts";
import type { Evidence } from "./evidence.ts";
import { isSilenced } from "./use.ts";

/** A way in which a row differs from the type that the code gives it. */
export type Difference =
  | { readonly kind: "absent"; readonly property: ClaimedProperty; readonly like: string | null }
  | { readonly kind: "extra"; readonly column: ResultColumn }
  | {
      readonly kind: "class" | "null" | "needless-null";
      readonly property: ClaimedProperty;
      readonly column: ResultColumn;
    };

/** A row type with the statements it is given to, and how their rows differ from it. */
export interface RowType {
  readonly claim: Claim;
  readonly uses: readonly {
    readonly query: TriedQuery;
    readonly execution: Execution;
    readonly differences: readonly Difference[];
  }[];
}

/** The row types of the code, each with its statements. What the repair mends by itself is no difference. */
export function rowTypes({ code }: Evidence, rule: string): RowType[] {
  const types = new Map<string, { claim: Claim; uses: RowType["uses"][number][] }>();
  for (const query of code.queries) {
    if (isSilenced(query, rule) || !query.now.ok || !query.now.columns) continue;
    const after = query.repaired.ok ? query.repaired.columns : null;
    for (const execution of query.executions) {
      const { claim } = execution;
      if (!claim) continue;
      const lasting = after && new Set(differences(claim, after).map(keyOf));
      const found = differences(claim, query.now.columns).filter((one) => lasting?.has(keyOf(one)) ?? true);
      const type = types.get(claim.key) ?? { claim, uses: [] };
      type.uses.push({ query, execution, differences: found });
      types.set(claim.key, type);
    }
  }
  return [...types.values()];
}

/** What tells a difference from another of the same type. */
export function keyOf(difference: Difference): string {
  return difference.kind === "extra"
    ? `extra ${difference.column.name}`
    : `${difference.kind} ${difference.property.name}`;
}

function differences(claim: Claim, columns: readonly ResultColumn[]): Difference[] {
  // Of two columns with one name a row has the last.
  const names = new Map(columns.map((column) => [column.name, column]));
  const properties = new Set(claim.properties.map(({ name }) => name));
  const extra = [...names.values()].filter(({ name }) => !properties.has(name) && !claim.open);
  const found = claim.properties.flatMap((property): Difference[] => {
    const column = names.get(property.name);
    // What may be missing is no contradiction.
    if (!column)
      return property.optional ? [] : [{ kind: "absent", property, like: alike(property.name, extra) }];
    return ofColumn(property, column);
  });
  return [...found, ...extra.map((column): Difference => ({ kind: "extra", column }))];
}

/** The column that a property may mean: the same but for case and underscores, or the only one left. */
function alike(name: string, extra: readonly ResultColumn[]): string | null {
  const plain = (text: string): string => text.replaceAll("_", "").toLowerCase();
  const same = extra.find((column) => plain(column.name) === plain(name));
  return same?.name ?? (extra.length === 1 ? (extra[0]?.name ?? null) : null);
}

function ofColumn(property: ClaimedProperty, column: ResultColumn): Difference[] {
  const { nullable } = column.value;
  return [
    ...(fits(property, column) ? [] : [{ kind: "class", property, column } as const]),
    ...(nullable === true && property.nullable === false
      ? [{ kind: "null", property, column } as const]
      : []),
    ...(nullable === false && property.nullable === true
      ? [{ kind: "needless-null", property, column } as const]
      : []),
  ];
}

const accepted: Readonly<Record<NonNullable<ClaimedProperty["kind"]>, readonly string[]>> = {
  string: ["text"],
  number: ["integer", "real"],
  bigint: ["integer"],
  boolean: ["integer"],
  date: ["text", "integer", "real"],
  bytes: ["blob"],
  json: ["text", "blob"],
};

/** Whether a value of the column may be what the type says; a column without a class of its own may be anything. */
function fits({ kind }: ClaimedProperty, { value, declaredType }: ResultColumn): boolean {
  const { classes, flag } = value;
  if (kind === undefined || classes === null || classes.size === 0) return true;
  if (kind === "string" && declaredType !== null && /DATE|TIME|DEC/i.test(declaredType)) return true;
  if (kind === "boolean" && !flag) return false;
  return accepted[kind].some((one) => classes.has(one as never));
}
