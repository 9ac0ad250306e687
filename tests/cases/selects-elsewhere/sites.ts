import { calls } from "./calls.ts";
import type { Elsewhere, Stated } from "./elsewhere.ts";
import { columnsOf, type Kind, type StatedColumn } from "./rows.ts";
import { type Property, types } from "./types.ts";

/** One thing that a row type says otherwise than the statement, and the findings that are exactly that. */
export interface Change {
  readonly kind: "name" | "type" | "null taken away" | "null added";
  readonly column: string;
  /** Findings, each of a rule, that may be said; the first must be. */
  readonly findings: readonly string[];
}

/** A statement in a file of its own, with a row type that is right or has one change. */
export interface Site {
  readonly number: number;
  readonly sql: string;
  readonly change: Change | null;
  /** The names of its form of call and of type. */
  readonly form: string;
  readonly files: ReadonlyMap<string, string>;
}

/** How often each statement is written with its right type. */
const times = 2;
/** Of how many columns of a statement NULL is changed, of another one each time; all of them would double the run. */
const flagged = 1;

/** Every site over one schema, numbered from a start that keeps the forms of one project apart from those of others. */
export function sitesOf({ selects }: Elsewhere, start: number): Site[] {
  let number = start;
  return selects.flatMap((stated, place) => {
    const columns = columnsOf(stated[1]);
    const right = Array.from({ length: times }, (_, i) => ({
      change: null,
      properties: columns.map((column) => believed(column, i)),
    }));
    return [...right, ...changesOf(columns, place)].map(({ change, properties }) =>
      written(stated, number++, change, properties),
    );
  });
}

/** What is up to a value may be believed either way. */
function believed({ name, kinds, nullable, depends }: StatedColumn, i: number): Property {
  const either = (kind: Kind): Kind => (kind === "boolean" && i % 2 === 1 ? "number" : kind);
  return { name, kinds: kinds.map(either), nullable: nullable || (depends && i % 2 === 1) };
}

function changesOf(
  columns: readonly StatedColumn[],
  place: number,
): { change: Change; properties: Property[] }[] {
  const right = columns.map((column) => believed(column, 1));
  const changed = (index: number, other: Partial<Property>): Property[] =>
    right.map((property, i) => (i === index ? { ...property, ...other } : property));
  const flags = columns.flatMap(({ name, nullable, depends, kinds }, index) => {
    if (depends) return [];
    const change: Change = nullable
      ? {
          kind: "null taken away",
          column: name,
          findings: [
            `mismatched-row-type null ${name}`,
            ...(kinds.includes("any") ? [`mismatched-row-type class ${name}`] : []),
          ],
        }
      : { kind: "null added", column: name, findings: [`needless-null ${name}`] };
    // What is only ever NULL has a class that the type may miss as well.
    const plain = kinds.includes("any") ? (["string"] as const) : (right[index]?.kinds ?? kinds);
    return [{ change, properties: changed(index, { nullable: !nullable, kinds: plain }) }];
  });
  const turned = [
    ...flags.slice(place % (flags.length || 1)),
    ...flags.slice(0, place % (flags.length || 1)),
  ];
  return [
    ...renamed(columns, place, changed),
    ...retyped(columns, place, changed),
    ...turned.slice(0, flagged),
  ];
}

type Changing = (index: number, other: Partial<Property>) => Property[];

function renamed(columns: readonly StatedColumn[], place: number, changed: Changing) {
  const index = place % columns.length;
  const column = columns[index];
  if (!column) return [];
  const name = /^\w+$/.test(column.name) ? `${column.name}${place % 2 === 0 ? "_" : "Of"}` : "renamed";
  const rule = "mismatched-row-type";
  const findings = [`${rule} absent ${name}`, `${rule} extra ${column.name}`];
  return [
    {
      change: { kind: "name", column: column.name, findings } as const,
      properties: changed(index, { name }),
    },
  ];
}

const others: Readonly<Record<Kind, readonly [Kind, Kind]>> = {
  number: ["string", "bytes"],
  string: ["number", "boolean"],
  bytes: ["string", "number"],
  boolean: ["string", "bytes"],
  any: ["any", "any"],
};

function retyped(columns: readonly StatedColumn[], place: number, changed: Changing) {
  const known = columns.flatMap((column, index) =>
    column.kinds.length === 1 && column.kinds[0] !== "any" ? [{ column, index }] : [],
  );
  const chosen = known[place % (known.length || 1)];
  const kind = chosen?.column.kinds[0];
  if (!chosen || !kind) return [];
  const { name } = chosen.column;
  const change = { kind: "type", column: name, findings: [`mismatched-row-type class ${name}`] } as const;
  return [{ change, properties: changed(chosen.index, { kinds: [others[kind][place % 2 === 0 ? 0 : 1]] }) }];
}

function written(
  [sql, , bound]: Stated,
  number: number,
  change: Change | null,
  all: readonly Property[],
): Site {
  const forms = Object.entries(calls);
  const shapes = Object.entries(types);
  const [callName, call] = forms[number % forms.length] ?? [];
  const [typeName, type] = shapes[(number + Math.floor(number / forms.length)) % shapes.length] ?? [];
  if (!callName || !call || !typeName || !type) throw new Error("no form");
  const { before, beside, row } = type(all);
  const base = `site${number}`;
  const values =
    bound === undefined
      ? []
      : Array.isArray(bound)
        ? bound.map((one) => JSON.stringify(one))
        : [JSON.stringify(bound)];
  const text = `${before.replace("SITE", base)}\n${call({ sql: sqlText(sql, number), values, row })}\n`;
  const files = new Map([[`src/${base}.ts`, text]]);
  if (beside !== undefined) files.set(`src/${base}-rows.ts`, `${beside}\n`);
  return { number, sql, change, form: `${callName}, ${typeName}`, files };
}

function sqlText(sql: string, number: number): string {
  const template = `\`${sql.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
  return number % 2 === 0 ? template : JSON.stringify(sql);
}
