import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { project } from "../sources/project.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, active INTEGER);";
const active = "CREATE VIEW active_users AS SELECT id, name FROM users WHERE active = 1;";
const names = "CREATE VIEW active_names AS SELECT name FROM active_users;";

/** The rules that speak of a database, after a statement that nobody told the model of. */
async function rules(model: string, drift: string): Promise<readonly string[]> {
  const folder = project({ "schema.sql": model });
  const database = `${folder}/app.db`;
  const connection = new Database(database);
  connection.exec(model);
  connection.exec(drift);
  connection.close();
  const { issues } = await analyze({ folder, database, model: ["schema.sql"] });
  return issues.map(({ rule, table }) => `${rule} ${table}`);
}

test.each([
  ["a view that it reads", "DROP VIEW active_users", ["missing-view active_users"]],
  ["a table that it reads", "DROP TABLE users", ["missing-table users"]],
])("a view that fails only for want of %s is not told besides", async (_, drift, expected) => {
  expect(await rules(users + active + names, drift)).toEqual(expected);
});

test("one that lacks something else is told", async () => {
  const strange = "CREATE VIEW ghosts AS SELECT id FROM nowhere;";
  expect(await rules(users + active + strange, "DROP VIEW active_users")).toEqual([
    "missing-view active_users",
    "broken-view ghosts",
  ]);
});
