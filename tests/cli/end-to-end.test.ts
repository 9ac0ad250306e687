import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "./shop.ts";

const drifted = {
  declared: `
    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, role TEXT NOT NULL DEFAULT 'reader');
    CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
    CREATE TABLE invoices (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (id));
  `,
  actual: `
    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO users VALUES (1, 'Ada'), (2, 'Grace');
  `,
};

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("doctor analyze on a drifted database", () => {
  it("rehearses without rows above proof.maxBytes, and says so", async () => {
    const folder = shopFolder({ ...drifted, config: { proof: { maxBytes: 1 } } });
    const { code, out } = await commandLine(folder, "analyze", "--format", "json");
    const { proof } = JSON.parse(out);
    expect({ code, level: proof.level, ok: proof.ok }).toEqual({ code: 1, level: "schema", ok: true });
    expect((await commandLine(folder, "analyze")).out).toContain("without rows");
  });

  it("reports each table once, proves the repair on the rows, and exits with 1", async () => {
    const folder = shopFolder(drifted);
    const { code, out, err } = await commandLine(folder, "analyze", "--format", "json");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const report = JSON.parse(out);
    expect(
      report.issues.map(({ rule, table }: { rule: string; table: string }) => `${rule} ${table}`).sort(),
    ).toEqual(["missing-column users", "missing-table invoices", "missing-table orders"]);
    expect(report.proof).toMatchObject({ level: "rows", ok: true });
    expect(report.database).toMatchObject({ path: "shop.db", tables: 1 });
    expect(report.model).toEqual({ sources: [{ kind: "sql", files: ["schema.sql"] }], tables: 3 });
  });

  it("keeps to the JSON Schema", async () => {
    const schema = readFileSync(new URL("../../reports/report.schema.json", import.meta.url), "utf8");
    const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(schema));
    const { out } = await commandLine(shopFolder(drifted), "analyze", "--format", "json");
    valid(JSON.parse(out));
    expect(valid.errors).toBeNull();
  });

  it("says the same twice, times and ids aside, and leaves nothing behind but what it remembers", async () => {
    const folder = shopFolder(drifted);
    const before = hashOf(join(folder, "shop.db"));
    const reports = [];
    for (const _ of [1, 2]) {
      const { run: __, ...rest } = JSON.parse((await commandLine(folder, "analyze", "--format", "json")).out);
      reports.push(JSON.stringify(rest));
    }
    expect(reports[0]).toBe(reports[1]);
    expect(hashOf(join(folder, "shop.db"))).toBe(before);
    expect(readdirSync(folder).sort()).toEqual([".doctor", "doctor.config.json", "schema.sql", "shop.db"]);
    const remembered = readdirSync(join(folder, ".doctor")).filter((name) => name !== "cache");
    expect(remembered.sort()).toEqual([".gitignore", "history.db"]);
  });

  it.each(["text", "json", "markdown"])("exits alike as %s", async (format) => {
    expect((await commandLine(shopFolder(drifted), "analyze", "--format", format)).code).toBe(1);
  });

  it("exits with 0 for a database made from its own declaration", async () => {
    const { code, out } = await commandLine(
      shopFolder({ declared: drifted.declared, actual: drifted.declared }),
      "analyze",
    );
    expect(code).toBe(0);
    expect(out).toContain("Model and database agree. Nothing to do.");
  });

  it("minds a rule that is off, and refuses one that does not exist", async () => {
    const off = shopFolder({
      ...drifted,
      config: { rules: { "missing-table": "off", "missing-column": "off" } },
    });
    expect((await commandLine(off, "analyze")).code).toBe(0);
    const wrong = shopFolder({ ...drifted, config: { rules: { "missing-tabel": "off" } } });
    const { code, err } = await commandLine(wrong, "analyze");
    expect(code).toBe(2);
    expect(err).toMatch(
      /^doctor: doctor\.config\.json:1:\d+: rules\.missing-tabel: there is no rule called "missing-tabel"\. Did you mean "missing-table"\?/,
    );
  });
});

describe("the config in the pipeline", () => {
  it("confirms a rename, so that values stay", async () => {
    const folder = shopFolder({
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      actual:
        "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT); INSERT INTO users VALUES (1, 'ada@example.org');",
      config: { renames: { columns: { users: { mail: "email" } } } },
    });
    const { code, out } = await commandLine(folder, "repair", "--format", "json");
    expect(code).toBe(0);
    const { plan, proof } = JSON.parse(out);
    expect(plan.steps.flatMap(({ sql }: { sql: string[] }) => sql).join("\n")).toMatch(
      /RENAME COLUMN "?mail"? TO "?email"?/,
    );
    expect(proof).toMatchObject({ level: "rows", ok: true });
  });

  it("backfills a column that may not be NULL", async () => {
    const parts = {
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, handle TEXT NOT NULL);",
      actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada');",
    };
    expect((await commandLine(shopFolder(parts), "repair")).code).toBe(1);
    const config = { backfills: { users: { handle: "lower(name)" } } };
    expect(await commandLine(shopFolder({ ...parts, config }), "repair")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Proven on a copy with all rows"),
    });
  });

  it("names a table the model does not declare with its place", async () => {
    const folder = shopFolder({ ...drifted, config: { backfills: { user: { name: "''" } } } });
    const { code, err } = await commandLine(folder, "analyze");
    expect(code).toBe(2);
    expect(err).toMatch(
      /doctor\.config\.json:1:\d+: backfills\.user: there is no table called "user"\. Did you mean "users"\?/,
    );
  });
});

describe("doctor repair --only", () => {
  it("pulls in what the selected issue depends on and says so", async () => {
    const folder = shopFolder(drifted);
    const { issues } = JSON.parse((await commandLine(folder, "analyze", "--format", "json")).out);
    const idOf = (table: string) => issues.find((issue: { table: string }) => issue.table === table).id;
    const { code, out, err } = await commandLine(
      folder,
      "repair",
      "--only",
      idOf("invoices"),
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect(err).toBe(`Pulled in, because what was selected depends on it: ${idOf("orders")}.\n`);
    const steps = JSON.parse(out).plan.steps.flatMap(({ issues: ids }: { issues: string[] }) => ids);
    expect([...new Set(steps)].sort()).toEqual([idOf("invoices"), idOf("orders")].sort());
  });

  it("refuses a name that is none, before anything is written", async () => {
    const folder = shopFolder(drifted);
    const { code, out } = await commandLine(folder, "repair", "--only", "HIGH-099", "--out", "repair");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(readdirSync(folder)).not.toContain("repair");
  });
});

describe("doctor repair --out", () => {
  it("writes the six files of the contract", async () => {
    const folder = shopFolder(drifted);
    expect((await commandLine(folder, "repair", "--dry-run", "--out", "repair")).code).toBe(0);
    expect(readdirSync(join(folder, "repair")).sort()).toEqual([
      "README.md",
      "plan.json",
      "repair.sql",
      "rollback.sql",
      "validate-after.sql",
      "validate-before.sql",
    ]);
  });

  it("writes steps that delete data for real only with leave", async () => {
    const parts = {
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO users VALUES (1, 'x');",
    };
    const folder = shopFolder(parts);
    const linesOf = () =>
      readFileSync(join(folder, "repair", "repair.sql"), "utf8")
        .split("\n")
        .filter((line) => /\bnote\b|DROP/.test(line) && !line.startsWith("--"));
    await commandLine(folder, "repair", "--out", "repair");
    expect(linesOf()).toEqual([]);
    await commandLine(folder, "repair", "--out", "repair", "--allow-destructive");
    expect(linesOf()).not.toEqual([]);
  });
});

it("the database is never written to, also by a dry run with all rows", async () => {
  const folder = shopFolder(drifted);
  const before = hashOf(join(folder, "shop.db"));
  await commandLine(folder, "repair", "--allow-destructive");
  expect(hashOf(join(folder, "shop.db"))).toBe(before);
  const database = new Database(join(folder, "shop.db"), { readonly: true });
  expect(database.prepare("SELECT count(*) AS n FROM users").get()).toEqual({ n: 2 });
  database.close();
});
