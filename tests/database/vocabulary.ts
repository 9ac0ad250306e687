import type { Conflict } from "../../src/schema/column.ts";
import type { Action } from "../../src/schema/constraint.ts";

/** What a generated table is made of: names, types and expressions that lead a careless reader astray. */
export const names = [
  "id",
  "Name",
  "order",
  "check",
  "a b",
  'quo"te',
  "it's",
  "größe",
  "x(y",
  "--dash",
  "brack]et",
  "AS",
];
export const types = [
  "INTEGER",
  "integer",
  "INT",
  "TEXT",
  "varchar(40)",
  "DECIMAL(10, 2)",
  "unsigned big int",
  "",
  "DATETIME",
];
export const strictTypes = ["INTEGER", "INT", "TEXT", "BLOB", "REAL", "ANY"];
export const defaults = [
  "1",
  "-1.5",
  "'it''s )'",
  "NULL",
  "CURRENT_DATE",
  "(1 + (2))",
  "x'ff'",
  "TRUE",
  "('CHECK (' || 'x')",
  "draft",
];
export const conditions = [
  "1 > 0",
  "length('a)') < 3",
  "'COLLATE' <> 'x' /* ) */",
  "(1) IN (1, (2))",
  "CASE WHEN 1 THEN 2 END",
];
export const expressions = ["1 + 1", "upper('a,b)')", "('AS (' || 'x')"];
export const actions: readonly Action[] = ["NO ACTION", "RESTRICT", "SET NULL", "SET DEFAULT", "CASCADE"];
export const conflicts: readonly Conflict[] = [null, null, "ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"];
export const collations = ["BINARY", "BINARY", "NOCASE", "RTRIM"];
