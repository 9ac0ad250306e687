import type { Change } from "../diff/change.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { dropColumns } from "./drop-columns.ts";
import { dropMoved, type MovedColumn } from "./drop-moved.ts";
import { restructure } from "./restructure.ts";
import { shapeOf } from "./shape.ts";
import { validationsOf } from "./validations.ts";

/** The steps that alter one table: in place where SQLite can, else by a rebuild; what loses data in a step of its own. */
export function alterTable(alteration: Alteration, moved: readonly MovedColumn[] = []): AlteredTable {
  const { table, schema, changes, wanted } = alteration;
  const dropped = ofKind(changes, "drop-index").map(({ actual }) => actual.name);
  const shape = shapeOf(
    { ...table, indexes: table.indexes.filter(({ name }) => !dropped.includes(name)) },
    schema,
  );
  const structural = changes.filter(({ kind }) => kind !== "drop-column" && kind !== "drop-index");
  const first: StepDraft[] = dropIndexes(changes, wanted);
  let current = shape;
  if (structural.length > 0) {
    const own = wanted.filter((_, i) => structural.includes(changes[i] as Change));
    const { step, after } = restructure({ ...alteration, changes: structural, wanted: own }, shape);
    first.push(step);
    current = after;
  }
  const last: StepDraft[] = [];
  if (moved.length > 0) {
    const { step, after } = dropMoved(alteration, current, moved);
    last.push(step);
    current = after;
  }
  const isMoved = (change: Change | undefined): boolean => moved.some((column) => column.change === change);
  const gone = ofKind(changes, "drop-column").filter((change) => !isMoved(wanted[changes.indexOf(change)]));
  if (gone.length > 0) {
    const own = wanted.filter((change, i) => changes[i]?.kind === "drop-column" && !isMoved(change));
    last.push(dropColumns({ ...alteration, changes: gone, wanted: own }, current, gone));
  }
  return moved.length > 0 ? { first, last } : { first: [...first, ...last], last: [] };
}

/** The steps of one table: those before and those after values have moved elsewhere. */
export interface AlteredTable {
  readonly first: readonly StepDraft[];
  readonly last: readonly StepDraft[];
}

function dropIndexes(changes: readonly Change[], wanted: readonly Change[]): StepDraft[] {
  return changes.flatMap((change, i) => {
    if (change.kind !== "drop-index") return [];
    return draft({
      comment: `Drop index ${change.actual.name} of ${change.table}, which the model does not declare.`,
      sql: [`DROP INDEX ${quoteName(change.actual.name)}`],
      rollback: lossless([change.actual.sql]),
      validations: validationsOf(change),
      changes: [wanted[i] ?? change],
    });
  });
}
