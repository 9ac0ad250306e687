import type { Change } from "../diff/change.ts";
import type { Issue } from "../engine/issue.ts";
import type { DeclaredColumn } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { writtenNames } from "../sql/mentions.ts";

/**
 * The ids of the issues that an issue depends on: those whose changes create or rename something that its own changes
 * need, in report order. Two tables that refer to each other depend on each other.
 */
export function dependencies(issues: readonly Issue[]): ReadonlyMap<Issue, readonly string[]> {
  const providers = new Map<string, Issue[]>();
  for (const issue of issues) {
    for (const name of new Set(issue.changes.flatMap(provided))) {
      const others = providers.get(name);
      if (others === undefined) providers.set(name, [issue]);
      else others.push(issue);
    }
  }
  const place = new Map(issues.map((issue, index) => [issue, index]));
  return new Map(
    issues.map((issue) => {
      const own = new Set(issue.changes.flatMap(provided));
      const needs = [...new Set(issue.changes.flatMap(needed))].filter((name) => !own.has(name));
      const found = new Set(needs.flatMap((name) => providers.get(name) ?? []));
      const inOrder = [...found].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
      return [issue, inOrder.map((other) => other.id)];
    }),
  );
}

function tableName(table: string): string {
  return `table ${foldName(table)}`;
}

function columnName(table: string, column: string): string {
  return `column ${foldName(table)} ${foldName(column)}`;
}

/** A key of a parent table, whatever the order of its columns; null stands for its primary key. */
function keyName(table: string, columns: readonly (string | null)[] | null): string {
  const parts = columns?.map((column) => foldName(column ?? "")).sort() ?? ["primary key"];
  return `key ${foldName(table)} ${JSON.stringify(parts)}`;
}

/** Values on their way from one column to another: who takes them in and who lets them go need each other. */
function movingName(from: string, to: { readonly table: string; readonly column: string }): string {
  return `values ${foldName(from)} ${foldName(to.table)} ${foldName(to.column)}`;
}

/** The references of one table to another, which a move between the two goes by. */
function linkName(table: string, parent: string): string {
  return `link ${foldName(table)} ${foldName(parent)}`;
}

function provided(change: Change): string[] {
  switch (change.kind) {
    case "drop-column":
      return change.movedTo ? [movingName(`${change.table}.${change.column}`, change.movedTo)] : [];
    case "add-foreign-key":
      return [linkName(change.table, change.declared.parent)];
    case "create-table":
    case "rename-table":
    case "create-virtual-table":
    case "create-view":
      return [tableName(change.table)];
    case "add-column":
    case "rename-column":
      return [columnName(change.table, change.column)];
    case "add-unique":
      return [
        keyName(
          change.table,
          change.declared.columns.map(({ column }) => column),
        ),
      ];
    case "create-index":
      return change.declared.unique && change.declared.where === null
        ? [
            keyName(
              change.table,
              change.declared.parts.map(({ column }) => column),
            ),
          ]
        : [];
    case "alter-primary-key":
      return change.to === null
        ? []
        : [keyName(change.table, null), keyName(change.table, change.to.columns)];
    default:
      return [];
  }
}

function needed(change: Change): string[] {
  const { table } = change;
  switch (change.kind) {
    case "create-table":
      return [
        ...change.declared.foreignKeys.flatMap((key) => neededByForeignKey(table, key)),
        ...change.declared.columns.flatMap((column) => neededByMove(table, column)),
      ];
    case "drop-column":
      return change.movedTo
        ? [
            tableName(table),
            tableName(change.movedTo.table),
            columnName(change.movedTo.table, change.movedTo.column),
            linkName(table, change.movedTo.table),
          ]
        : withColumns(table, [change.column]);
    case "rename-table":
    case "drop-table":
    case "create-virtual-table":
      return [];
    case "create-view":
    case "replace-view":
      return [...writtenNames(change.declared.sql)].map(tableName);
    case "create-trigger":
    case "replace-trigger":
      return [...writtenNames(change.declared.sql)].flatMap((word) => [
        tableName(word),
        columnName(table, word),
      ]);
    case "create-trail":
      return [tableName(table), tableName(change.log.name)];
    case "add-foreign-key":
    case "alter-foreign-key":
      return [tableName(table), ...neededByForeignKey(table, change.declared)];
    case "add-unique":
      return withColumns(
        table,
        change.declared.columns.map(({ column }) => column ?? ""),
      );
    case "create-index":
    case "replace-index":
      return withColumns(table, [
        ...change.declared.parts.flatMap((part) => part.column ?? [...writtenNames(part.expression ?? "")]),
        ...writtenNames(change.declared.where ?? ""),
      ]);
    case "add-check":
      return withColumns(table, writtenNames(change.declared.expression));
    case "alter-primary-key":
      return withColumns(table, change.to?.columns ?? []);
    case "add-column":
      return [
        ...withColumns(
          table,
          writtenNames(`${change.declared.generated?.expression ?? ""} ${change.declared.backfill ?? ""}`),
        ),
        ...neededByMove(table, change.declared),
      ];
    case "alter-generated":
      return withColumns(table, [change.column, ...writtenNames(change.to?.expression ?? "")]);
    default:
      return withColumns(table, "column" in change ? [change.column] : []);
  }
}

/** Whoever takes values in lets them go elsewhere, or they would be there twice. */
function neededByMove(table: string, { name, movedFrom }: DeclaredColumn): string[] {
  return movedFrom === undefined ? [] : [movingName(movedFrom, { table, column: name })];
}

function withColumns(table: string, columns: Iterable<string>): string[] {
  return [tableName(table), ...[...columns].map((column) => columnName(table, column))];
}

function neededByForeignKey(
  table: string,
  key: {
    readonly columns: readonly string[];
    readonly parent: string;
    readonly parentColumns: readonly string[] | null;
  },
): string[] {
  return [
    ...key.columns.map((column) => columnName(table, column)),
    tableName(key.parent),
    ...(key.parentColumns ?? []).map((column) => columnName(key.parent, column)),
    keyName(key.parent, key.parentColumns),
  ];
}
