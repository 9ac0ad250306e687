import type { Change } from "../diff/change.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { dropColumns } from "./drop-columns.ts";
import { dropMoved, type MovedColumn } from "./drop-moved.ts";
import { mendInPlace } from "./mend-in-place.ts";
import { mendsKeys } from "./mend-questions.ts";
import { putAside } from "./put-aside.ts";
import { isInPlace, restructure } from "./restructure.ts";
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
  const leaving = only(alteration, isLeaving);
  const mending = only(alteration, (change) => isMending(change) && !isLeaving(change));
  const structural = only(alteration, isStructural);
  const first: StepDraft[] = [
    ...dropIndexes(changes, wanted),
    ...leaving.changes.map((_, i) => putAside(nth(leaving, i), shape)),
  ];
  // What is made anew gets the mended values on the way, and so do keys: one row may wait for another's value.
  const isAnew = !isInPlace(structural) || mendsKeys(mending);
  if (mending.changes.length > 0 && !isAnew) first.push(mendInPlace(mending, shape));
  const made = isAnew
    ? only(alteration, (change) => isStructural(change) || mending.changes.includes(change))
    : structural;
  let current = shape;
  if (made.changes.length > 0) {
    const { step, after } = restructure(made, shape);
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

const isMending = ({ kind }: Change): boolean => kind === "mend-values" || kind === "mend-orphans";

const isLeaving = (change: Change): boolean =>
  change.kind === "mend-orphans" && change.orphans !== "set-null";

const isStructural = (change: Change): boolean =>
  change.kind !== "drop-column" && change.kind !== "drop-index" && !isMending(change);

/** The alteration with some of its changes. */
function only(alteration: Alteration, isOwn: (change: Change) => boolean): Alteration {
  const { changes, wanted } = alteration;
  return {
    ...alteration,
    changes: changes.filter(isOwn),
    wanted: wanted.filter((_, i) => changes[i] !== undefined && isOwn(changes[i])),
  };
}

function nth(alteration: Alteration, i: number): Alteration {
  return {
    ...alteration,
    changes: alteration.changes.slice(i, i + 1),
    wanted: alteration.wanted.slice(i, i + 1),
  };
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
