/** The classes a value may be stored or computed in, besides NULL. */
export type ValueClass = "integer" | "real" | "text" | "blob";

/** What an expression or column gives. What is null is not known. https://www.sqlite.org/datatype3.html */
export interface Given {
  readonly classes: ReadonlySet<ValueClass> | null;
  readonly nullable: boolean | null;
  /** The column whose value it is, unchanged. */
  readonly origin: { readonly table: string; readonly column: string } | null;
  /** Whether it may stand for true or false: no key, count or sum. */
  readonly flag: boolean;
}

/** A column that a statement returns; its name is null where the text does not say. */
export interface Returned {
  readonly name: string | null;
  readonly value: Given;
}

/** Of which nothing is known. */
export const anything: Given = { classes: null, nullable: null, origin: null, flag: false };

/** A value of these classes. */
export function given(nullable: boolean | null, ...classes: readonly ValueClass[]): Given {
  return { classes: new Set(classes), nullable, origin: null, flag: false };
}

/** 0 or 1. */
export function truth(nullable: boolean | null): Given {
  return { ...given(nullable, "integer"), flag: true };
}

/** The same value, as one that was computed. */
export function computed(value: Given, nullable: boolean | null = value.nullable): Given {
  return { ...value, nullable, origin: null };
}

/** What is NULL when one of these is. */
export function anyNull(values: readonly Given[]): boolean | null {
  if (values.some(({ nullable }) => nullable === true)) return true;
  return values.every(({ nullable }) => nullable === false) ? false : null;
}

/** What is NULL when all of these are. */
export function allNull(values: readonly Given[]): boolean | null {
  if (values.some(({ nullable }) => nullable === false)) return false;
  return values.every(({ nullable }) => nullable === true) ? true : null;
}

/** One of several values. */
export function either(values: readonly Given[], nullable: boolean | null = anyNull(values)): Given {
  const known = values.flatMap(({ classes }) => (classes ? [classes] : []));
  const classes = known.length < values.length ? null : new Set(known.flatMap((set) => [...set]));
  const [first] = values;
  const origin = values.length === 1 && first ? first.origin : null;
  return { classes, nullable, origin, flag: values.length > 0 && values.every(({ flag }) => flag) };
}
