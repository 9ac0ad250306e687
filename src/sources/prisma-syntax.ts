import type { Location } from "../schema/location.ts";

/** A value as a schema.prisma writes it. */
export type PrismaValue =
  | { readonly kind: "string" | "number" | "name"; readonly text: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly PrismaArgument[] }
  | { readonly kind: "list"; readonly items: readonly PrismaValue[] };

/** A value in parentheses, with its name where it has one. */
export interface PrismaArgument {
  readonly name: string | null;
  readonly value: PrismaValue;
}

/** `@id`, `@db.Text`, `@@index([title])`: the name is without its @. */
export interface PrismaAttribute {
  readonly name: string;
  readonly args: readonly PrismaArgument[];
  readonly location: Location;
}

/** A line of a model, or a member of an enum, which has no type. */
export interface PrismaField {
  readonly name: string;
  readonly type: string;
  /** What `Unsupported("…")` says the type in the database is. */
  readonly unsupported: string | null;
  readonly isOptional: boolean;
  readonly isList: boolean;
  readonly attributes: readonly PrismaAttribute[];
  readonly location: Location;
}

/** A block in braces. */
export interface PrismaBlock {
  readonly kind: "model" | "view" | "type" | "enum" | "datasource" | "generator";
  readonly name: string;
  readonly location: Location;
  readonly fields: readonly PrismaField[];
  /** Those with @@. */
  readonly attributes: readonly PrismaAttribute[];
  /** `name = value` of a datasource or generator. */
  readonly settings: ReadonlyMap<string, PrismaValue>;
  /** Whether some line of it could not be read. */
  readonly isBroken: boolean;
}

/** The argument with one of these names, or the first without any. */
export function argument(
  { args }: Pick<PrismaAttribute, "args">,
  ...names: readonly string[]
): PrismaValue | null {
  const named = args.find(({ name }) => name !== null && names.includes(name));
  return (named ?? args.find(({ name }) => name === null))?.value ?? null;
}

/** The argument with this name. */
export function namedArgument({ args }: Pick<PrismaAttribute, "args">, name: string): PrismaValue | null {
  return args.find((each) => each.name === name)?.value ?? null;
}

/** What a string says; null for anything else. */
export function textOf(value: PrismaValue | null | undefined): string | null {
  return value?.kind === "string" ? value.text : null;
}

/** The attribute of this name. */
export function attribute(
  { attributes }: { readonly attributes: readonly PrismaAttribute[] },
  name: string,
): PrismaAttribute | null {
  return attributes.find((each) => each.name === name) ?? null;
}

/** The name in the database: what @map, or @@map, says, or its own. */
export function mappedName(named: PrismaField | PrismaBlock): string {
  const map = attribute(named, "map");
  return (map && textOf(argument(map, "name"))) || named.name;
}

/** The fields that `@@id([a, b])` and its like list, with how each is sorted; null for what is no list of names. */
export function sortedFields(
  stated: PrismaAttribute,
): { readonly field: string; readonly sort: string | null }[] | null {
  const list = argument(stated, "fields");
  if (list?.kind !== "list") return null;
  const fields = list.items.map((item) => {
    if (item.kind === "name") return { field: item.text, sort: null };
    if (item.kind !== "call") return null;
    const sort = namedArgument(item, "sort");
    return { field: item.name, sort: sort?.kind === "name" ? sort.text : null };
  });
  return fields.every((field) => field !== null) ? fields : null;
}
