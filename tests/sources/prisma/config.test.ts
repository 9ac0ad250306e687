import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDatabase } from "../../../src/config/database.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { project } from "../project.ts";
import { declare } from "./declare.ts";

const film = "model Film {\n  id Int @id\n}\n";

function schema(url = 'url = "file:./dev.db"', provider = "sqlite"): string {
  return `datasource db {\n  provider = "${provider}"\n  ${url}\n}\n${film}`;
}

/** The model and the database of a project without a config of the doctor, relative to it. */
function found(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): { readonly model: readonly string[]; readonly database: string } {
  const root = project(files);
  const { config } = loadConfig({ folder: root });
  return { model: config.model, database: findDatabase(config, environment).slice(root.length + 1) };
}

describe("the schema of a project without a config", () => {
  test.each<[string, Record<string, string>, string]>([
    ["beside", { "schema.prisma": schema() }, "schema.prisma"],
    ["in its usual folder", { "prisma/schema.prisma": schema() }, "prisma/schema.prisma"],
    [
      "where package.json says",
      {
        "package.json": '{ "prisma": { "schema": "./api/db/schema.prisma" } }',
        "api/db/schema.prisma": schema(),
      },
      "api/db/schema.prisma",
    ],
    [
      "a folder that package.json names",
      { "package.json": '{ "prisma": { "schema": "db" } }', "db/main.prisma": schema() },
      "db",
    ],
    [
      "where prisma.config.ts says",
      {
        "prisma.config.ts":
          'import { defineConfig } from "prisma/config";\nthrow new Error("not run");\nexport default defineConfig({ schema: "db/schema.prisma" });',
        "db/schema.prisma": schema(),
      },
      "db/schema.prisma",
    ],
  ])("%s", (_, files, model) => {
    expect(found(files).model).toEqual([model]);
  });

  test("drizzle's config goes first, another engine's schema is left alone, and so is what is named", () => {
    const drizzle = `export default { dialect: "sqlite", schema: "./schema.ts", dbCredentials: { url: "a.db" } };`;
    const both = { "drizzle.config.ts": drizzle, "schema.prisma": schema() };
    expect(found(both).model).toEqual(["drizzle.config.ts"]);
    const other = project({ "prisma/schema.prisma": schema("", "postgresql") });
    expect(loadConfig({ folder: other }).config.model).toEqual([]);
    const named = project({ "prisma/schema.prisma": schema() });
    expect(loadConfig({ folder: named, model: ["a.sql"] }).config.model).toEqual(["a.sql"]);
  });
});

describe("the database of a project without a config", () => {
  const usual = "prisma/schema.prisma";

  test.each<[string, Record<string, string>, string]>([
    ["is relative to the schema", { [usual]: schema() }, "prisma/dev.db"],
    ["with parameters", { [usual]: schema('url = "file:../data/dev.db?connection_limit=1"') }, "data/dev.db"],
    [
      "by a variable of .env, relative to the schema, too",
      { [usual]: schema('url = env("FILMS")'), ".env": 'FILMS="file:./films.db"' },
      "prisma/films.db",
    ],
    [
      "by a variable of the .env beside the schema",
      { [usual]: schema('url = env("FILMS")'), "prisma/.env": "FILMS=file:./films.db" },
      "prisma/films.db",
    ],
    [
      "by DATABASE_URL, where the schema asks for it",
      { [usual]: schema('url = env("DATABASE_URL")'), ".env": "DATABASE_URL=file:./films.db" },
      "prisma/films.db",
    ],
    [
      "the one that is there, where an adapter takes the path from elsewhere",
      {
        [usual]: schema('url = env("DATABASE_URL")'),
        ".env": "DATABASE_URL=file:./films.db",
        "films.db": "",
      },
      "films.db",
    ],
    [
      "of a schema in several files, relative to the one with the datasource",
      {
        "package.json": '{ "prisma": { "schema": "db" } }',
        "db/film.prisma": film.replace("Film", "Short"),
        "db/main/datasource.prisma": schema(),
      },
      "db/main/dev.db",
    ],
    [
      "by prisma.config.ts, as since Prisma 7",
      { [usual]: schema(""), "prisma.config.ts": 'export default { datasource: { url: "file:./dev.db" } };' },
      "dev.db",
    ],
  ])("%s", (_, files, database) => {
    expect(found(files).database).toBe(database);
  });

  test("the environment goes before .env, --db before all, and DATABASE_URL before a path that is written out", () => {
    const files = { [usual]: schema('url = env("FILMS")'), ".env": "FILMS=file:./films.db" };
    expect(found(files, { FILMS: "file:./other.db" }).database).toBe("prisma/other.db");
    const root = project(files);
    const { config } = loadConfig({ folder: root, database: "mine.db" });
    expect(findDatabase(config, {})).toBe(join(root, "mine.db"));
    expect(found({ [usual]: schema() }, { DATABASE_URL: "file:./set.db" }).database).toBe("set.db");
  });

  test("what is no file of SQLite is refused in words", () => {
    const at = (url: string) => () => found({ [usual]: schema(`url = "${url}"`) });
    expect(at("postgresql://ada:secret@host/db")).toThrow("names another kind of database");
    expect(at("file::memory:?cache=shared")).toThrow("in memory");
    expect(() => found({ [usual]: schema('url = env("NOWHERE")') })).toThrow("No database is named");
  });
});

test("globs, folders and exclusions name the files of one schema", async () => {
  const files = {
    "db/main.prisma": 'datasource db {\n  provider = "sqlite"\n}\n',
    "db/film.prisma":
      "model Film {\n  id Int @id\n  kind Kind\n  room Room @relation(fields: [roomId], references: [id])\n  roomId Int\n}\n",
    "db/more/kind.prisma": "enum Kind {\n  LONG\n}\n",
    "db/more/room.prisma": "model Room {\n  id Int @id\n  films Film[]\n}\n",
    "db/old/room.prisma": "model Old {\n  id Int @id\n}\n",
  };
  const names = async (...patterns: readonly string[]) => {
    const { tables, notAnalysed } = await declare(files, patterns);
    expect(notAnalysed).toEqual([]);
    return tables.map(({ name }) => name).sort();
  };
  expect(await names("db")).toEqual(["Film", "Old", "Room"]);
  expect(await names("db/*.prisma", "db/more/*.prisma")).toEqual(["Film", "Room"]);
  expect(await names("db/**/*.prisma", "!db/old/**")).toEqual(["Film", "Room"]);
});
