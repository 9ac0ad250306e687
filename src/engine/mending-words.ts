import { backfillChoice } from "./choices.ts";
import type { Mending } from "./issue-per-values.ts";
import { counted, listed, shown } from "./wording.ts";

/** How a rule speaks of what becomes of rows. */
interface MendingWords {
  /** What happens to those that are mended, after their number. */
  readonly mended: string;
  /** What a person has to do with the rest, without the full stop. */
  readonly left: string;
  /** An expression that may help, for the column in quotes. */
  readonly example: (column: string) => string;
}

/** What the repair does by itself or by a backfill, and what stays for a person, with the line for the config. */
export function mendingWords(table: string, { mended, left, columns }: Mending, words: MendingWords): string {
  const done =
    mended === 0
      ? ""
      : `${counted(mended, "value")} of ${shown(table)} ${words.mended}; what was there is kept for the rollback, and no trigger fires.`;
  const [column] = columns;
  if (left === 0 || column === undefined) return done;
  const choice = backfillChoice(table, column, words.example(JSON.stringify(column)));
  const rest =
    mended === 0
      ? `${words.left}. The query lists them.`
      : `${counted(left, "row stays", "rows stay")} for a person, in ${listed(columns.map(shown))}. ${words.left}.`;
  return [done, rest, `Or say in the config what they become, such as ${choice}.`].filter(Boolean).join(" ");
}
