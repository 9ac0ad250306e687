import { describe, expect, it } from "vitest";
import { settingsOf } from "../../src/queries/settings.ts";
import { read } from "../typescript/code/application.ts";

/** What a program leaves unset or switches off on each connection. */
function lacking(code: string): string[] {
  const { connections, queries } = read(code);
  return settingsOf(connections, queries).flatMap(({ driver, settings }) =>
    settings.map(({ setting, is, location }) => `${driver} ${setting} ${is} :${location.line}`),
  );
}

const better = 'import Database from "better-sqlite3";\n';

describe("what a driver leaves to the code", () => {
  it.each([
    [`${better}new Database("a.db");`, ["better-sqlite3 journal_mode unset :2"]],
    [
      'import { DatabaseSync } from "node:sqlite";\nnew DatabaseSync("a.db");',
      ["node:sqlite journal_mode unset :2", "node:sqlite busy_timeout unset :2"],
    ],
    [
      'import { Database } from "bun:sqlite";\nnew Database("a.db");',
      [
        "bun:sqlite journal_mode unset :2",
        "bun:sqlite busy_timeout unset :2",
        "bun:sqlite foreign_keys unset :2",
      ],
    ],
    [
      'import sqlite3 from "sqlite3";\nnew sqlite3.Database("a.db");',
      ["sqlite3 journal_mode unset :2", "sqlite3 busy_timeout unset :2", "sqlite3 foreign_keys unset :2"],
    ],
    [
      'import { open } from "sqlite";\nopen({ filename: "a.db", driver: null });',
      ["sqlite journal_mode unset :2", "sqlite busy_timeout unset :2", "sqlite foreign_keys unset :2"],
    ],
  ])("is named: %s", (code, expected) => {
    expect(lacking(code)).toEqual(expected);
  });

  it.each([
    ["a pragma", `${better}const db = new Database("a.db"); db.pragma("journal_mode = WAL");`],
    ["a pragma without spaces", `${better}const db = new Database("a.db"); db.pragma("journal_mode=wal");`],
    [
      "a pragma with a value from elsewhere",
      `${better}declare const mode: string; const db = new Database("a.db"); db.pragma(\`journal_mode = \${mode}\`);`,
    ],
    [
      "a list of pragmas",
      `${better}const db = new Database("a.db"); for (const each of ["journal_mode = WAL"]) db.pragma(each);`,
    ],
    [
      "a script",
      `${better}const db = new Database("a.db"); db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");`,
    ],
    [
      "an option",
      'import { DatabaseSync } from "node:sqlite"; const db = new DatabaseSync("a.db", { timeout: 5000 }); db.exec("PRAGMA journal_mode = WAL");',
    ],
    [
      "configure",
      'import sqlite3 from "sqlite3"; const db = new sqlite3.Database("a.db"); db.configure("busyTimeout", 5000); db.exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");',
    ],
  ])("is settled by %s", (_, code) => {
    expect(lacking(code)).toEqual([]);
  });
});

describe("what is switched off", () => {
  it.each([
    ['db.pragma("foreign_keys = OFF");', ["foreign_keys off :3"]],
    ['db.exec("PRAGMA foreign_keys = 0");', ["foreign_keys off :3"]],
    ['db.pragma("busy_timeout = 0");', ["busy_timeout off :3"]],
    ['db.pragma("journal_mode = OFF");', ["journal_mode off :3"]],
    ['db.pragma("journal_mode = MEMORY");', ["journal_mode off :3"]],
  ])("is reported where it stands: %s", (line, expected) => {
    const code = `${better}const db = new Database("a.db"); db.pragma("journal_mode = WAL");\n${line}`;
    expect(lacking(code)).toEqual(expected.map((each) => `better-sqlite3 ${each}`));
  });

  it("may be an option", () => {
    expect(
      lacking(
        'import { DatabaseSync } from "node:sqlite";\nconst db = new DatabaseSync("a.db", { enableForeignKeyConstraints: false, timeout: 0 });\ndb.exec("PRAGMA journal_mode = WAL");',
      ),
    ).toEqual(["node:sqlite busy_timeout off :2", "node:sqlite foreign_keys off :2"]);
  });

  it("is no fault for as long as a table is rebuilt", () => {
    expect(
      lacking(
        `${better}const db = new Database("a.db"); db.pragma("journal_mode = WAL"); db.pragma("foreign_keys = OFF"); db.pragma("foreign_keys = ON");`,
      ),
    ).toEqual([]);
  });
});

describe("a connection of which nothing is asked", () => {
  it.each([
    ["in memory", `${better}new Database(":memory:");`],
    ["in memory by a constant", `${better}const place = ":memory:"; new Database(place);`],
    ["without a name", `${better}new Database();`],
    ["read-only", `${better}new Database("a.db", { readonly: true });`],
    [
      "remote",
      'import { createClient } from "@libsql/client"; createClient({ url: "libsql://a.turso.io" });',
    ],
    ["silenced", `${better}// doctor-ignore connection-settings: one user\nnew Database("a.db");`],
  ])("is one %s", (_, code) => {
    expect(lacking(code)).toEqual([]);
  });
});
