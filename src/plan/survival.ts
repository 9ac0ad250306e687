import type { Change } from "../diff/change.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { rowidName } from "../sql/identity.ts";
import { quoteName } from "../sql/quote.ts";
import { ofKind } from "./draft.ts";
import type { OldNames } from "./old-names.ts";
import type { Step, Survival, SurvivingColumn } from "./plan.ts";

/** What must still be there after the steps, for every table of today that they touch. */
export function survivalsOf(steps: readonly Step[], actual: Schema, names: OldNames): Survival[] {
  const changes = steps.flatMap((step) => step.changes);
  const dropped = new Set(ofKind(changes, "drop-table").map(({ table }) => foldName(table)));
  const touching = byTableOfToday(changes, names);
  return actual.tables.flatMap((table) => {
    const own = touching.get(foldName(table.name)) ?? [];
    if (own.length === 0 || dropped.has(foldName(table.name))) return [];
    const ownSteps = steps.filter((step) => step.changes.some((change) => own.includes(change)));
    const renamed = ofKind(own, "rename-table")[0]?.table;
    const columns = table.columns.flatMap(({ name, generated }) =>
      survivor(name, generated !== null, own, names),
    );
    const rowid = rowidOf(table, own);
    const mended = columns.map((column) => mending(column, { table, rowid }, ownSteps));
    const leaving = leavingOf(table, steps);
    const arriving = ownSteps.flatMap((step) => step.arriving ?? []);
    return [
      {
        ...{ from: table.name, to: renamed ?? table.name, columns: mended, rowid },
        ...(leaving === undefined ? {} : { leaving }),
        ...(arriving.length === 0 ? {} : sumOf(arriving)),
      },
    ];
  });
}

/** The changes of each table, by the folded name it has today. */
function byTableOfToday(changes: readonly Change[], names: OldNames): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const name = foldName(names.table(change.table));
    const group = groups.get(name);
    if (group) group.push(change);
    else groups.set(name, [change]);
  }
  return groups;
}

/** The rows that any of the steps takes out of the table. */
function leavingOf(table: Table, steps: readonly Step[]): string | undefined {
  const conditions = steps.flatMap(({ leaving }) =>
    leaving && sameName(leaving.table, table.name) ? [leaving.condition] : [],
  );
  return conditions.length < 2 ? conditions[0] : conditions.map((one) => `(${one})`).join(" OR ");
}

function sumOf(arriving: readonly NonNullable<Step["arriving"]>[]): Pick<Survival, "arriving" | "arrived"> {
  return {
    arriving: arriving.reduce((sum, { rows }) => sum + rows, 0),
    arrived: arriving.map(({ which }) => `(${which})`).join(" OR "),
  };
}

/** A column whose values a step replaces on purpose is compared in the other rows. */
function mending(
  column: SurvivingColumn,
  { table, rowid }: { readonly table: Table; readonly rowid: Survival["rowid"] },
  own: readonly Step[],
): SurvivingColumn {
  const unless = own.flatMap(({ mends = [] }) =>
    mends.filter((mend) => sameName(mend.column, column.from)).map(({ when }) => `(${when})`),
  );
  if (unless.length === 0) return column;
  if (column.how === "same") return { ...column, unless: unless.join(" OR "), ...putBack(own, rowid) };
  const filled = `${quoteName(table.name)}.${quoteName(column.from)} IS NULL`;
  const all = column.how === "filled" ? [...unless, filled] : unless;
  return { ...column, how: "mended", unless: all.join(" OR ") };
}

/** The rows that the undo log of a step knows, as a condition over the table by whatever name. */
function putBack(steps: readonly Step[], rowid: Survival["rowid"]): Pick<SurvivingColumn, "putBack"> {
  const logs = steps.flatMap(({ log }) => log ?? []);
  if (rowid === null || logs.length === 0) return {};
  const known = logs.flatMap(({ table, rowid: key }) =>
    key === null ? [] : [`${rowid.to} IN (SELECT ${quoteName(key)} FROM ${quoteName(table)})`],
  );
  if (known.length < logs.length) return {};
  return { putBack: known.join(" OR ") };
}

function survivor(
  column: string,
  computed: boolean,
  changes: readonly Change[],
  names: OldNames,
): SurvivingColumn[] {
  const concerns = changes.filter(
    (change) => "column" in change && sameName(names.column(change.table, change.column), column),
  );
  const kinds = concerns.map(({ kind }) => kind);
  const becomesPlain = ofKind(concerns, "alter-generated").some(({ to }) => to === null);
  const becomesComputed = ofKind(concerns, "alter-generated").some(({ to }) => to !== null);
  if (kinds.includes("drop-column") || becomesComputed || (computed && !becomesPlain)) return [];
  const renamed = ofKind(concerns, "rename-column")[0]?.column;
  const filled = ofKind(concerns, "alter-nullability").some(({ backfill }) => backfill !== null);
  const converted = kinds.includes("alter-type") || changes.some(({ kind }) => kind === "alter-options");
  return [{ from: column, to: renamed ?? column, how: filled ? "filled" : converted ? "converted" : "same" }];
}

/** Rows keep their rowid, unless the key itself changes or there is none to reach. */
function rowidOf(table: Table, changes: readonly Change[]): Survival["rowid"] {
  const keyChanges = changes.some(
    (change) =>
      change.kind === "alter-primary-key" ||
      (change.kind === "alter-options" && change.differs.includes("withoutRowid")),
  );
  if (keyChanges) return null;
  const added = ofKind(changes, "add-column", "rename-column").map(({ column }) => ({ name: column }));
  const from = rowidName(table);
  const to = rowidName({ columns: [...table.columns, ...added], withoutRowid: table.withoutRowid });
  return from !== null && to !== null ? { from, to } : null;
}
