import type { ProofCheck } from "../plan/proof.ts";
import { findNamed } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import { mentionsAny } from "./compare-schema.ts";
import { isUnknown } from "./complaint.ts";
import { many, verdict } from "./proof-check.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** Views that prepared, triggers that compiled and virtual tables that could be read must still do so. */
export function nothingBroken(rehearsal: Rehearsal, after: Schema, renamed: ReadonlySet<string>): ProofCheck {
  const { before } = rehearsal;
  const left = [...before.views, ...before.triggers].flatMap(({ name, sql, broken: complaint }) =>
    complaint !== null && isOldString.test(complaint) && mentionsAny(sql, renamed)
      ? [
          `${name}: it holds strings in double quotes, so that SQLite cannot carry the new name into it; write them in single quotes first`,
        ]
      : [],
  );
  const broken = [...after.views, ...after.triggers].flatMap(({ name, broken: now }) => {
    const old = findNamed([...before.views, ...before.triggers], name);
    return now !== null && (old?.broken ?? null) === null ? [`${name}: ${now}`] : [];
  });
  const unread = before.virtualTables.flatMap(({ name }) => {
    const select = `SELECT * FROM main.${quoteName(name)} LIMIT 1`;
    const was = rehearsal.original && readable(rehearsal.original, select);
    const now = was === null ? readable(rehearsal.connection, select) : null;
    // No plan takes a module away: what the connection lacks, it lacked before.
    return now === null || isUnknown(now) ? [] : [`${name}: ${now}`];
  });
  const fine = `${many(after.views.length, "view")}, ${many(after.triggers.length, "trigger")}: prepared and compiled, none newly broken`;
  return verdict("views and triggers", [...left, ...broken, ...unread], fine);
}

/** What SQLite says of a query when it runs: external content is missed only then. https://www.sqlite.org/fts5.html#external_content_tables */
function readable(connection: Rehearsal["connection"], select: string): string | null {
  try {
    connection.prepare(select).get();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What SQLite says of a string in double quotes, which the application's own SQLite may still take. */
const isOldString = /string literal in single-quotes/;
