import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { project } from "../sources/project.ts";

const schema = `import { eq } from "drizzle-orm";
import { integer, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
export const lessons = sqliteTable("lessons", { id: integer("id").primaryKey(), course: text("course") });
export const progress = sqliteView("course_progress", { course: text("course"), done: integer("done") }).existing();
export const unread = sqliteView("unread_lessons").as((qb) => qb.select().from(lessons).where(process.env.WHERE));
`;

/** What is said of a database of the project. */
async function said(sql: string, config = ""): Promise<readonly string[]> {
  const folder = project({ "schema.ts": schema, ...(config === "" ? {} : { "doctor.config.json": config }) });
  const database = join(folder, "app.db");
  const connection = new Database(database);
  connection.exec(`CREATE TABLE lessons (id integer PRIMARY KEY NOT NULL, course text); ${sql}`);
  connection.close();
  const { issues, notAnalysed } = await analyze({ folder, database, model: ["schema.ts"] });
  return [
    ...issues.map(
      ({ severity, rule, table, sql: repair }) => `${severity} ${rule} ${table} ${repair.length}`,
    ),
    ...notAnalysed.map(({ what, location }) => `${what}, line ${location?.line}`),
  ];
}

const unread = "view unread_lessons, line 5";
const both = `CREATE VIEW course_progress AS SELECT course, count(*) AS done FROM lessons GROUP BY course;
  CREATE VIEW unread_lessons AS SELECT * FROM lessons;`;

test("a view that the code expects is no stranger where it is there", async () => {
  expect(await said(both)).toEqual([unread]);
});

test("one that is missing is an issue that no repair can mend, also where its query is not known", async () => {
  expect(await said("")).toEqual([
    "high missing-view course_progress 0",
    "high missing-view unread_lessons 0",
    unread,
  ]);
});

test("a table in its place does as well, and what is ignored is not asked for", async () => {
  const table = "CREATE TABLE course_progress (course text PRIMARY KEY NOT NULL, done integer);";
  const config = `{ "model": ["schema.ts"], "ignore": ["unread_*", "course_*"] }`;
  expect(await said(`${table} CREATE VIEW unread_lessons AS SELECT * FROM lessons;`)).toEqual([unread]);
  expect(await said("", config)).toEqual([unread]);
});
