import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findDatabase, resolveDatabase } from "../../src/config/database.ts";
import { loadConfig } from "../../src/config/load.ts";
import { project, refusal } from "./project.ts";

describe("the forms of a database's name", () => {
  it.each([
    ["app.db", "/shop/app.db"],
    ["./data/app.db", "/shop/data/app.db"],
    ["/var/app.db", "/var/app.db"],
    ["odd name?%20#.db", "/shop/odd name?%20#.db"],
    ["file:app.db", "/shop/app.db"],
    ["file:./app.db?mode=ro", "/shop/app.db"],
    ["file:./app.db?connection_limit=1&socket_timeout=10", "/shop/app.db"],
    ["file:/var/app.db#part", "/var/app.db"],
    ["file:///var/my%20app.db", "/var/my app.db"],
    ["file://localhost/var/app.db", "/var/app.db"],
    ["FILE:./app.db", "/shop/app.db"],
    ["file:100%.db", "/shop/100%.db"],
    ["sqlite:app.db", "/shop/app.db"],
    ["sqlite:./app.db?mode=rwc", "/shop/app.db"],
    ["sqlite://app.db", "/shop/app.db"],
    ["sqlite:///var/app.db", "/var/app.db"],
    ["sqlite3:app.db", "/shop/app.db"],
  ])("%s is %s", (named, path) => {
    expect(resolveDatabase(named, "/shop")).toBe(path);
  });

  it.each([
    [
      "postgres://ada:secret@db.example/shop",
      /^The database "postgres:\/\/ada:…@db\.example\/shop" cannot be examined: "postgres:"/,
    ],
    ["libsql://shop.example", /"libsql:" names another kind/],
    [":memory:", /in memory/],
    ["file::memory:", /in memory/],
    ["file:shop?mode=memory&cache=shared", /in memory/],
    ["sqlite:", /or none/],
  ])("%s is refused", (named, message) => {
    expect(refusal(() => resolveDatabase(named, "/shop")).message).toMatch(message);
  });
});

describe("which database is examined", () => {
  const files = { ".env": 'export DATABASE_URL="file:./from-env-file.db" # local\n', "other/.env": "X=1\n" };

  it("is the config's before the environment's", () => {
    const folder = project({ ...files, "doctor.config.json": '{ "database": "configured.db" }' });
    const { config } = loadConfig({ folder });
    expect(findDatabase(config, { DATABASE_URL: "env.db" })).toBe(join(folder, "configured.db"));
  });

  it("is the environment's before that of .env", () => {
    const folder = project(files);
    const { config } = loadConfig({ folder });
    expect(findDatabase(config, { DATABASE_URL: "env.db" })).toBe(join(folder, "env.db"));
    expect(findDatabase(config, {})).toBe(join(folder, "from-env-file.db"));
    expect(findDatabase(config, { DATABASE_URL: "" })).toBe(join(folder, "from-env-file.db"));
  });

  it("is looked up in the .env beside the config, not in the current folder", () => {
    const folder = project({ ...files, "other/doctor.config.json": "{}" });
    const { config } = loadConfig({ folder, file: "other/doctor.config.json" });
    expect(refusal(() => findDatabase(config, {})).message).toBe(
      'No database is named: not by --db, not by "database" in doctor.config.json, not by DATABASE_URL in the environment or in .env.',
    );
  });

  it("is the caller's before all", () => {
    const folder = project({ ...files, "doctor.config.json": '{ "database": "configured.db" }' });
    const { config } = loadConfig({ folder, database: "file:stated.db" });
    expect(findDatabase(config, { DATABASE_URL: "env.db" })).toBe(join(folder, "stated.db"));
  });
});
