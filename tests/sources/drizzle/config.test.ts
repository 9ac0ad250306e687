import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDatabase } from "../../../src/config/database.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { project } from "../project.ts";
import { declare, textOf } from "./declare.ts";

const schema = `import { integer, sqliteTable } from "drizzle-orm/sqlite-core";
export const orders = sqliteTable("orders", { paidAt: integer() });\n`;

/** The tables that a config leads to. */
async function read(config: string, file = "drizzle.config.ts"): Promise<string[]> {
  const { tables } = await declare({ [file]: config, "src/db/schema.ts": schema }, [file]);
  return tables.map(textOf);
}

const plain = "CREATE TABLE `orders` ( `paidAt` integer )";

describe("the schema of a drizzle.config", () => {
  test.each([
    ["a file", `export default defineConfig({ dialect: "sqlite", schema: "./src/db/schema.ts" });`],
    ["a glob", `export default { schema: "./src/**/schema.ts" } satisfies Config;`],
    [
      "a path that is put together",
      `export default { schema: path.join(__dirname, "src", "db/schema.ts") };`,
    ],
    [
      "a path from where it is called",
      `export default { schema: [resolve(process.cwd(), "./src/db/schema.ts")] };`,
    ],
    [
      "a path beside the file",
      `export default { schema: fileURLToPath(new URL("./src/db/schema.ts", import.meta.url)) };`,
    ],
    [
      "one of several that is there",
      `export default { schema: ["./src/auth/*.ts", "./src/db/schema.ts", "./src/nowhere.ts"] };`,
    ],
    ["a folder", `export default { schema: ["./src/db"] };`],
    [
      "a constant",
      `const folder = "src/db"; const config: Config = { schema: \`./\${folder}/*.ts\` }; export default config;`,
    ],
  ])("%s", async (_, config) => {
    expect(await read(config)).toEqual([plain]);
  });

  test("a star takes folders, too, with the files directly in them", async () => {
    const { tables } = await declare(
      {
        "drizzle.config.ts": `export default { schema: "./src/*" };`,
        "src/db/schema.ts": schema,
        "src/db/deep/schema.ts": schema.replaceAll("orders", "refunds"),
        "src/users.ts": schema.replaceAll("orders", "users"),
      },
      ["drizzle.config.ts"],
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(["orders", "users"]);
  });

  test("a folder of JavaScript, and JavaScript named by its path", async () => {
    const module = `const { integer, sqliteTable } = require("drizzle-orm/sqlite-core");
module.exports = { orders: sqliteTable("orders", { paidAt: integer() }) };`;
    const files = { "drizzle.config.ts": `export default { schema: "./db" };`, "db/schema.cjs": module };
    expect((await declare(files, ["drizzle.config.ts"])).tables.map(textOf)).toEqual([plain]);
    expect((await declare(files, ["db/schema.cjs"])).tables.map(textOf)).toEqual([plain]);
    expect((await declare(files, ["db/*.{cjs,mjs}"])).tables.map(textOf)).toEqual([plain]);
  });

  test("in JavaScript and JSON", async () => {
    expect(await read(`module.exports = { schema: "./src/db/schema.ts" };`, "drizzle.config.js")).toEqual([
      plain,
    ]);
    expect(await read(`{ "schema": "./src/db/schema.ts" }`, "drizzle.config.json")).toEqual([plain]);
  });

  test("its casing decides, also where the model names the files", async () => {
    const config = `export default { dialect: "sqlite", schema: "./src/db/schema.ts", casing: "snake_case" };`;
    const snake = "CREATE TABLE `orders` ( `paid_at` integer )";
    expect(await read(config)).toEqual([snake]);
    const files = { "drizzle.config.ts": config, "src/db/schema.ts": schema };
    expect((await declare(files, ["src/**/*.ts"])).tables.map(textOf)).toEqual([snake]);
  });

  test("without a config the casing of drizzle() in the code beside it decides", async () => {
    const code = `import { drizzle } from "drizzle-orm/better-sqlite3";\n// drizzle(c, { casing: "camelCase" })
      export const db = drizzle(client, { schema, casing: "snake_case" });`;
    const { tables } = await declare({ "src/index.ts": code, "src/db/schema.ts": schema }, ["src/db/*.ts"]);
    expect(tables.map(textOf)).toEqual(["CREATE TABLE `orders` ( `paid_at` integer )"]);
  });

  test("it is read, not run: what only a run would tell is refused", async () => {
    const config = `import { files } from "./files"; export default { dialect: "sqlite", schema: files() };`;
    await expect(read(config)).rejects.toThrow(
      "drizzle.config.ts does not say by its text alone where the schema is",
    );
    await expect(read(`export default { dialect: "postgresql", schema: "./src/db" };`)).rejects.toThrow(
      "postgresql",
    );
    await expect(declare({ "a.ts": "" }, ["drizzle.config.ts"])).rejects.toThrow("drizzle.config.ts");
  });
});

describe("without a model or database of its own the doctor takes those of drizzle.config", () => {
  const found = (
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ) => {
    const folder = project(files);
    const { config } = loadConfig({ folder });
    return { model: config.model, database: findDatabase(config, environment).replace(`${folder}/`, "") };
  };
  const config = (url: string) =>
    `export default { dialect: "sqlite", schema: "./schema.ts", dbCredentials: { url: ${url} } };`;

  test("by name", () => {
    const expected = { model: ["drizzle.config.ts"], database: "local.db" };
    expect(found({ "drizzle.config.ts": config(`"file:local.db"`) })).toEqual(expected);
    expect(found({ "drizzle.config.ts": config(`"./local.db"`) })).toEqual(expected);
  });

  test("by a variable of the environment, or of .env", () => {
    const written = { "drizzle.config.ts": config("process.env.DB_FILE_NAME!") };
    expect(found(written, { DB_FILE_NAME: "file:a.db" }).database).toBe("a.db");
    expect(found({ ...written, ".env": "DB_FILE_NAME=b.db" }).database).toBe("b.db");
    expect(found({ "drizzle.config.ts": config(`process.env.NONE ?? "c.db"`) }).database).toBe("c.db");
    expect(() => found(written)).toThrow("No database is named");
  });

  test("what the doctor is told comes first", () => {
    const files = {
      "drizzle.config.ts": config(`"file:local.db"`),
      "doctor.config.json": `{ "database": "own.db", "model": ["models.sql"] }`,
    };
    expect(found(files)).toEqual({ model: ["models.sql"], database: "own.db" });
    expect(
      found({ "drizzle.config.ts": config(`"file:local.db"`) }, { DATABASE_URL: "env.db" }).database,
    ).toBe("env.db");
  });

  test("a drizzle.config of another engine is left alone", () => {
    const folder = project({
      "drizzle.config.ts": `export default { dialect: "postgresql", schema: "./s.ts" };`,
    });
    expect(loadConfig({ folder }).config.model).toEqual([]);
  });

  test("paths are relative to the folder of the config that is named", () => {
    const folder = project({ "packages/db/drizzle.config.ts": config(`"./local.db"`) });
    const { config: loaded } = loadConfig({ folder, model: ["packages/db/drizzle.config.ts"] });
    expect(findDatabase(loaded, {})).toBe(join(folder, "packages/db/local.db"));
  });
});
