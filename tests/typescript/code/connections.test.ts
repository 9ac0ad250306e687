import { describe, expect, it } from "vitest";
import { read } from "./application.ts";

const better = 'import Database from "better-sqlite3";\n';

const variables = (code: string): string[] =>
  read(code).variables.map(({ name, location, within }) =>
    `${name} :${location.line} ${within ?? ""}`.trim(),
  );

describe("a connection", () => {
  it.each([
    ["better-sqlite3", `${better}new Database("a.db");`, '"a.db"'],
    ["better-sqlite3", `${better}Database("a.db", { readonly: true });`, '"a.db"'],
    ["node:sqlite", 'import { DatabaseSync } from "node:sqlite"; new DatabaseSync("a.db");', '"a.db"'],
    ["bun:sqlite", 'import { Database } from "bun:sqlite"; new Database("a.db");', '"a.db"'],
    ["sqlite3", 'import sqlite3 from "sqlite3"; new sqlite3.Database("a.db");', '"a.db"'],
    ["sqlite3", 'import sqlite3 from "sqlite3"; new (sqlite3.verbose().Database)("a.db");', '"a.db"'],
    ["sqlite", 'import { open } from "sqlite"; await open({ filename: "a.db", driver: null });', '"a.db"'],
    [
      "@libsql/client",
      'import { createClient } from "@libsql/client"; createClient({ url: "file:a.db" });',
      '"file:a.db"',
    ],
    ["better-sqlite3", `${better}const file = "a.db"; new Database(file);`, '"a.db"'],
    ["better-sqlite3", `${better}declare const file: string; new Database(file);`, "file"],
  ])("of %s is found: %s", (driver, code, target) => {
    expect(read(code).connections.map((each) => [each.driver, each.target])).toEqual([[driver, target]]);
  });

  it("is none of another class of that name", () => {
    expect(
      read('class Database {} new Database(); import { open } from "node:fs/promises"; open("a");')
        .connections,
    ).toEqual([]);
  });
});

describe("a variable that names the database", () => {
  it.each([
    ["process.env.DATABASE_URL"],
    ['process.env["DATABASE_URL"]'],
    ["process.env.DATABASE_URL!"],
    ["process.env.DATABASE_URL as string"],
    [`\`\${process.env.DATABASE_URL}\``],
    ['join(process.env.DATABASE_URL, "a.db")'],
    ["Bun.env.DATABASE_URL"],
    ["import.meta.env.DATABASE_URL"],
  ])("is read without a value to fall back on: %s", (target) => {
    expect(
      variables(`${better}declare const join: any; declare const Bun: any;\nnew Database(${target});`),
    ).toEqual(["DATABASE_URL :3"]);
  });

  it.each([
    ["const path = process.env.DATABASE_URL;", "path"],
    ["const { DATABASE_URL } = process.env;", "DATABASE_URL"],
    ["const { DATABASE_URL: path } = process.env;", "path"],
    ["const config = { database: process.env.DATABASE_URL };", "config.database"],
    ["const config = { database: { path: process.env.DATABASE_URL } };", "config.database.path"],
  ])("is followed through names: %s", (before, target) => {
    expect(variables(`${better}${before}\nnew Database(${target});`)).toEqual(["DATABASE_URL :2"]);
  });

  it("is followed to other files, and named with the function it is read in", () => {
    const found = read({
      "config.ts": "export const config = { path: process.env.DATABASE_URL };",
      "app.ts": `${better}import { config } from "./config.ts"; export const open = () => new Database(config.path);
        export function other() { return new Database(process.env.OTHER_DB); }`,
    });
    expect(found.variables.map(({ name, location, within }) => [name, location.file, within]).sort()).toEqual(
      [
        ["DATABASE_URL", "config.ts", null],
        ["OTHER_DB", "app.ts", "other"],
      ],
    );
  });

  it.each([
    ["", 'process.env.DATABASE_URL ?? "a.db"'],
    ["", 'process.env.DATABASE_URL || "a.db"'],
    ["", 'process.env.DATABASE_URL ? process.env.DATABASE_URL : "a.db"'],
    ['const { DATABASE_URL = "a.db" } = process.env;', "DATABASE_URL"],
    ['const path = process.env.DATABASE_URL ?? "a.db";', "path"],
    ["const path = process.env.DATABASE_URL;", 'path ?? "a.db"'],
    [
      'const path = process.env.DATABASE_URL; if (!path) throw new Error("DATABASE_URL is not set.");',
      '"a.db"',
    ],
  ])("is none with a value to fall back on: %s %s", (before, target) => {
    expect(variables(`${better}${before}\nnew Database(${target});`)).toEqual([]);
  });
});
