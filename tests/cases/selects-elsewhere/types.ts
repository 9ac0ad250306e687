import type { Kind } from "./rows.ts";

/** A property of a row as the code believes it. */
export interface Property {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly nullable: boolean;
}

/** How the type of a row is written: before the call, in a file beside it, and where it is used. */
export interface WrittenType {
  readonly before: string;
  readonly beside?: string;
  readonly row: string;
}

type Form = (properties: readonly Property[]) => WrittenType;

const texts: Readonly<Record<Kind, string>> = {
  number: "number",
  string: "string",
  bytes: "Buffer",
  boolean: "boolean",
  any: "unknown",
};

function valueText({ kinds, nullable }: Property): string {
  const text = kinds.map((kind) => texts[kind]).join(" | ");
  return nullable && text !== "unknown" ? `${text} | null` : text;
}

const named = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
const line = (property: Property): string => `${named(property.name)}: ${valueText(property)};`;
const lines = (properties: readonly Property[]): string => properties.map(line).join(" ");
const half = (properties: readonly Property[]) =>
  [properties.slice(0, 1), properties.slice(1)].map(lines) as [string, string];
const names = (properties: readonly Property[]): string =>
  properties.map(({ name }) => JSON.stringify(name)).join(" | ");

/** The forms of type by name. */
export const types: Readonly<Record<string, Form>> = {
  interface: (all) => ({ before: `interface Found { ${lines(all)} }`, row: "Found" }),
  alias: (all) => ({ before: `type Found = { ${lines(all)} };`, row: "Found" }),
  "written out": (all) => ({ before: "", row: `{ ${lines(all)} }` }),
  extended: (all) => {
    const [base, own] = half(all);
    return { before: `interface Base { ${base} }\ninterface Found extends Base { ${own} }`, row: "Found" };
  },
  intersection: (all) => {
    const [base, own] = half(all);
    return { before: `type Base = { ${base} };\ntype Found = Base & { ${own} };`, row: "Found" };
  },
  picked: (all) => ({
    before: `interface Wide { ${lines(all)} unseen_elsewhere: Date; }`,
    row: `Pick<Wide, ${names(all)}>`,
  }),
  omitted: (all) => ({
    before: `interface Wide { ${lines(all)} unseen_elsewhere: Date; }\ntype Found = Omit<Wide, "unseen_elsewhere">;`,
    row: "Found",
  }),
  imported: (all) => ({
    before: 'import type { Found } from "./SITE-rows.ts";',
    beside: `export interface Found { ${lines(all)} }`,
    row: "Found",
  }),
  "of a namespace": (all) => ({
    before: 'import type * as found from "./SITE-rows.js";',
    beside: `export type Found = { ${lines(all)} };`,
    row: "found.Found",
  }),
  readonly: (all) => ({
    before: `interface Found { ${all.map((each) => `readonly ${line(each)}`).join(" ")} }`,
    row: "Readonly<Found>",
  }),
  class: (all) => ({
    before: `class Found { ${all.map((each) => `declare ${line(each)}`).join(" ")} }`,
    row: "Found",
  }),
  generic: (all) => {
    const [first] = all;
    const [, own] = half(all);
    return first
      ? {
          before: `interface Found<T> { ${named(first.name)}: T; ${own} }`,
          row: `Found<${valueText(first)}>`,
        }
      : { before: "", row: "{}" };
  },
  "with Nullable": (all) => ({
    before: `type Nullable<T> = T | null;\ninterface Found { ${all
      .map((each) =>
        each.nullable && !each.kinds.includes("any")
          ? `${named(each.name)}: Nullable<${valueText({ ...each, nullable: false })}>;`
          : line(each),
      )
      .join(" ")} }`,
    row: "Found",
  }),
  required: (all) => ({
    before: `interface Loose { ${all.map((each) => line(each).replace(": ", "?: ")).join(" ")} }`,
    row: "Required<Loose>",
  }),
};
