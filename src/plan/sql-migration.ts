import { quoteText } from "../sql/quote.ts";
import type { Act, Direction, Passage } from "./migration.ts";
import type { Guard } from "./work.ts";

/** Statements that belong together, with a title for the one who reads them. */
export interface Statements {
  readonly title: string;
  readonly sql: readonly string[];
}

/** What must hold before anything is done, as statements; where it does not, one of them fails. */
export function startInSql({ before }: Direction): Statements[] {
  return withGuards([{ title: "What must hold before anything is done.", acts: before }]);
}

/** A whole direction as statements for a transaction that is rolled back when one fails. */
export function workInSql({ before, passages, withoutForeignKeys }: Direction): Statements[] {
  const off: Guard = {
    what: "foreign keys are off",
    query: "SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys <> 0",
  };
  return withGuards([
    {
      title: "What must hold before anything is done.",
      acts: [...(withoutForeignKeys ? [off] : []), ...before],
    },
    ...passages,
  ]);
}

const guards = "_doctor_guard";

/** SQL alone cannot stop, but a CHECK can. */
function withGuards(passages: readonly Passage[]): Statements[] {
  const table = `CREATE TEMP TABLE ${guards} (what TEXT NOT NULL, holds INTEGER NOT NULL CONSTRAINT "see what" CHECK (holds))`;
  return [
    { title: "A row that does not hold makes its statement fail.", sql: [table] },
    ...passages.map(({ title, acts }) => ({ title, sql: acts.map(inSql) })),
    { title: "All of it holds.", sql: [`DROP TABLE temp.${guards}`] },
  ];
}

function inSql(act: Act): string {
  if (typeof act === "string") return act;
  return `INSERT INTO temp.${guards} SELECT ${quoteText(act.what)}, NOT EXISTS (${act.query}\n)`;
}
