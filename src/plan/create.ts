import type { Change, ChangeOf } from "../diff/change.ts";
import type { DeclaredIndex, DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { indexName, printIndex, printTable } from "../sql/print-table.ts";
import { quoteName, quoteNames } from "../sql/quote.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";
import { parentsFirst } from "./order.ts";
import { indexAbsent, validationsOf } from "./validations.ts";

/** Creates missing tables with their indexes, parents first. */
export function createTables(
  changes: readonly ChangeOf<"create-table">[],
  taken: ReadonlySet<string>,
): StepDraft[] {
  const names = new Set(taken);
  return parentsFirst(changes).map((change) => {
    const { declared } = change;
    const indexes = declared.indexes.map((index) => {
      const name = freeName(indexName(declared.name, index), index, names);
      return { name, sql: printIndex(declared.name, index, name) };
    });
    return draft({
      comment: `Create table ${declared.name}${indexes.length > 0 ? ` with ${indexes.length} index${indexes.length === 1 ? "" : "es"}` : ""}.`,
      sql: [printTable(declared), ...indexes.map(({ sql }) => sql)],
      rollback: lossless([`DROP TABLE ${quoteName(declared.name)}`], "Rows written to it since go with it."),
      validations: [...validationsOf(change), ...indexes.map(({ name }) => indexAbsent(name))],
      changes: [change],
    });
  });
}

/** A name the model leaves open must be one that nothing has. */
function freeName(wanted: string, index: Pick<DeclaredIndex, "name">, names: Set<string>): string {
  let name = wanted;
  for (let n = 2; index.name === undefined && names.has(foldName(name)); n++) name = `${wanted}_${n}`;
  names.add(foldName(name));
  return name;
}

/** Creates a missing index, or one in place of an index of the same name. */
export function createIndex(
  change: ChangeOf<"create-index"> | ChangeOf<"replace-index">,
  preconditions: readonly string[],
  taken: Set<string>,
): StepDraft {
  const { declared, table } = change;
  const old = change.kind === "replace-index" ? change.actual : null;
  const name = old ? old.name : freeName(indexName(table, declared), declared, taken);
  const drop = `DROP INDEX ${quoteName(name)}`;
  const purpose = declared.unique ? "unique index" : "index";
  return draft({
    comment: `${old ? "Make" : "Create"} ${purpose} ${name} on ${table}${old ? " anew as the model declares it" : ""}.`,
    sql: [...(old ? [drop] : []), printIndex(table, declared, name)],
    rollback: lossless([drop, ...(old ? [old.sql] : [])]),
    preconditions,
    validations: [indexAbsent(name)],
    changes: [change],
  });
}

/** Creates or replaces a view, trigger or virtual table of a complete declaration. */
export function createObject(change: Change, schema: Schema): StepDraft | null {
  switch (change.kind) {
    case "create-virtual-table":
      return made(change, `Create virtual table ${change.table}.`, `DROP TABLE ${quoteName(change.table)}`);
    case "create-view":
      return made(change, `Create view ${change.table}.`, `DROP VIEW ${quoteName(change.table)}`);
    case "create-trigger":
      return made(change, `Create trigger ${change.table}.`, `DROP TRIGGER ${quoteName(change.table)}`);
    case "replace-view": {
      // DROP VIEW takes the INSTEAD OF triggers along.
      const triggers = schema.triggers
        .filter(({ table }) => sameName(table, change.table))
        .map(({ sql }) => sql);
      return replaced(change, "view", triggers);
    }
    case "replace-trigger":
      return replaced(change, "trigger", []);
    default:
      return null;
  }
}

function made(
  change: ChangeOf<"create-virtual-table" | "create-view" | "create-trigger">,
  comment: string,
  drop: string,
): StepDraft {
  const validations = validationsOf(change);
  return draft({
    comment,
    sql: [change.declared.sql],
    rollback: lossless([drop]),
    validations,
    changes: [change],
  });
}

function replaced(
  change: ChangeOf<"replace-view"> | ChangeOf<"replace-trigger">,
  type: "view" | "trigger",
  dependents: readonly string[],
): StepDraft {
  const drop = `DROP ${type.toUpperCase()} ${quoteName(change.actual.name)}`;
  return draft({
    comment: `Make ${type} ${change.table} anew as the model declares it.`,
    sql: [drop, change.declared.sql, ...dependents],
    rollback: lossless([drop, change.actual.sql, ...dependents]),
    validations: validationsOf(change),
    changes: [change],
  });
}

/** Drops what a half-applied migration left behind; its rows are kept in an undo log. */
export function dropLeftover(
  { actual, table }: ChangeOf<"drop-table">,
  wanted: Change,
  undo: string,
  schema: Schema,
): StepDraft {
  const columns = quoteNames(
    actual.columns.filter(({ generated }) => generated === null).map(({ name }) => name),
  );
  const triggers = schema.triggers.filter((trigger) => sameName(trigger.table, table)).map(({ sql }) => sql);
  const [name, kept] = [quoteName(table), quoteName(undo)];
  return draft({
    comment: `Drop table ${table}, left behind by a half-applied migration, with all rows.`,
    sql: [
      `CREATE TABLE ${kept} (${columns})`,
      `INSERT INTO ${kept} SELECT ${columns} FROM ${name}`,
      `DROP TABLE ${name}`,
    ],
    rollback: lossless([
      actual.sql,
      `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM ${kept}`,
      `DROP TABLE ${kept}`,
      ...actual.indexes.map(({ sql }) => sql),
      ...triggers,
    ]),
    validations: validationsOf(wanted),
    safety: "destructive",
    changes: [wanted],
  });
}

/** The names no new index may take. */
export function takenNames(schema: Schema): Set<string> {
  const indexes = schema.tables.flatMap((table) => table.indexes);
  return new Set(
    [...indexes, ...schema.tables, ...schema.views, ...schema.virtualTables].map(({ name }) =>
      foldName(name),
    ),
  );
}

/** A uniqueness that a model states without saying in which form needs no rebuild: an index does it. */
export function asIndex(change: Change, declared: DeclaredTable): Change {
  if (change.kind !== "add-unique" || declared.complete) return change;
  const { name, columns } = change.declared;
  const index: DeclaredIndex = { ...(name ? { name } : {}), unique: true, parts: columns, where: null };
  return { kind: "create-index", table: change.table, declared: index };
}
