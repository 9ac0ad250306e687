import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { project } from "../sources/project.ts";

/** What each file does when somebody runs it: leaves a mark, spoils the globals, ends or throws. */
const traps: readonly (readonly [name: string, code: string])[] = [
  ["writes a file", ""],
  ["ends the process", "process.exit(7);"],
  ["throws", 'throw new Error("somebody ran this");'],
  ["waits for ever", "await new Promise(() => {});\nwhile (true) {}"],
];
const mark = (file: string): string =>
  `import { writeFileSync } from "node:fs";\nwriteFileSync(new URL("./${file}.ran", import.meta.url), "");\nglobalThis.ran = "${file}";`;

function trapped(code: string): { folder: string; ran: () => string[] } {
  const files = ["drizzle.config", "schema", "helpers", "setup"];
  const folder = project({
    "package.json": JSON.stringify({ type: "module", scripts: { prepare: "touch prepare.ran" } }),
    "drizzle.config.ts": `${mark("drizzle.config")}
import "./setup";
${code}
export default { dialect: "sqlite", schema: "./schema.ts", out: "./drizzle", dbCredentials: { url: "app.db" } };`,
    "setup.ts": `${mark("setup")}\n${code}`,
    "helpers.ts": `${mark("helpers")}\n${code}
import { integer } from "drizzle-orm/sqlite-core";
export const stamps = () => { globalThis.ran = "stamps"; return { madeAt: integer("made_at").notNull() }; };`,
    "schema.ts": `${mark("schema")}
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { stamps } from "./helpers";
${code}
export const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  email: text("email").$defaultFn(() => { throw new Error("somebody called this"); }),
  ...stamps(),
}, () => { globalThis.ran = "extras"; return []; });`,
    // A package of that name that would do harm.
    "node_modules/drizzle-orm/package.json": JSON.stringify({
      name: "drizzle-orm",
      type: "module",
      exports: { "./sqlite-core": "./core.js" },
    }),
    "node_modules/drizzle-orm/core.js": `${mark("core")}\n${code}`,
    "drizzle.config.local.js": mark("local"),
  });
  const connection = new Database(join(folder, "app.db"));
  connection.exec("CREATE TABLE users (id integer PRIMARY KEY NOT NULL, made_at integer NOT NULL)");
  connection.close();
  const marks = [...files, "core", "local", "prepare"].flatMap((file) => [
    `${file}.ran`,
    `node_modules/drizzle-orm/${file}.ran`,
  ]);
  return { folder, ran: () => marks.filter((path) => existsSync(join(folder, path))) };
}

describe("nothing of a Drizzle project is run, its drizzle.config included", () => {
  test.each(traps)("where it %s", async (_, code) => {
    const { folder, ran } = trapped(code);
    const analysis = await commandLine(folder, "analyze", "--format", "json");
    const { issues, notAnalysed } = JSON.parse(analysis.out);
    expect([analysis.code, issues.map(({ title }: { title: string }) => title), notAnalysed]).toEqual([
      1,
      ["Table users lacks 1 declared column: email"],
      [],
    ]);
    expect((await commandLine(folder, "repair", "--as", "drizzle")).code).toBe(0);
    expect((await commandLine(folder, "repair", "--apply")).code).toBe(0);
    expect((await commandLine(folder, "rollback", "--apply")).code).toBe(0);
    expect((await commandLine(folder, "rules")).code).toBe(0);
    expect([ran(), Reflect.get(globalThis, "ran")]).toEqual([[], undefined]);
  });

  test("the traps do spring where somebody runs them", async () => {
    const { folder, ran } = trapped("");
    // The schema file as JavaScript, which is what would be run.
    await import(/* @vite-ignore */ join(folder, "drizzle.config.local.js"));
    expect(ran()).toEqual(["local.ran"]);
    Reflect.deleteProperty(globalThis, "ran");
  });
});
