import type { Change } from "../diff/change.ts";
import type { Step } from "../plan/plan.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";

/** Up to this number of tables a copy is rehearsed on whole. */
const wholeUpTo = 200;

/** Folded declared names of the tables whose rows or foreign keys a plan moves; a plain column added in place moves neither. */
export function movedTables(steps: readonly Step[]): ReadonlySet<string> {
  const moving = steps.filter(
    (step) =>
      step.rebuilds || step.mends || step.leaving || step.changes.some(goesThroughTexts) || joins(step),
  );
  return new Set(moving.flatMap((step) => step.changes).map(({ table }) => foldName(table)));
}

function joins({ sql }: Step): boolean {
  return sql.some((statement) => mentionedNames(statement).has("references"));
}

/**
 * Folded names of all a plan can have to do with, or null for everything. ALTER TABLE reads the whole schema each
 * time (30 ms with 1,000 tables), so in a large one what no statement, foreign key, view or trigger leads to is left out.
 */
export function concernedBy(before: Schema, steps: readonly Step[]): ReadonlySet<string> | null {
  const changes = steps.flatMap((step) => step.changes);
  const far = before.virtualTables.length > 0 || changes.some(reachesFar);
  if (before.tables.length <= wholeUpTo || far) return null;
  const moved = movedTables(steps);
  const concerned = new Set([...changes.map(({ table }) => foldName(table)), ...moved]);
  // What a foreign key does to rows further away, it does through those of a child.
  for (const child of before.tables) {
    if (child.foreignKeys.some(({ parent }) => moved.has(foldName(parent))))
      concerned.add(foldName(child.name));
  }
  const named = steps.flatMap(readBy).flatMap((query) => [...mentionedNames(query)]);
  // A foreign key can only be checked beside its parent.
  const checked = before.tables.filter(({ name }) => concerned.has(foldName(name)));
  for (const { parent } of checked.flatMap(({ foreignKeys }) => foreignKeys)) concerned.add(foldName(parent));
  const tables = new Set(before.tables.map(({ name }) => foldName(name)));
  for (const name of named) if (tables.has(name)) concerned.add(name);
  return withReaders(concerned, before);
}

/** The texts in which a step reads tables: questions, and values that a backfill looks up elsewhere. */
function readBy({ preconditions, guards = [], sql }: Step): readonly string[] {
  return [
    ...preconditions,
    ...guards,
    ...sql.filter((statement) => /^\s*(?:INSERT|UPDATE|DELETE)\b/i.test(statement)),
  ];
}

/** SQLite carries the new name of a table or column wherever the old one stands. */
function goesThroughTexts({ kind }: Pick<Change, "kind">): boolean {
  return kind === "rename-table" || kind === "rename-column";
}

/** A rename goes through every text; a new view or trigger may read anything. */
function reachesFar({ kind }: Change): boolean {
  return (
    goesThroughTexts({ kind }) ||
    kind.endsWith("-view") ||
    kind.endsWith("-trigger") ||
    kind.endsWith("-trail") ||
    kind.includes("virtual")
  );
}

/** A view or trigger that names something concerned stays, with everything else it names. */
function withReaders(concerned: Set<string>, before: Schema): ReadonlySet<string> {
  const readers = [...before.views, ...before.triggers].map(({ name, sql }) =>
    [name, ...mentionedNames(sql)].map(foldName),
  );
  for (let size = -1; size < concerned.size; ) {
    size = concerned.size;
    for (const names of readers) {
      if (names.some((name) => concerned.has(name))) for (const name of names) concerned.add(name);
    }
  }
  return concerned;
}

/** The part of a schema that is concerned. */
export function restricted(schema: Schema, concerned: ReadonlySet<string> | null): Schema {
  if (concerned === null) return schema;
  const stays = ({ name }: { name: string }): boolean => concerned.has(foldName(name));
  return {
    ...schema,
    tables: schema.tables.filter(stays),
    views: schema.views.filter(stays),
    triggers: schema.triggers.filter(stays),
  };
}

/** A repaired part together with everything of the whole that was left out of it. */
export function completed(repaired: Schema, whole: Schema, concerned: ReadonlySet<string> | null): Schema {
  if (concerned === null) return repaired;
  const left = ({ name }: { name: string }): boolean => !concerned.has(foldName(name));
  return {
    ...repaired,
    tables: [...repaired.tables, ...whole.tables.filter(left)],
    views: [...repaired.views, ...whole.views.filter(left)],
    triggers: [...repaired.triggers, ...whole.triggers.filter(left)],
  };
}
