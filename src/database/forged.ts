import { DoctorError } from "../errors.ts";
import type { StoredText } from "../schema/stored.ts";
import { splitStatements } from "../sql/statements.ts";

/**
 * Throws DoctorError when a stored text holds more than the one statement that made its object. SQLite reads the first and
 * passes over the others; whoever makes the schema anew from its texts, as a rehearsal does, would run them.
 */
export function refuseForged(texts: readonly StoredText[], given: string): void {
  // Where no semicolon is, one statement is.
  const forged = texts.find(({ sql }) => sql.includes(";") && splitStatements(sql).length > 1);
  if (forged === undefined) return;
  throw new DoctorError(
    "database-schema-forged",
    `The schema of the database ${given} is not examined: the stored text of the ${forged.type} ${forged.name} holds several statements, which would run wherever the schema is made anew.`,
    "SQLite never writes that: somebody edited the schema (PRAGMA writable_schema), perhaps to harm. SELECT type, name, sql FROM sqlite_schema shows it; trust the file only if you know why.",
  );
}
