import type { Property } from "./site.ts";

/** How a row type may be written: its declarations, and what stands for it in a cast. */
export interface TypeForm {
  readonly name: string;
  readonly write: (
    number: number,
    properties: readonly Property[],
  ) => {
    readonly declared: string;
    /** What another file declares, and exports. */
    readonly elsewhere?: string;
    readonly row: string;
  };
}

const bare: Readonly<Record<Property["kind"], string>> = {
  number: "number",
  string: "string",
  bytes: "Buffer",
  any: "string | number | Buffer",
};

const typeText = ({ kind, nullable }: Property): string => (nullable ? `${bare[kind]} | null` : bare[kind]);
const nameText = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
const member = (property: Property, before = ""): string =>
  `${before}${nameText(property.name)}: ${typeText(property)};`;
const body = (properties: readonly Property[], before = ""): string =>
  `{\n${properties.map((property) => `  ${member(property, before)}`).join("\n")}\n}`;
const half = (properties: readonly Property[]): [readonly Property[], readonly Property[]] => {
  const middle = Math.ceil(properties.length / 2);
  return [properties.slice(0, middle), properties.slice(middle)];
};
const keys = (properties: readonly Property[]): string =>
  properties.map(({ name }) => JSON.stringify(name)).join(" | ");
const unused: Property = { name: "$elsewhere", kind: "string", nullable: false };

const simple = (
  name: string,
  declared: (row: string, properties: readonly Property[]) => string,
): TypeForm => ({
  name,
  write: (number, properties) => ({
    declared: declared(`Row${number}`, properties),
    row: `Row${number}`,
  }),
});

/** The ways to write a row type. */
export const typeForms: readonly TypeForm[] = [
  simple("an interface", (row, properties) => `interface ${row} ${body(properties)}`),
  simple("an alias", (row, properties) => `type ${row} = ${body(properties)};`),
  {
    name: "written where it is used",
    write: (_, properties) => ({
      declared: "",
      row: `{ ${properties.map((each) => member(each)).join(" ")} }`,
    }),
  },
  simple("readonly properties", (row, properties) => `interface ${row} ${body(properties, "readonly ")}`),
  simple(
    "Pick of a wider one",
    (row, properties) =>
      `interface Wide${row} ${body([...properties, unused])}\ntype ${row} = Pick<Wide${row}, ${keys(properties)}>;`,
  ),
  simple(
    "Omit of a wider one",
    (row, properties) =>
      `interface Wide${row} ${body([unused, ...properties])}\ntype ${row} = Omit<Wide${row}, "$elsewhere">;`,
  ),
  simple("an intersection", (row, properties) => {
    const [first, second] = half(properties);
    return `type ${row} = ${body(first)} & ${body(second)};`;
  }),
  simple("an interface that extends another", (row, properties) => {
    const [first, second] = half(properties);
    return `interface Base${row} ${body(first)}\ninterface ${row} extends Base${row} ${body(second)}`;
  }),
  {
    name: "a generic one, filled",
    write: (number, properties) => {
      const [first, ...rest] = properties;
      if (!first) throw new Error("a row without columns");
      const held = `{\n  ${nameText(first.name)}: T;\n${rest.map((each) => `  ${member(each)}`).join("\n")}\n}`;
      return {
        declared: `interface With${number}<T> ${held}\ntype Row${number} = With${number}<${typeText(first)}>;`,
        row: `Row${number}`,
      };
    },
  },
  {
    name: "imported from another file",
    write: (number, properties) => ({
      declared: `import type { Row${number} } from "./rows.ts";`,
      elsewhere: `export interface Row${number} ${body(properties)}`,
      row: `Row${number}`,
    }),
  },
  {
    name: "re-exported through a barrel, under another name",
    write: (number, properties) => ({
      declared: `import type { Row${number} as Known${number} } from "./index.js";`,
      elsewhere: `export type Row${number} = ${body(properties)};`,
      row: `Known${number}`,
    }),
  },
  {
    name: "of a namespace import",
    write: (number, properties) => ({
      declared: "",
      elsewhere: `export interface Row${number} ${body(properties, "readonly ")}`,
      row: `rows.Row${number}`,
    }),
  },
  simple("Readonly of a literal", (row, properties) => `type ${row} = Readonly<${body(properties)}>;`),
  simple("a class with declared fields", (row, properties) => `class ${row} ${body(properties, "declare ")}`),
  simple(
    "with an alias for what may be null",
    (row, properties) =>
      `type Maybe${row}<T> = T | null;\ninterface ${row} {\n${properties
        .map((each) =>
          each.nullable ? `  ${nameText(each.name)}: Maybe${row}<${bare[each.kind]}>;` : `  ${member(each)}`,
        )
        .join("\n")}\n}`,
  ),
  {
    name: "a member of another type",
    write: (number, properties) => ({
      declared: `interface Model${number} { row: ${body(properties)} }\ntype Row${number} = Model${number}["row"];`,
      row: `Row${number}`,
    }),
  },
  simple(
    "Required of optional properties",
    (row, properties) =>
      `type ${row} = Required<{\n${properties
        .map((each) => `  ${nameText(each.name)}?: ${typeText(each)};`)
        .join("\n")}\n}>;`,
  ),
  simple(
    "a mapped type over literal names",
    (row, properties) =>
      `type ${row} = ${properties.map((each) => `{ [K in ${JSON.stringify(each.name)}]: ${typeText(each)} }`).join(" & ")};`,
  ),
  simple(
    "branded numbers",
    (row, properties) =>
      `type Brand${row} = number & { readonly __brand: "${row}" };\ninterface ${row} {\n${properties
        .map((each) => `  ${member(each)}`.replace(": number", `: Brand${row}`))
        .join("\n")}\n}`,
  ),
];
