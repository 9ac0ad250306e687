import { byName, foldName } from "../schema/names.ts";
import type { Role, Table } from "../schema/schema.ts";

/** Ledgers of migration tools whose name is theirs alone. */
const ledgers: ReadonlySet<string> = new Set([
  "__drizzle_migrations",
  "_prisma_migrations",
  "typeorm_metadata",
  "mikro_orm_migrations",
  "kysely_migration",
  "kysely_migration_lock",
  "sequelizemeta",
  "sequelizedata",
  "knex_migrations",
  "knex_migrations_lock",
  "schema_migrations",
  "schema_migrations_lock",
  "ar_internal_metadata",
  "flyway_schema_history",
  "databasechangelog",
  "databasechangeloglock",
  "_sqlx_migrations",
  "__diesel_schema_migrations",
  "seaql_migrations",
  "refinery_schema_history",
  "goose_db_version",
  "gorp_migrations",
  "bun_migrations",
  "bun_migration_locks",
  "atlas_schema_revisions",
  "d1_migrations",
  "alembic_version",
  "django_migrations",
  "yoyo_lock",
  "_yoyo_migration",
  "_yoyo_log",
  "_yoyo_version",
  "phinxlog",
  "doctrine_migration_versions",
  "__efmigrationshistory",
  "__efmigrationslock",
  "adonis_schema",
  "adonis_schema_versions",
  "_cf_kv",
  "_cf_metadata",
]);

/** Ledgers under a name that an application may use as well: known by their columns. */
const byColumns: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    "migrations",
    [
      ["id", "timestamp", "name"], // typeorm
      ["id", "migration", "batch"], // laravel
      ["id", "name", "run_on"], // db-migrate
      ["id", "name", "up", "down"], // the migrate() of npm's sqlite
    ],
  ],
  ["room_master_table", [["id", "identity_hash"]]],
]);

/** Names that drizzle-kit, alembic, prisma, knex, doctrine, EF, mikro-orm, GORM, old Django and sqlite-utils give a table while they rebuild another. */
const scratch =
  /^(?:__new_|__old_push_|_alembic_tmp_|_prisma_new_|_knex_temp_|__temp__|ef_temp_).|.(?:__temp_alter|__temp|__old|_new_[0-9a-f]{12})$/;

/** Names of TypeORM, Django, Room, Prisma and SQLite's own recipe that an application may use as well: scratch when the table they would replace is there and has their columns. */
const doubtful = /^(?:temporary_|new__|_new_|new_)(.+)$/;

type Named = { readonly name: string; readonly columns: readonly { readonly name: string }[] };

/** The tables of a database, each with the role it has among them. */
export function withRoles(tables: readonly Table[]): Table[] {
  const all = byName(tables);
  return tables.map((table) => {
    const role = roleOf(table, all);
    return role === table.role ? table : { ...table, role };
  });
}

/** Whose table it is, by its name and columns; `all` are the tables of the database by folded name. */
function roleOf(table: Named & { readonly sql: string }, all: ReadonlyMap<string, Named>): Role {
  const name = foldName(table.name);
  if (name.startsWith("_doctor_")) return "doctor";
  if (ledgers.has(name) || isLedgerByColumns(table, name)) return "ledger";
  if (scratch.test(name) || isReplacement(table, name, all)) return "leftover";
  return "application";
}

function isLedgerByColumns(table: Named, name: string): boolean {
  const shapes = byColumns.get(name);
  if (!shapes) return false;
  const columns = table.columns.map((column) => foldName(column.name));
  return shapes.some(
    (known) => known.length === columns.length && known.every((column) => columns.includes(column)),
  );
}

function isReplacement(
  table: Named & { readonly sql: string },
  name: string,
  all: ReadonlyMap<string, Named>,
): boolean {
  const replaced = doubtful.exec(name)?.[1];
  if (replaced === undefined) return false;
  const original = all.get(replaced);
  // TypeORM writes its names in double quotes; between its DROP and its RENAME the original is gone.
  if (!original) return /^CREATE TABLE "temporary_/.test(table.sql);
  const columns = new Set(original.columns.map((column) => foldName(column.name)));
  const shared = table.columns.filter((column) => columns.has(foldName(column.name))).length;
  return shared * 2 >= Math.min(columns.size, table.columns.length);
}
