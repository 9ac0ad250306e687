import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import { createdKey } from "../sql/print-table.ts";
import type { Change, ChangeOf } from "./change.ts";
import type { Pair, Suspicion } from "./drift.ts";
import type { Denied } from "./suspicion.ts";
import { compareType } from "./types.ts";

/** Names that many tables have a column of; they prove nothing. */
const common = new Set(
  ["id", "uuid", "name", "title", "type", "kind", "status", "state", "description", "notes", "value"].concat([
    "data",
    "content",
    "position",
    "active",
    "version",
  ]),
);

/** What a table lacks: all of it, or some columns. */
interface Lack {
  readonly declared: DeclaredTable;
  readonly missing: readonly DeclaredColumn[];
  readonly changes: readonly Change[];
  readonly isTable: boolean;
}

/** Missing tables and columns that look as if another table had them until now: two columns and half of them at least. */
export function suspectMoves(
  pairs: readonly Pair[],
  changes: readonly Change[],
  denied: Denied,
): Suspicion[] {
  const sources = pairs.flatMap(({ declared }): Source[] => {
    const dropped = changes.filter(
      (change): change is ChangeOf<"drop-column"> =>
        change.kind === "drop-column" &&
        sameName(change.table, declared.name) &&
        change.movedTo === undefined,
    );
    return dropped.length < 2 ? [] : [{ declared, dropped }];
  });
  if (sources.length === 0) return [];
  return lacking(pairs, changes).flatMap((lack) => {
    const found = sources.flatMap((source) => suspectMove(lack, source, denied) ?? []);
    const [best] = found.sort((a, b) => b.score - a.score);
    return best ?? [];
  });
}

/** A table with columns that the model no longer has there. */
interface Source {
  readonly declared: DeclaredTable;
  readonly dropped: readonly ChangeOf<"drop-column">[];
}

function lacking(pairs: readonly Pair[], changes: readonly Change[]): Lack[] {
  const undecided = ({ missing }: Lack): boolean => missing.every(({ movedFrom }) => movedFrom === undefined);
  const tables = changes.flatMap((change): Lack[] =>
    change.kind === "create-table"
      ? [
          {
            declared: change.declared,
            missing: change.declared.columns,
            changes: [change],
            isTable: true,
          },
        ]
      : [],
  );
  const columns = pairs.map(({ declared }): Lack => {
    const added = changes.filter(
      (change): change is ChangeOf<"add-column"> =>
        change.kind === "add-column" && sameName(change.table, declared.name),
    );
    return {
      declared,
      missing: added.map((change) => change.declared),
      changes: added,
      isTable: false,
    };
  });
  return [...tables, ...columns].filter((lack) => !lack.declared.open && undecided(lack));
}

/** Whether a table gave its undeclared columns to one that lacks them. */
function suspectMove(
  { declared, missing, changes: lacks, isTable }: Lack,
  source: Source,
  denied: Denied,
): Suspicion | null {
  const table = source.declared.name;
  const refused = denied.moves?.[declared.name] ?? [];
  if (sameName(table, declared.name) || (!isTable && !refer(declared, source.declared))) return null;
  const own = missing.filter((column) => isOwn(column, declared));
  const matched = own.flatMap((column) => {
    const drop = source.dropped.find((change) => sameName(change.column, column.name));
    const fits = drop && compareType(column, drop.actual, declared.strict ?? false) !== "differs";
    const isDenied = refused.some((name) => sameName(name, column.name));
    return drop && fits && !isDenied ? [{ column, drop }] : [];
  });
  const telling = matched.filter(({ column }) => !common.has(foldName(column.name)));
  if (telling.length < 2 || matched.length * 2 < own.length) return null;
  const columns = matched.map(({ column, drop }) => ({ from: drop.column, to: column.name }));
  return {
    kind: "move",
    table: declared.name,
    from: table,
    to: declared.name,
    columns,
    score: Math.round((100 * matched.length) / own.length) / 100,
    evidence: [
      `${matched.length} of ${own.length} columns that ${declared.name} lacks are in ${table}, where the model no longer has them`,
      "names and types are the same",
      ...(refer(declared, source.declared) ? ["a foreign key joins the two"] : []),
    ],
    otherwise: [
      ...lacks.filter((change) => isTable || matched.some(({ column }) => isChangeOf(change, column.name))),
      ...matched.map(({ drop }) => drop),
    ],
  };
}

const isChangeOf = (change: Change, column: string): boolean =>
  "column" in change && sameName(change.column, column);

/** Neither part of a key, nor a time, nor a reference: those every table has. */
function isOwn({ name, accepts, type }: DeclaredColumn, table: DeclaredTable): boolean {
  const isKey = createdKey(table)?.columns.some((column) => sameName(column, name)) ?? false;
  const refers = table.foreignKeys.some(({ columns }) => columns.some((column) => sameName(column, name)));
  const isTime = accepts === "date" || /_(?:at|on|date|time)$/i.test(name) || /DATE|TIME/i.test(type ?? "");
  return !isKey && !refers && !isTime;
}

function refer(a: DeclaredTable, b: DeclaredTable): boolean {
  const to = (from: DeclaredTable, parent: string): boolean =>
    from.foreignKeys.some((key) => sameName(key.parent, parent));
  return to(a, b.name) || to(b, a.name);
}

/** Whether a suspected rename is about a column that a suspected move explains better. */
export function explained(rename: Suspicion, moves: readonly Suspicion[]): boolean {
  if (rename.kind !== "column") return false;
  return moves.some(
    ({ from, columns = [] }) =>
      sameName(from, rename.table) &&
      findNamed(
        columns.map(({ from: name }) => ({ name })),
        rename.from,
      ) !== undefined,
  );
}
