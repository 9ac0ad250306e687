import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { project, refusal } from "./project.ts";

describe("finding the config", () => {
  it("fills every default in when there is none", () => {
    const folder = project({});
    expect(loadConfig({ folder }).config).toEqual({
      root: folder,
      file: null,
      database: null,
      snapshot: null,
      model: [],
      databaseType: null,
      queries: [],
      naming: { tables: "snake_plural", columns: "snake" },
      rules: {},
      ignore: [],
      renames: { tables: {}, columns: {} },
      moves: {},
      backfills: {},
      orphans: {},
      checks: [],
      conventions: false,
      failOn: "high",
      typecheck: false,
      data: null,
      proof: { maxBytes: 268_435_456 },
      history: true,
    });
  });

  it("prefers doctor.config.json to the doctor key of package.json", () => {
    const folder = project({
      "doctor.config.json": '{ "database": "own.db" }',
      "package.json": '{ "doctor": { "database": "manifest.db" } }',
    });
    expect(loadConfig({ folder }).config).toMatchObject({ database: "own.db", file: "doctor.config.json" });
  });

  it("reads the doctor key of package.json", () => {
    const folder = project({ "package.json": '{ "name": "shop", "doctor": { "database": "shop.db" } }' });
    expect(loadConfig({ folder }).config).toMatchObject({ database: "shop.db", file: "package.json" });
  });

  it("takes a package.json without the key for no config", () => {
    const folder = project({ "package.json": '{ "name": "shop" }' });
    expect(loadConfig({ folder }).config.file).toBeNull();
  });

  it("takes the folder of a named config as the root", () => {
    const folder = project({ "apps/shop/doctor.config.json": '{ "model": ["src/*.ts"] }' });
    const { config } = loadConfig({ folder, file: "apps/shop/doctor.config.json" });
    expect(config).toMatchObject({ root: join(folder, "apps/shop"), model: ["src/*.ts"] });
  });

  it("says that a named config is missing", () => {
    const error = refusal(() => loadConfig({ folder: project({}), file: "missing.json" }));
    expect(error.message).toBe("The config missing.json cannot be read: there is no such file.");
  });

  it("says that a named config is a folder", () => {
    const folder = project({});
    mkdirSync(join(folder, "shop"));
    expect(refusal(() => loadConfig({ folder, file: "shop" })).message).toContain("it is a folder");
  });

  it("says that a named package.json has no doctor key", () => {
    const folder = project({ "package.json": "{}" });
    expect(refusal(() => loadConfig({ folder, file: "package.json" })).message).toBe(
      'package.json has no "doctor" key.',
    );
  });
});

describe("reading the config", () => {
  it("allows comments, trailing commas and a byte order mark", () => {
    const folder = project({});
    writeFileSync(
      join(folder, "doctor.config.json"),
      '\uFEFF// the shop\n{\n  /* live */ "database": "shop.db",\n  "model": ["src/**/*.ts",],\n}\n',
    );
    expect(loadConfig({ folder }).config).toMatchObject({ database: "shop.db", model: ["src/**/*.ts"] });
  });

  it("accepts every key of the design", () => {
    const written = {
      $schema: "./node_modules/schema-drift-doctor/src/config/config.schema.json",
      database: "shop.db",
      snapshot: "schema-of-today.sql",
      model: ["exported:src/models/**/*.ts", "schema.sql", "migrations"],
      databaseType: "Shop",
      queries: ["src/**/*.ts"],
      naming: { tables: "pascal", columns: "as-is" },
      rules: { "missing-table": "off", "missing-column": [{ tables: ["log_*"], severity: "info" }] },
      ignore: ["legacy_*"],
      renames: {
        tables: { customer: "users", basket: false },
        columns: { users: { mail: "email", nick: false } },
      },
      moves: { profiles: { bio: "users.bio", id: false } },
      backfills: { users: { email: "name || '@example.org'" } },
      orphans: { orders: { user_id: "quarantine" } },
      checks: [
        {
          name: "no negative totals",
          severity: "high",
          why: "Refunds have their own table.",
          sql: "SELECT 1 WHERE 0",
        },
      ],
      conventions: {
        preset: "house",
        auditTrail: "high",
        timestamps: false,
        primaryKey: [{ tables: ["legacy_*"], severity: "off" }],
      },
      failOn: "never",
      typecheck: true,
      data: "sample",
      proof: { maxBytes: 0 },
      history: false,
    };
    const folder = project({ "doctor.config.json": JSON.stringify(written) });
    const { $schema: _, ...settings } = written;
    expect(loadConfig({ folder }).config).toEqual({ root: folder, file: "doctor.config.json", ...settings });
  });

  it("keeps tables named like parts of a JavaScript object", () => {
    const text =
      '{ "backfills": { "constructor": { "__proto__": "1" } }, "renames": { "tables": { "prototype": "x" } } }';
    const { config } = loadConfig({ folder: project({ "doctor.config.json": text }) });
    expect(Object.entries(config.backfills).map(([table, map]) => [table, Object.entries(map)])).toEqual([
      ["constructor", [["__proto__", "1"]]],
    ]);
    expect(Object.entries(config.renames.tables)).toEqual([["prototype", "x"]]);
    expect(Object.getPrototypeOf(config.orphans)).toBeNull();
    expect(Object.getPrototypeOf(config.rules)).toBeNull();
  });

  it("gives a check without severity and reason their defaults", () => {
    const text = '{ "checks": [{ "name": "totals", "sql": "SELECT 1" }] }';
    expect(loadConfig({ folder: project({ "doctor.config.json": text }) }).config.checks).toEqual([
      { name: "totals", severity: "medium", why: "", sql: "SELECT 1" },
    ]);
  });
});

describe("what the caller states", () => {
  const folder = project({
    "app/doctor.config.json": '{ "database": "a.db", "model": ["a.ts"], "failOn": "critical" }',
  });
  const file = "app/doctor.config.json";

  it("has precedence over the config", () => {
    const { config } = loadConfig({ folder, file, database: "b.db", model: ["b.ts"], failOn: "medium" });
    expect(config).toMatchObject({ database: join(folder, "b.db"), failOn: "medium" });
  });

  it("is relative to the current folder, not to the config", () => {
    const model = ["src/*.ts", "exported:src/*.ts", "!src/old.ts", "/abs/schema.sql"];
    expect(loadConfig({ folder, file, model }).config.model).toEqual([
      "../src/*.ts",
      "exported:../src/*.ts",
      "!../src/old.ts",
      "/abs/schema.sql",
    ]);
    expect(loadConfig({ folder: join(folder, "app"), model }).config.model).toEqual(model);
  });
});
