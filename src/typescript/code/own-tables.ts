import { compiler } from "../compiler.ts";
import { driverOfReceiver } from "./kinds.ts";
import type { CodeProgram } from "./program.ts";

/** The tables that the code makes with functions of its own: `db.table("files", { … })` of better-sqlite3. */
export function ownTables(program: CodeProgram): string[] {
  return program.callsNamed("table").flatMap(({ expression, arguments: [name] }) => {
    const isOurs =
      name !== undefined &&
      compiler.isStringLiteralLike(name) &&
      compiler.isPropertyAccessExpression(expression) &&
      driverOfReceiver(expression.expression, program.checker) === "better-sqlite3";
    return isOurs ? [name.text] : [];
  });
}
