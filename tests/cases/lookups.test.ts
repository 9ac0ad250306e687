import { afterEach, expect, test } from "vitest";
import { commandLine } from "./command-line.ts";
import { lay, look, type Workbench } from "./judge/workbench.ts";

const types = `
/** @table
 * @lookup name */
export interface JobStatus { id: number; /** @unique */ name: "pending" | "running" | "it's done" }
/** @table
 * @lookup code */
export interface Level { /** @primaryKey */ code: 1 | 2 | 3 }
/** @table */
export interface Job { id: number; /** @references job_statuses(id) */ statusId: number }
`;
const statuses = "CREATE TABLE job_statuses (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);";
const jobs =
  "CREATE TABLE jobs (id INTEGER PRIMARY KEY, status_id INTEGER NOT NULL REFERENCES job_statuses (id));";

let bench: Workbench;
afterEach(() => bench.remove());

function found(query: string): unknown[] {
  const connection = look(bench.database);
  connection.defaultSafeIntegers(false);
  const rows = connection.prepare(query).raw().all();
  connection.close();
  return rows;
}

const start = (actual: string): void => {
  bench = lay({ name: "", trap: "", actual, types, target: "" });
};
const names = "SELECT id, name FROM job_statuses ORDER BY id";

test("missing members are inserted, a new lookup table comes with its rows, and nothing is left to do", async () => {
  start(
    `${statuses} ${jobs} INSERT INTO job_statuses VALUES (7, 'pending'); INSERT INTO jobs VALUES (1, 7);`,
  );
  const { code, out } = await commandLine(bench.folder, "repair", "--apply");
  expect(code, out).toBe(0);
  expect(found(names)).toEqual([
    [7, "pending"],
    [8, "running"],
    [9, "it's done"],
  ]);
  expect(found("SELECT code FROM levels ORDER BY code")).toEqual([[1], [2], [3]]);
  const again = await commandLine(bench.folder, "repair", "--apply");
  expect(again.out).toContain("nothing to do");
  expect((await commandLine(bench.folder, "validate")).code).toBe(0);
});

test("a rollback takes exactly these rows away, those in use aside", async () => {
  start(`${statuses} ${jobs} INSERT INTO job_statuses VALUES (7, 'pending');`);
  await commandLine(bench.folder, "repair", "--apply");
  const connection = look(bench.database);
  connection.exec("INSERT INTO jobs VALUES (1, 8); INSERT INTO job_statuses VALUES (20, 'of one''s own')");
  connection.close();
  const { code, out, err } = await commandLine(bench.folder, "rollback", "--apply");
  expect(code, out + err).toBe(0);
  expect(found(names)).toEqual([
    [7, "pending"],
    [8, "running"],
    [20, "of one's own"],
  ]);
  expect(found("SELECT count(*) FROM sqlite_schema WHERE name = 'levels'")).toEqual([[0]]);
});

test("a rollback leaves rows in use of a table called child", async () => {
  bench = lay({
    ...{ name: "", trap: "", target: "" },
    actual:
      "CREATE TABLE child (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE); INSERT INTO child VALUES (7, 'one'); CREATE TABLE toys (id INTEGER PRIMARY KEY, child_id INTEGER NOT NULL REFERENCES child (id));",
    types: `/** @table child
 * @lookup name */ export interface Child { id: number; /** @unique */ name: "one" | "two" | "three" }
/** @table toys */ export interface Toy { id: number; /** @references child(id) */ childId: number }`,
  });
  await commandLine(bench.folder, "repair", "--apply");
  const connection = look(bench.database);
  connection.exec("INSERT INTO toys VALUES (9, 8)");
  connection.close();
  const { code, out, err } = await commandLine(bench.folder, "rollback", "--apply");
  expect(code, out + err).toBe(0);
  expect(found("SELECT id, name FROM child ORDER BY id")).toEqual([
    [7, "one"],
    [8, "two"],
  ]);
});

test("rows that are no member are told, and never deleted", async () => {
  start(`${statuses} ${jobs} INSERT INTO job_statuses (name) VALUES ('pending'), ('running'), ('it''s done'), ('dnoe');
    CREATE TABLE levels (code INTEGER PRIMARY KEY); INSERT INTO levels VALUES (1), (2), (3);`);
  const { code, out } = await commandLine(bench.folder, "analyze");
  expect(code).toBe(1);
  expect(out).toMatch(/unknown-lookup-rows/);
  await commandLine(bench.folder, "repair", "--apply", "--allow-destructive");
  expect(found("SELECT count(*) FROM job_statuses")).toEqual([[4]]);
});

test("rows that need more than the member are left to a person", async () => {
  start(
    `${statuses.replace(")", ", label TEXT NOT NULL)")} ${jobs} INSERT INTO job_statuses VALUES (1, 'pending', 'Pending');`,
  );
  const { code, out } = await commandLine(bench.folder, "repair", "--apply");
  expect(code, out).toBe(1);
  expect((await commandLine(bench.folder, "analyze")).out).toMatch(/lacks 2 rows/);
});
