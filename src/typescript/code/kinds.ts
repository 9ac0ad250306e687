import type { ts } from "ts-morph";
import { isErrorType } from "../builtin-types.ts";
import { compiler } from "../compiler.ts";
import { driverOf, isKnownFile } from "../resolution.ts";

/** What a method does with the SQL it is given. */
export type Role = "prepare" | "script" | "pragma" | "run" | "one" | "many" | "execute" | "batch";

/** The methods of drivers that take SQL, by name. */
const takingSql: Readonly<Record<string, Role>> = {
  prepare: "prepare",
  query: "prepare",
  exec: "script",
  executeMultiple: "script",
  pragma: "pragma",
  run: "run",
  get: "one",
  all: "many",
  each: "many",
  iterate: "many",
  execute: "execute",
  batch: "batch",
  migrate: "batch",
};

/** Their names. */
export const methodsTakingSql: readonly string[] = Object.keys(takingSql);

/** The methods of a prepared statement that run it, and how many rows they give. */
export const running: Readonly<Record<string, "run" | "one" | "many">> = {
  run: "run",
  get: "one",
  all: "many",
  iterate: "many",
  each: "many",
};

/** What a method of this name does with SQL; null for every other. */
export function roleOf(method: string): Role | null {
  return Object.hasOwn(takingSql, method) ? (takingSql[method] ?? null) : null;
}

/** Whose method is called: a driver's by name, "unknown" where its type is not known, or null: no database. */
export function driverOfReceiver(receiver: ts.Expression, checker: ts.TypeChecker): string | null {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(receiver));
  if (isErrorType(type) || type.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) {
    return isForeign(receiver) ? null : "unknown";
  }
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  for (const part of parts) {
    for (const declaration of (part.symbol ?? part.aliasSymbol)?.declarations ?? []) {
      const { fileName } = declaration.getSourceFile();
      const driver = driverOf(fileName);
      // A statement is run, not given SQL.
      if (driver !== null) return part.symbol.getName().startsWith("Statement") ? null : driver;
    }
  }
  const isOurs = parts.some((part) =>
    part.symbol?.declarations?.some((each) => isKnownFile(each.getSourceFile().fileName)),
  );
  return isOurs ? null : "unknown";
}

/** Packages whose SQL is none of SQLite's. */
const foreign =
  /^(?:pg|postgres|mysql2?|mariadb|mssql|tedious|oracledb|snowflake-sdk|duckdb|@duckdb\/.*|@neondatabase\/.*|@vercel\/postgres|@planetscale\/.*|@electric-sql\/.*|@clickhouse\/.*|cassandra-driver)(?:\/.*)?$/;

/** Whether something that is not known stands in a file that imports the driver of another database. */
export function isForeign(receiver: ts.Node): boolean {
  const imports = receiver.getSourceFile().statements.filter(compiler.isImportDeclaration);
  return imports.some(
    ({ moduleSpecifier }) => compiler.isStringLiteral(moduleSpecifier) && foreign.test(moduleSpecifier.text),
  );
}

const beginnings =
  /^(?:select\b(?=[\s\S]*\bfrom\b|\s*["'\d(*?:@$-]|\s+\w+\s*\(|\s+(?:case|exists|null|not|distinct)\b)|insert\s+(?:or\s+\w+\s+)?into\b|replace\s+into\b|update\s+(?:or\s+\w+\s+)?\S+\s+(?:(?:as\s+)?\w+\s+)?set\b|delete\s+from\b|with\s+(?:recursive\s+)?\S+\s*(?:\([^)]*\)\s*)?as\b|values\s*\(|create\s+(?:temp|temporary|table|unique|index|view|trigger|virtual)\b|drop\s+(?:table|index|view|trigger)\b|alter\s+table\b|pragma\s+\w|begin\b|commit\b|end\s*;?$|rollback\b|savepoint\s|release\s|attach\s|detach\s|vacuum\b|analyze\b|reindex\b|explain\s)/i;

/** Whether a text is a statement of SQL, comments before it aside. */
export function isSql(text: string): boolean {
  return beginnings.test(text.replace(/^(?:\s+|--[^\n]*\n?|\/\*[\s\S]*?\*\/|;)+/, ""));
}
