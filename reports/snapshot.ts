import type { MovedObject, SnapshotDifference } from "../src/diff/snapshots.ts";
import { lineDiff } from "./layout/line-diff.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { hanging } from "./layout/wrap.ts";
import { counted } from "./wording.ts";

/** A snapshot file held against its database. */
export interface SnapshotCheck extends SnapshotDifference {
  readonly shown: string;
  readonly database: string;
}

/** What is otherwise in the database than in its snapshot, object by object, and what to do. */
export async function renderSnapshotCheck(
  check: SnapshotCheck,
  { color }: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(color);
  const { objects, settings } = check;
  const lines = [
    ...headOf(check),
    ...settings.flatMap(({ setting, before, after }) => [
      "",
      `  ~ ${setting}: ${plain(before)} is now ${plain(after)}`,
    ]),
    ...objects.flatMap((object) => ["", ...objectLines(object, paint)]),
    ...notesOn(check),
  ];
  return `${lines.join("\n")}\n`;
}

function headOf({ shown, database, objects, settings }: SnapshotCheck): string[] {
  const differences = objects.length + settings.length;
  if (differences === 0) return [`${plain(shown)} has the schema of ${plain(database)}.`];
  return [
    `${plain(database)} has moved on from ${plain(shown)}: ${counted(differences, "difference")}.`,
    "Below, + is in the database alone and - in the snapshot alone. doctor snapshot writes it anew.",
  ];
}

function objectLines(object: MovedObject, paint: Palette): string[] {
  const owner = object.name === object.table ? "" : ` of ${plain(object.table)}`;
  const title = `${object.type} ${plain(object.name)}${owner}`;
  if (object.kind === "added") return [paint.good(`  + ${title}`), ...sqlLines("+", object.sql, paint.good)];
  if (object.kind === "gone") return [paint.bad(`  - ${title}`), ...sqlLines("-", object.sql, paint.bad)];
  const changed = lineDiff(object.before, object.after).flatMap(({ kind, line }) => {
    if (kind === "same") return sqlLines(" ", line, paint.faint);
    return kind === "gone" ? sqlLines("-", line, paint.bad) : sqlLines("+", line, paint.good);
  });
  return [paint.strong(`  ~ ${title}`), ...changed];
}

function sqlLines(sign: string, sql: string, color: (text: string) => string): string[] {
  return sql.split("\n").map((line) => color(`      ${sign} ${shownLine(line)}`.trimEnd()));
}

/** Tabs stay; an end of line that only the database has is seen. */
function shownLine(line: string): string {
  return line.split("\t").map(plain).join("\t");
}

function notesOn({ shown, objects, respelt, statistics }: SnapshotCheck): string[] {
  const names = respelt.map(({ type, name }) => `${type} ${plain(name)}`).join(", ");
  return [
    ...(respelt.length === 0
      ? []
      : ["", ...hanging("  ", `Spelled otherwise, which is no difference: ${names}.`, 80)]),
    ...(statistics && objects.length === 0
      ? [
          "",
          ...hanging(
            "  ",
            `ANALYZE has counted otherwise than ${plain(shown)} says, which is no difference.`,
            80,
          ),
        ]
      : []),
  ];
}
