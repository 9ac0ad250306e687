import { DoctorError } from "../errors.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { sameName } from "../schema/names.ts";
import type { Config } from "./config.ts";
import { mapColumn, mapTable, unknownName } from "./declared-names.ts";
import { type KeyPath, keyPath, type Locate } from "./document.ts";

/** Where a part of a config stands that was not read from a file. */
export const unplaced: Locate = () => "doctor.config.json";

/**
 * The declared schema with the config's confirmed renames as `renamedFrom`; a denied one (`false`) changes nothing here.
 * Throws DoctorError for a table or column the model does not declare, and where a tag says otherwise.
 */
export function withRenames(
  declared: DeclaredSchema,
  config: Pick<Config, "renames">,
  locate: Locate = unplaced,
): DeclaredSchema {
  const tables = confirmed(config.renames.tables, ["renames", "tables"], locate);
  let renamed = declared;
  for (const { from, to, path } of tables) {
    renamed = mapTable(renamed, { name: to, path, locate }, (table) => {
      refuseConflict(table.renamedFrom, from, `table ${table.name}`, path, locate);
      return { ...table, renamedFrom: from };
    });
  }
  for (const [tableName, columns] of Object.entries(config.renames.columns)) {
    const tablePath = ["renames", "columns", tableName];
    const pairs = confirmed(columns, tablePath, locate);
    renamed = mapTable(renamed, { name: tableName, path: tablePath, locate }, (table) =>
      pairs.reduce(
        (current, { from, to, path }) =>
          mapColumn(current, { name: to, path, locate }, (column) => {
            refuseConflict(column.renamedFrom, from, `column ${table.name}.${column.name}`, path, locate);
            return { ...column, renamedFrom: from };
          }),
        table,
      ),
    );
  }
  return renamed;
}

/**
 * The declared schema with the config's backfills. Throws DoctorError for a table or column the model does not
 * declare, and where a `@backfill` tag says otherwise.
 */
export function withBackfills(
  declared: DeclaredSchema,
  config: Pick<Config, "backfills">,
  locate: Locate = unplaced,
): DeclaredSchema {
  let filled = declared;
  for (const [tableName, columns] of Object.entries(config.backfills)) {
    const tablePath = ["backfills", tableName];
    filled = mapTable(filled, { name: tableName, path: tablePath, locate }, (table) =>
      Object.entries(columns).reduce((current, [name, backfill]) => {
        const path = [...tablePath, name];
        return mapColumn(current, { name, path, locate }, (column) => {
          refuseConflict(column.backfill, backfill, `column ${table.name}.${column.name}`, path, locate);
          return { ...column, backfill };
        });
      }, table),
    );
  }
  return filled;
}

/** The old names whose suspected rename the config denies: of tables, and of columns by declared table. */
export function deniedRenames(renames: Config["renames"]): {
  readonly tables: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
} {
  const columns: Record<string, readonly string[]> = Object.create(null);
  for (const [table, map] of Object.entries(renames.columns)) columns[table] = deniedIn(map);
  return { tables: deniedIn(renames.tables), columns };
}

function deniedIn(map: Readonly<Record<string, string | false>>): string[] {
  return Object.entries(map).flatMap(([from, to]) => (to === false ? [from] : []));
}

/**
 * The declared schema with the config's choices about orphans at the foreign keys they concern. Throws DoctorError for a
 * table or column the model does not declare, and for two choices about one key.
 */
export function withOrphans(
  declared: DeclaredSchema,
  config: Pick<Config, "orphans">,
  locate: Locate = unplaced,
): DeclaredSchema {
  let chosen = declared;
  for (const [tableName, columns] of Object.entries(config.orphans)) {
    const tablePath = ["orphans", tableName];
    chosen = mapTable(chosen, { name: tableName, path: tablePath, locate }, (table) =>
      Object.entries(columns).reduce((current, [name, choice]) => {
        const path = [...tablePath, name];
        const known = mapColumn(current, { name, path, locate }, (column) => column);
        const foreignKeys = known.foreignKeys.map((key) => {
          if (!key.columns.some((column) => sameName(column, name)) || choice === "fail") return key;
          refuseConflict(key.orphans, choice, `the foreign key of ${table.name}.${name}`, path, locate);
          return { ...key, orphans: choice };
        });
        // A key that only the database has is named by its column.
        const isDeclared = known.foreignKeys.some((key) =>
          key.columns.some((column) => sameName(column, name)),
        );
        if (isDeclared || choice === "fail") return { ...known, foreignKeys };
        return mapColumn(known, { name, path, locate }, (column) => ({ ...column, orphans: choice }));
      }, table),
    );
  }
  return chosen;
}

/** Throws DoctorError when `rules` names a rule that does not exist. */
export function checkRuleIds(
  config: Pick<Config, "rules">,
  known: readonly string[],
  locate: Locate = unplaced,
): void {
  for (const id of Object.keys(config.rules)) {
    if (known.includes(id)) continue;
    throw unknownName("rule", id, known, {
      path: ["rules", id],
      of: "key",
      locate,
      help: "`doctor rules` lists them all.",
    });
  }
}

interface Rename {
  readonly from: string;
  readonly to: string;
  readonly path: KeyPath;
}

/** The renames that are not denied. Throws DoctorError when two old names become one. */
function confirmed(
  map: Readonly<Record<string, string | false>>,
  prefix: KeyPath,
  locate: Locate,
): readonly Rename[] {
  const renames: Rename[] = [];
  for (const [from, to] of Object.entries(map)) {
    if (to === false) continue;
    const path = [...prefix, from];
    const twin = renames.find((rename) => sameName(rename.to, to));
    if (twin !== undefined) {
      throw new DoctorError(
        "config-conflict",
        `${locate(path)}: ${keyPath(path)}: both "${twin.from}" and "${from}" are renamed to "${to}".`,
        "Keep the rename that happened and deny the other with false.",
      );
    }
    renames.push({ from, to, path });
  }
  return renames;
}

/** Throws DoctorError when a tag in the model says otherwise than the config. */
export function refuseConflict(
  tagged: string | undefined,
  configured: string,
  what: string,
  path: KeyPath,
  locate: Locate,
): void {
  if (tagged === undefined || tagged === configured) return;
  throw new DoctorError(
    "config-conflict",
    `${locate(path)}: ${keyPath(path)}: the config says "${configured}" for ${what}, a tag in the model says "${tagged}".`,
    "Keep one of the two.",
  );
}
