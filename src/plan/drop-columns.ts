import type { ChangeOf } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { mentionedNames } from "../sql/mentions.ts";
import type { Alteration } from "./alteration.ts";
import { draft, type StepDraft } from "./draft.ts";
import { editTable } from "./edit.ts";
import { rebuildSql } from "./rebuild.ts";
import { type Shape, shapeAfter } from "./shape.ts";
import { takeBack, usable, valuesOf } from "./take-back.ts";
import { losesRowid, markOf, rowIdentity, type Undo } from "./undo.ts";
import { validationsOf } from "./validations.ts";

/** The step that drops columns with their values, which an undo log keeps. Needs leave. */
export function dropColumns(
  alteration: Alteration,
  before: Shape,
  gone: readonly ChangeOf<"drop-column">[],
): StepDraft {
  const { declared, wanted } = alteration;
  const names = gone.map(({ column }) => column);
  const folded = names.map(foldName);
  const after = shapeWithout(declared, before, gone);
  const values = valuesOf(before, after, []);
  const stored = before.columns.filter(
    ({ name, generated }) => !generated && folded.includes(foldName(name)),
  );
  const filled = values.map(({ column }) => column);
  const identity = rowIdentity(before, after, filled);
  const rowid = losesRowid(before, after, filled);
  const undo: Undo | null =
    stored.length === 0 && !rowid
      ? null
      : {
          table: alteration.undoName(),
          mark: markOf(before.columns),
          identity,
          before: stored.map(({ name }) => name),
          changed: [],
          rowid,
        };
  return draft({
    comment: `Drop ${names.length === 1 ? "column" : "columns"} ${names.join(", ")} of ${before.name} with all values.`,
    sql: rebuildSql({
      hold: alteration.hold,
      from: before,
      to: after,
      values,
      undo: usable(undo),
      reads: null,
    }),
    rollback: takeBack(before, after, undo, alteration.hold),
    validations: wanted.flatMap(validationsOf),
    safety: "destructive",
    rebuilds: true,
    changes: wanted,
  });
}

/** A table without some of its columns. An index on one goes with it; a trigger that reads one would fail and is caught by the proof. */
export function shapeWithout(
  declared: DeclaredTable,
  before: Shape,
  gone: readonly ChangeOf<"drop-column">[],
): Shape {
  const sql = gone.reduce((text, change) => editTable(text, change, declared), before.sql);
  const folded = gone.map(({ column }) => foldName(column));
  const indexes = before.dependents.filter((text) => /^\s*CREATE\s+(?:UNIQUE\s+)?INDEX/i.test(text));
  const stale = indexes.filter((text) => folded.some((name) => mentionedNames(text).has(name)));
  const dependents = before.dependents.filter((text) => !stale.includes(text));
  return shapeAfter(sql, { ...before, dependents });
}
