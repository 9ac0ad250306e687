import { plain } from "./layout/plain.ts";
import { counted } from "./wording.ts";

/** What a repair keeps in the database for its rollback, and whether it was dropped. */
export interface ForgetRun {
  readonly repair: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly dropped: boolean;
}

/** What was, or would be, dropped, and what that means. */
export function renderForget({ repair, tables, dropped }: ForgetRun): string {
  if (tables.length === 0) return `Repair ${repair} keeps nothing in the database.\n`;
  const list = tables.map(({ name, rows }) => `  ${plain(name)}: ${counted(rows, "row")}\n`).join("");
  return dropped
    ? `Dropped what repair ${repair} kept in the database for its rollback:\n${list}It can no longer be taken back; its backup is still there.\n`
    : `Repair ${repair} keeps this in the database for its rollback:\n${list}Dropping it is for good: the repair could no longer be taken back.\n\n    doctor rollback --forget ${repair} --apply\n`;
}
