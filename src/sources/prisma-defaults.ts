import { quoteText } from "../sql/quote.ts";
import {
  argument,
  attribute,
  mappedName,
  type PrismaBlock,
  type PrismaField,
  type PrismaValue,
  textOf,
} from "./prisma-syntax.ts";

/** What @default makes of a column: SQL, null for none, undefined where it is not known, with the reason if there is one. */
export interface PrismaDefault {
  readonly sql: string | null | undefined;
  readonly why?: string;
}

/** Functions that Prisma's client fills a field with; the database has no part in it. */
const inTheClient = new Set(["autoincrement", "cuid", "uuid", "ulid", "nanoid", "auto"]);

/** The default that Prisma Migrate gives a column. https://www.prisma.io/docs/orm/reference/prisma-schema-reference#default */
export function defaultOf(field: PrismaField, enumOf: PrismaBlock | undefined): PrismaDefault {
  const stated = attribute(field, "default");
  const value = stated && argument(stated, "value");
  if (!value) return { sql: null };
  switch (value.kind) {
    case "call":
      return callOf(value);
    case "list":
      return { sql: undefined, why: "SQLite has no lists" };
    default:
      return enumOf ? memberOf(enumOf, value.text) : literalOf(field.type, value);
  }
}

function callOf({ name, args }: Extract<PrismaValue, { kind: "call" }>): PrismaDefault {
  if (inTheClient.has(name)) return { sql: null };
  if (name === "now") return { sql: "CURRENT_TIMESTAMP" };
  // Without an argument it says that there is a default, and not which.
  if (name === "dbgenerated") return { sql: textOf(args[0]?.value) ?? undefined };
  return { sql: undefined, why: `the doctor does not know the function ${name}()` };
}

function memberOf(enumOf: PrismaBlock, name: string): PrismaDefault {
  const member = enumOf.fields.find((field) => field.name === name);
  return member
    ? { sql: quoteText(mappedName(member)) }
    : { sql: undefined, why: `the enum ${enumOf.name} has no member ${name}` };
}

function literalOf(type: string, { kind, text }: Exclude<PrismaValue, { kind: "call" | "list" }>) {
  const known = literals[type]?.(text, kind) ?? null;
  return known === null ? { sql: undefined, why: `${text} is no value of ${type}` } : { sql: known };
}

type Literal = (text: string, kind: "string" | "number" | "name") => string | null;

const number: Literal = (text, kind) => (kind === "number" ? plainNumber(text) : null);

const literals: Readonly<Record<string, Literal>> = {
  Int: number,
  BigInt: number,
  Float: number,
  // A string keeps digits that a number would lose.
  Decimal: (text, kind) => (kind !== "name" && /^-?\d+(?:\.\d+)?$/.test(text) ? plainNumber(text) : null),
  Boolean: (text, kind) => (kind === "name" && /^(?:true|false)$/.test(text) ? text : null),
  String: (text, kind) => (kind === "string" ? quoteText(text) : null),
  DateTime: (text, kind) => (kind === "string" ? moment(text) : null),
  Bytes: (text, kind) => (kind === "string" ? hexOf(text) : null),
  // Prisma writes the JSON into the statement as it stands: SQLite takes that for something else, or for nothing.
  Json: (text, kind) =>
    kind === "string" && /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(text) ? text : null,
};

function plainNumber(text: string): string {
  const digits = text.replace(/^(-?)0+(?=\d)/, "$1");
  return /[1-9]/.test(digits) ? digits : digits.replace("-", "");
}

/** A day and a time as Prisma writes them into SQL: parts of a second by threes. */
function moment(text: string): string | null {
  const found = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:[Zz]|([+-]\d\d:\d\d))$/.exec(text);
  if (!found) return null;
  const [, day, time, parts = "", zone = "+00:00"] = found;
  const threes = parts.replace(/0+$/, "");
  const shown = threes === "" ? "" : `.${threes.padEnd(Math.ceil(threes.length / 3) * 3, "0").slice(0, 9)}`;
  return quoteText(`${day} ${time}${shown} ${zone}`);
}

/** Bytes are written in base64, and stand in the SQL as the text of their hexadecimal digits. */
function hexOf(base64: string): string | null {
  if (!/^[\w+/-]*={0,2}$/.test(base64)) return null;
  return quoteText(Buffer.from(base64, "base64").toString("hex"));
}
