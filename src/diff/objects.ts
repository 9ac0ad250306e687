import type { DeclaredSchema, DeclaredTable, ExpectedView } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { findNamed } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { canonicalTokens, canonicalTrigger } from "../sql/canonical.ts";
import type { Change } from "./change.ts";
import type { Drift } from "./drift.ts";

/** Views, triggers and virtual tables of complete declarations. */
export function diffObjects(
  declared: DeclaredSchema,
  actual: Schema,
  kept: (name: string) => boolean,
): Change[] {
  const differs = (a: { sql: string }, b: { sql: string }): boolean =>
    canonicalTokens(a.sql) !== canonicalTokens(b.sql);
  const virtual = declared.virtualTables
    .filter(({ name }) => kept(name) && !findNamed(actual.virtualTables, name))
    .map((table) => ({ kind: "create-virtual-table", table: table.name, declared: table }) as const);
  const views = declared.views
    .filter(({ name }) => kept(name))
    .flatMap((view): Change[] => {
      const present = findNamed(actual.views, view.name);
      if (!present) return [{ kind: "create-view", table: view.name, declared: view }];
      return differs(view, present)
        ? [{ kind: "replace-view", table: view.name, declared: view, actual: present }]
        : [];
    });
  const triggers = declared.triggers
    .filter(({ table }) => kept(table))
    .flatMap((trigger): Change[] => {
      const present = findNamed(actual.triggers, trigger.name);
      if (!present) return [{ kind: "create-trigger", table: trigger.name, declared: trigger }];
      return canonicalTrigger(trigger.sql) !== canonicalTrigger(present.sql)
        ? [{ kind: "replace-trigger", table: trigger.name, declared: trigger, actual: present }]
        : [];
    });
  return [...virtual, ...views, ...triggers];
}

/** What half-applied migrations left behind is to go, with leave. */
export function leftovers(strangers: readonly Table[]): Change[] {
  return strangers
    .filter(({ role }) => role === "leftover")
    .map((table) => ({ kind: "drop-table", table: table.name, actual: table }) as const);
}

/** Views that are expected, and that are not there: neither as views, nor as tables in their place. */
export function missingViews(
  { expectedViews = [] }: DeclaredSchema,
  actual: Schema,
  kept: (name: string) => boolean,
): ExpectedView[] {
  const present = [...actual.views, ...actual.tables, ...actual.virtualTables];
  return expectedViews.filter(({ name }) => kept(name) && !findNamed(present, name));
}

/** Tables, views and triggers that no declaration names. */
export function unmanaged(
  declared: DeclaredSchema,
  actual: Schema,
  application: readonly Table[],
  kept: (name: string) => boolean,
): Drift["unmanaged"] {
  const strange = <T extends { name: string }>(list: readonly T[], known: readonly { name: string }[]): T[] =>
    list.filter(({ name }) => kept(name) && !findNamed(known, name));
  const declaredNames = [
    ...declared.tables,
    ...declared.views,
    ...(declared.expectedViews ?? []),
    ...declared.virtualTables,
  ];
  return [
    ...strange(application, declared.expectedViews ?? []).map(
      ({ name }) => ({ kind: "table", name }) as const,
    ),
    ...strange(actual.virtualTables, declaredNames).map(({ name }) => ({ kind: "table", name }) as const),
    ...strange(actual.views, declaredNames).map(({ name }) => ({ kind: "view", name }) as const),
    ...strange(actual.triggers, declared.triggers)
      .filter(({ table }) => kept(table))
      .map(({ name }) => ({ kind: "trigger", name }) as const),
  ];
}

/** Declared tables that are views or virtual tables in the database. */
export function notCompared(wanted: readonly DeclaredTable[], actual: Schema): NotAnalysed[] {
  const others = [
    ...actual.views.map(({ name }) => ({ name, what: "a view" })),
    ...actual.virtualTables.map(({ name }) => ({ name, what: "a virtual table" })),
  ];
  return wanted.flatMap((table) => {
    const other = findNamed(others, table.name);
    if (!other) return [];
    const why = `${table.name} is ${other.what} in the database; its columns are not compared.`;
    return [{ what: `table ${table.name}`, location: table.location ?? null, why }];
  });
}

/** Virtual tables whose arguments differ from the declared ones. */
export function changedVirtualTables(declared: DeclaredSchema, actual: Schema): NotAnalysed[] {
  return declared.virtualTables.flatMap((table) => {
    const present = findNamed(actual.virtualTables, table.name);
    if (!present || canonicalTokens(present.sql) === canonicalTokens(table.sql)) return [];
    const why =
      "Its declared arguments differ from those in the database; a virtual table cannot be altered.";
    return [{ what: `virtual table ${table.name}`, location: null, why }];
  });
}
