import type { Change, ChangeOf } from "../diff/change.ts";
import { columnAffinity, sameAffinity } from "../schema/affinity.ts";
import { declareTable } from "../schema/declare.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { lostBy } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import { type Carry, carryOf } from "./carry.ts";
import { ofKind } from "./draft.ts";
import type { MovedColumn } from "./drop-moved.ts";
import { type Link, linkByKey, linkByReference } from "./link.ts";
import type { Impossible } from "./no-parent.ts";
import { isNeverNull, type Sides, type Split, splitOf } from "./split.ts";

/** Everything of a plan that brings values from one table into another. */
export interface PlannedMoves {
  readonly splits: readonly Split[];
  readonly carries: readonly Carry[];
  /** The columns that go once their values have arrived. */
  readonly moved: readonly MovedColumn[];
  /** What cannot be done, and what must not be done without it. */
  readonly impossible: readonly Impossible[];
}

/** Works out from the changes which values move where; pure. */
export function planMoves(changes: readonly Change[], sides: Sides): PlannedMoves {
  const impossible: Impossible[] = [];
  const attempt = <C extends Change, T>(change: C, make: (change: C) => T | null): T[] => {
    try {
      const made = make(change);
      return made === null ? [] : [made];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      impossible.push({ change, why: error.message });
      return [];
    }
  };
  const splits = ofKind(changes, "create-table")
    .filter(({ declared }) => !declared.open)
    .flatMap((change) =>
      attempt(change, () => {
        const split = splitOf(change, sides);
        if (split) refuse(split, changes, sides);
        return split;
      }),
    );
  const carries = ofKind(changes, "add-column").flatMap((change) =>
    attempt(change, () => carryOf(change, changes, sides)),
  );
  const moved = ofKind(changes, "drop-column").flatMap((change) =>
    attempt(change, () => movedColumn(change, { splits, carries, changes, sides })),
  );
  const waiting = waitingFor(impossible, changes);
  return { splits, carries, moved, impossible: [...impossible, ...waiting] };
}

/** Throws RangeError for a table that cannot be made before the others, or whose rows could not be found again. */
function refuse(split: Split, changes: readonly Change[], sides: Sides): void {
  if (findNamed(sides.actual.tables, split.table.name))
    throw new RangeError(
      `Another table is called ${split.table.name} until it is renamed: repair the rename first, then the rest.`,
    );
  const kept = keptColumns(split.source, changes, sides);
  const undecided = (split.declaredSource?.foreignKeys ?? [])
    .filter(({ parent }) => sameName(parent, split.table.name))
    .flatMap(({ columns }) => columns)
    .find((name) => !kept.has(foldName(sides.names.column(split.declaredSource?.name ?? "", name))));
  if (undecided !== undefined)
    throw new RangeError(
      `${split.source.name} refers to it with ${undecided}, which this plan does not add: a row there could not be told its row here later.`,
    );
  const leaves = goneColumns(split.source, changes, sides).some(
    ({ movedTo }) => movedTo !== undefined && sameName(movedTo.table, split.table.name),
  );
  if (leaves && linkOfSplit(split, changes, sides) === null)
    throw new RangeError(
      `Once the values have gone from ${split.source.name}, nothing would tell which row of ${split.table.name} they are in: declare a foreign key between the two.`,
    );
}

/** The drops of columns of a table of today. */
function goneColumns(
  table: Table,
  changes: readonly Change[],
  { names }: Sides,
): readonly ChangeOf<"drop-column">[] {
  return ofKind(changes, "drop-column").filter((change) => sameName(names.table(change.table), table.name));
}

/** How the rows of the source find those of the new table after the plan; null when nothing leads there. */
export function linkOfSplit(split: Split, changes: readonly Change[], sides: Sides): Link | null {
  const gone = new Set(goneColumns(split.source, changes, sides).map(({ column }) => foldName(column)));
  const source = split.declaredSource ?? declareTable(split.source);
  const ends = {
    source: { name: split.source.name, declared: source, kept: keptColumns(split.source, changes, sides) },
    target: { name: split.table.name, declared: split.table },
    names: sides.names,
  };
  return linkByReference(ends) ?? linkByKey(split, gone);
}

/** The folded names of the columns a table has once the plan has altered it, before anything is renamed. */
function keptColumns(table: Table, changes: readonly Change[], sides: Sides): ReadonlySet<string> {
  const gone = goneColumns(table, changes, sides);
  const added = ofKind(changes, "add-column").filter((change) =>
    sameName(sides.names.table(change.table), table.name),
  );
  const kept = table.columns.filter(({ name }) => !gone.some(({ column }) => sameName(column, name)));
  return new Set([...kept.map(({ name }) => name), ...added.map(({ column }) => column)].map(foldName));
}

interface Context extends Pick<PlannedMoves, "splits" | "carries"> {
  readonly changes: readonly Change[];
  readonly sides: Sides;
}

/** A column that may go, or null for one whose values go nowhere. Throws RangeError when they were to go somewhere. */
function movedColumn(change: ChangeOf<"drop-column">, context: Context): MovedColumn | null {
  const { movedTo: to, actual } = change;
  if (to === undefined) return null;
  const { splits, carries, changes, sides } = context;
  const table = findNamed(sides.actual.tables, sides.names.table(change.table));
  const shared = { change, column: actual.name };
  const converted = (type: string, strict: boolean): Pick<MovedColumn, "how" | "lost"> => {
    if (sameAffinity(columnAffinity(actual.type, table?.strict ?? false), columnAffinity(type, strict)))
      return { how: "same", lost: null };
    const value = `${quoteName(table?.name ?? "")}.${quoteName(actual.name)}`;
    return { how: "converted", lost: lostBy(value, type, strict) };
  };
  const split = splits.find((candidate) => sameName(candidate.table.name, to.table));
  const filled = split?.filled.find(({ column }) => sameName(column.name, to.column));
  const link = split && linkOfSplit(split, changes, sides);
  if (split && filled && link) {
    const form = converted(filled.type, split.table.strict ?? false);
    const keys = split.filled.filter(({ column }) => split.key.some((name) => sameName(name, column.name)));
    const mayLack = keys.length === 0 || !keys.every((value) => isNeverNull(value, split));
    const how = filled.by === "model" ? "filled" : form.how;
    return { ...shared, ...form, how, to: filled.column.name, link, mayLack };
  }
  const carry = carries.find(
    (candidate) => sameName(candidate.change.table, to.table) && sameName(candidate.change.column, to.column),
  );
  if (carry) {
    const { declared } = carry.change;
    const form = converted(carry.type, carry.strict);
    const how = declared.backfill !== undefined ? "filled" : form.how;
    return { ...shared, ...form, how, to: declared.name, link: carry.link, mayLack: true };
  }
  throw new RangeError(
    `Its values are to go to ${to.table}.${to.column} first, which this plan does not make.`,
  );
}

/** What refers to a table that cannot be made must wait for it. */
function waitingFor(impossible: readonly Impossible[], changes: readonly Change[]): Impossible[] {
  const missing = new Set(
    impossible.flatMap(({ change }) => (change.kind === "create-table" ? foldName(change.table) : [])),
  );
  const waiting: Impossible[] = [];
  for (let size = -1; size < missing.size; ) {
    size = missing.size;
    for (const change of changes) {
      const why = whyWaiting(change, missing, changes);
      if (why === null || waiting.some((other) => other.change === change)) continue;
      if (impossible.some((other) => other.change === change)) continue;
      waiting.push({ change, why });
      if (change.kind === "create-table") missing.add(foldName(change.table));
    }
  }
  return waiting;
}

function whyWaiting(change: Change, missing: ReadonlySet<string>, changes: readonly Change[]): string | null {
  const waits = (declared: DeclaredTable["foreignKeys"]): string | null => {
    const parent = declared.find((key) => missing.has(foldName(key.parent)))?.parent;
    return parent === undefined ? null : `It refers to ${parent}, which cannot be made yet.`;
  };
  if (change.kind === "create-table") return waits(change.declared.foreignKeys);
  if (change.kind === "add-foreign-key" || change.kind === "alter-foreign-key")
    return waits([change.declared]);
  if (change.kind !== "add-column") return null;
  const keys = ofKind(changes, "add-foreign-key").filter(
    ({ table, declared }) =>
      sameName(table, change.table) && declared.columns.some((name) => sameName(name, change.column)),
  );
  return waits(keys.map(({ declared }) => declared));
}
