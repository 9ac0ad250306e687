import type { Kind } from "../selects/index.ts";
import type { Property } from "./site.ts";

/** One change to the type of a row, and the property it is about. */
export interface Change {
  readonly kind: "renamed" | "another type" | "null taken away" | "null added";
  /** The property's name, and the one it has after a rename. */
  readonly name: string;
  readonly now: string;
  readonly properties: readonly Property[];
}

const others: Readonly<Record<Kind, readonly Kind[]>> = {
  number: ["string", "bytes"],
  string: ["number", "bytes"],
  bytes: ["string", "number"],
  any: [],
};

/** Every change of one property: its name, its type, its null. What takes any value has no other type. */
export function changesOf(properties: readonly Property[]): Change[] {
  return properties.flatMap((property, place) => {
    const { name, kind, nullable } = property;
    const other = others[kind][place % 2];
    const with_ = (changed: Property): readonly Property[] =>
      properties.map((each, i) => (i === place ? changed : each));
    const now = renamed(name, properties);
    return [
      { kind: "renamed" as const, name, now, properties: with_({ ...property, name: now }) },
      ...(other
        ? [
            {
              kind: "another type" as const,
              name,
              now: name,
              properties: with_({ ...property, kind: other }),
            },
          ]
        : []),
      {
        kind: nullable ? ("null taken away" as const) : ("null added" as const),
        name,
        now: name,
        properties: with_({ ...property, nullable: !nullable }),
      },
    ];
  });
}

/** In the other manner of writing names, or another word where that is the same. */
function renamed(name: string, properties: readonly Property[]): string {
  const camel = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const taken = properties.map((property) => property.name);
  return camel === name || taken.includes(camel) ? `${name}Value` : camel;
}
