import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { analyze } from "../../src/index.ts";
import { copyOf } from "./projects.ts";

/** A table made anew: its stored text with something changed, and the same rows. */
export interface Rewrite {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/** Rows for the projects that are drifted from. */
const rows: Readonly<Record<string, string>> = {
  recipes: `
    INSERT INTO cooks VALUES (1, 'ada@x.org'), (2, 'bob@x.org');
    INSERT INTO recipes VALUES (1, 'Soup', 4, 1, 1, 1700000000000), (2, 'Bread', 2, 0, NULL, 1709208000000);
    INSERT INTO ingredients VALUES ('flour'), ('salt');
    INSERT INTO recipe_ingredients VALUES (1, 'salt', 2.5), (2, 'flour', 500), (2, 'salt', 10);
    INSERT INTO steps VALUES (1, 1, 1, 'boil'), (2, 2, 1, 'knead'), (7, 2, 2, 'bake');
    INSERT INTO _saved VALUES (1, 2), (2, 1);
    DELETE FROM steps WHERE id = 7;`,
  newspaper: `
    INSERT INTO Article VALUES (1, 'cup', 'sports', 'DRAFT', NULL, 'Cup won', 300), (2, 'vote', 'POLITICS', 'PUBLISHED', 'DRAFT', 'Vote lost', 900);
    INSERT INTO Tag VALUES ('goals'), ('law');
    INSERT INTO Author VALUES (10, 'Ada'), (9007199254740993, 'Bob');
    INSERT INTO _ArticleToTag VALUES (1, 'goals'), (2, 'law');
    INSERT INTO _written VALUES (1, 10), (2, 9007199254740993);`,
  ledger: `
    INSERT INTO Batch VALUES (1, 1700000000000, NULL);
    INSERT INTO Entry VALUES (1, 10.5, 0, 'EUR', '{"note":"x"}', 1, 1), (2, 0, 3, 'USD', '3', 0, NULL);
    INSERT INTO Setting VALUES (1, 'dark', 1.5);`,
};

/** A project with the database that Prisma makes, rows in it, and what somebody did to it. */
export function drifted(
  name: string,
  ...drifts: readonly (string | Rewrite)[]
): { readonly folder: string; readonly database: string } {
  const { root, database } = copyOf(name, rows[name]);
  const connection = new Database(database);
  connection.pragma("foreign_keys = off");
  for (const drift of drifts) {
    if (typeof drift === "string") connection.exec(drift);
    else rewrite(connection, drift);
  }
  connection.close();
  decide(root, {});
  return { folder: root, database };
}

/** Writes the decisions of a person into the doctor's config. */
export function decide(folder: string, decisions: object): void {
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify({ model: ["prisma"], ...decisions }));
}

function rewrite(connection: Database.Database, { table, from, to }: Rewrite): void {
  const texts = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL";
  const stored = String(connection.prepare(texts).pluck().get(table, "table"));
  if (!stored.includes(from)) throw new Error(`${table} has no ${from}`);
  const indexes = connection.prepare(texts).pluck().all(table, "index");
  connection.exec(
    `CREATE TABLE old AS SELECT * FROM "${table}"; DROP TABLE "${table}"; ${stored.replace(from, to)}`,
  );
  const names = connection
    .prepare("SELECT group_concat('\"' || name || '\"') FROM pragma_table_xinfo(?) WHERE hidden = 0")
    .pluck()
    .get(table);
  connection.exec(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM old; DROP TABLE old`);
  for (const index of indexes) connection.exec(String(index));
}

/** Every value of a database by "table.column", in the order of the rowids. */
export function valuesIn(database: string): Map<string, string> {
  const connection = new Database(database, { readonly: true });
  const columns = connection
    .prepare<[], { table: string; column: string }>(
      `SELECT m.name AS "table", p.name AS "column" FROM sqlite_schema AS m, pragma_table_info(m.name) AS p
       WHERE m.type = 'table' AND m.name NOT LIKE '\\_doctor\\_%' ESCAPE '\\' ORDER BY 1, 2`,
    )
    .all();
  const values = columns.map(({ table, column }) => {
    const of = `SELECT json_group_array(quote("${column}")) FROM (SELECT * FROM "${table}" ORDER BY rowid)`;
    return [`${table}.${column}`, String(connection.prepare(of).pluck().get())] as const;
  });
  connection.close();
  return new Map(values);
}

/** What is said of databases without a drift: "severity rule". */
export const usual: Readonly<Record<string, readonly string[]>> = {
  recipes: [],
  newspaper: ["info int-primary-key"],
  ledger: [],
};

/** What is said of a project: "severity rule". */
export async function said(laid: { readonly folder: string; readonly database: string }): Promise<string[]> {
  const { issues } = await analyze(laid);
  return issues.map(({ rule, severity }) => `${severity} ${rule}`).sort();
}
