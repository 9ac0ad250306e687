import type { ValueKind } from "./builtin-types.ts";

/** A member of a union or enum. */
export type Literal = string | number;

/** What a property's type says. `relation` and `function` are no columns; `unreadable` says why it is not known. */
export type Reading =
  | { readonly is: "value"; readonly value: Value }
  | { readonly is: "relation" }
  | { readonly is: "function" }
  | { readonly is: "unreadable"; readonly why: "unresolved" | "generic" | "symbol" | "never" };

/** What a column's type says of its values. What is absent it leaves open. */
export interface Value {
  readonly kind?: ValueKind;
  readonly nullable?: boolean;
  readonly members?: readonly Literal[];
  /** What JSON has at its top, where that is always the same. */
  readonly json?: JsonTop;
  /** Kysely: the database fills the column when an insert leaves it out. */
  readonly filledByDatabase?: boolean;
}

/** What JSON may have at its top, texts and numbers aside. */
export type JsonTop = "array" | "object";

/** One alternative of a property's type. */
export type Leaf =
  | ValueKind
  | "null"
  | "any"
  | "unknown"
  | "relation"
  | "function"
  | { readonly unreadable: "unresolved" | "generic" | "symbol" }
  | { readonly literal: Literal };

/** What is known of a property beside its alternatives. */
export interface AboutLeaves {
  /** Whether it may be missing. */
  readonly optional: boolean;
  /** Whether it never has a value. */
  readonly isNever: boolean;
  /** Whether the database fills it. */
  readonly filled: boolean;
  /** What stands at the top of the JSON among them; null for what may be either. */
  readonly tops: readonly (JsonTop | null)[];
  /** Puts literals in the order in which they are written. */
  readonly inOrder: (members: readonly Literal[]) => readonly Literal[];
}

/** What all alternatives of a property's type say together. */
export function readingOf(leaves: readonly Leaf[], about: AboutLeaves): Reading {
  const stored = leaves.filter((leaf) => leaf !== "null");
  for (const leaf of stored) {
    if (typeof leaf === "object" && "unreadable" in leaf) return { is: "unreadable", why: leaf.unreadable };
  }
  if (stored.length > 0 && stored.every((leaf) => leaf === "relation")) return { is: "relation" };
  if (stored.length > 0 && stored.every((leaf) => leaf === "function")) return { is: "function" };
  if (leaves.length === 0 || about.isNever) return { is: "unreadable", why: "never" };
  const nullable = about.optional || leaves.includes("null");
  const isOpen = stored.includes("any") || stored.includes("unknown");
  const filled = about.filled ? { filledByDatabase: true } : {};
  if (isOpen) {
    const kind = stored.includes("any") ? {} : { kind: "json" as const };
    return { is: "value", value: { ...kind, ...(nullable ? { nullable } : {}), ...filled } };
  }
  const value = { ...kindOf(stored, about), nullable, ...filled };
  const [top, ...others] = [...new Set(about.tops)];
  const isOne = value.kind === "json" && others.length === 0;
  return { is: "value", value: isOne && top ? { ...value, json: top } : value };
}

/** The kind and members that all alternatives share; nothing for a mixed union. */
function kindOf(stored: readonly Leaf[], { inOrder }: AboutLeaves): Pick<Value, "kind" | "members"> {
  const kinds = new Set(stored.map(kindOfLeaf));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined || kind === null) return {};
  const literals = stored.flatMap((leaf) =>
    typeof leaf === "object" && "literal" in leaf ? [leaf.literal] : [],
  );
  if (literals.length < stored.length) return { kind };
  return { kind, members: inOrder([...new Set(literals)]) };
}

function kindOfLeaf(leaf: Leaf): ValueKind | null {
  if (typeof leaf === "object") {
    if (!("literal" in leaf)) return null;
    return typeof leaf.literal === "string" ? "string" : "number";
  }
  if (leaf === "null" || leaf === "any" || leaf === "unknown" || leaf === "relation" || leaf === "function")
    return null;
  return leaf;
}

/** The leaf of a list: JSON, except a list of tables, which is a relation, and one of unknown things, which may be either. */
export function leafOfList(elements: readonly Leaf[]): Leaf {
  const leaves = elements.filter((leaf) => leaf !== "null");
  const unreadable = leaves.find((leaf) => typeof leaf === "object" && "unreadable" in leaf);
  if (unreadable) return unreadable;
  return leaves.length > 0 && leaves.every((leaf) => leaf === "relation") ? "relation" : "json";
}
