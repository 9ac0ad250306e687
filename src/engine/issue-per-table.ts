import type { Change } from "../diff/change.ts";
import { byTable } from "../evidence/changes.ts";
import type { IssueDraft } from "./issue.ts";

/** What a rule says of one table; subject, table and changes follow from the table's changes. */
export type IssueWords = Omit<IssueDraft, "subject" | "table" | "changes">;

/** One issue for each table that these changes concern. */
export function* issuePerTable<C extends Change>(
  changes: readonly C[],
  words: (table: string, changes: readonly C[]) => IssueWords,
): Generator<IssueDraft> {
  for (const [table, own] of byTable(changes)) {
    yield { subject: table, table, changes: own, ...words(table, own) };
  }
}
