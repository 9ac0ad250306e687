import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fleetExitCode } from "../../src/fleet/summary.ts";
import { fleetFolder, fleetOf, makeDatabase, model } from "./fleets.ts";

const withoutTotal = model.replace(", total INTEGER", "");
const withFax = model.replace("email TEXT NOT NULL", "email TEXT NOT NULL, fax TEXT");

describe("a fleet", () => {
  it("is grouped by schema, the largest group is the norm, and the others say how they differ", async () => {
    const folder = fleetFolder({
      ...{ "tenants/ada.db": model, "tenants/bob.db": model, "tenants/cleo.db": model },
      ...{ "tenants/dora.db": withoutTotal, "tenants/emil.db": withFax },
    });
    const { groups, summary, databases } = await fleetOf(folder);
    expect(groups.map(({ id, isNorm, databases: size }) => [id, isNorm, size])).toEqual([
      ["GROUP-1", true, 3],
      ["GROUP-2", false, 1],
      ["GROUP-3", false, 1],
    ]);
    expect(groups.map(({ differences }) => differences)).toEqual([
      [],
      ["has the column users.fax"],
      ["lacks the column orders.total"],
    ]);
    expect(groups.map(({ issues }) => issues.map(({ rule }) => rule))).toEqual([
      [],
      ["unexpected-column"],
      ["missing-column"],
    ]);
    expect(databases.map(({ path, state, group }) => [path, state, group])).toEqual([
      ["tenants/ada.db", "read", "GROUP-1"],
      ["tenants/bob.db", "read", "GROUP-1"],
      ["tenants/cleo.db", "read", "GROUP-1"],
      ["tenants/dora.db", "read", "GROUP-3"],
      ["tenants/emil.db", "read", "GROUP-2"],
    ]);
    expect(summary).toEqual({
      ...{ databases: 5, unread: 0, groups: 3, outliers: 2 },
      worst: { critical: 0, high: 1, medium: 0, none: 4 },
    });
  });

  it("keeps two spellings of one schema together, and two schemas apart of which the model says the same", async () => {
    const respelt = `create table "users" ("id" integer primary key, -- who
      email text not null); create table orders (id integer primary key, user_id integer references users, total integer)`;
    const folder = fleetFolder(
      {
        "tenants/ada.db": model,
        "tenants/bob.db": respelt,
        "tenants/cleo.db": `${model} CREATE INDEX o ON orders (total);`,
      },
      {
        declared: "/* nothing of orders */ CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      },
    );
    const { groups } = await fleetOf(folder);
    expect(groups.map(({ schemas }) => schemas.map(({ example }) => example))).toEqual([
      ["tenants/ada.db", "tenants/bob.db"],
      ["tenants/cleo.db"],
    ]);
    expect(groups[1]?.differences).toEqual(["has the index o (total) of orders"]);
  });

  it("of two groups as large has the healthy one for its norm", async () => {
    const folder = fleetFolder({ "tenants/ada.db": withoutTotal, "tenants/bob.db": model });
    const { groups } = await fleetOf(folder);
    expect(groups.map(({ schemas }) => schemas[0]?.example)).toEqual(["tenants/bob.db", "tenants/ada.db"]);
    expect(groups[1]?.differences).toEqual(["lacks the column orders.total"]);
  });

  it("says of what cannot be read what analyze says, and goes on", async () => {
    const folder = fleetFolder({ "tenants/good.db": model });
    const at = (name: string) => join(folder, "tenants", name);
    writeFileSync(at("empty.db"), "");
    writeFileSync(at("letter.db"), "Dear Ada, the database is in the cupboard.");
    writeFileSync(at("broken.db"), readFileSync(at("good.db")).fill(255, 4096));
    writeFileSync(at("cut.db"), readFileSync(at("good.db")).subarray(0, 5000));
    writeFileSync(at("zip.db"), "PK\x03\x04");
    symlinkSync(at("nowhere.db"), at("dangling.db"));
    mkdirSync(at("folder.db"));
    const report = await fleetOf(folder, {
      databases: ["tenants/*.db", "tenants/folder.db/*.db", "gone.db"],
    });
    const states = report.databases.map(({ path, error }) => [path, error?.code ?? null]);
    expect(states).toEqual([
      ["gone.db", "database-missing"],
      ["tenants/broken.db", "database-corrupt"],
      ["tenants/cut.db", "database-corrupt"],
      ["tenants/dangling.db", "database-missing"],
      ["tenants/empty.db", "database-empty"],
      ["tenants/folder.db/*.db", "no-such-database"],
      ["tenants/good.db", null],
      ["tenants/letter.db", "not-a-database"],
      ["tenants/zip.db", "not-a-database"],
    ]);
    expect(fleetExitCode(report, "never")).toBe(2);
  });

  it("fails by the worst of any database, and never looks clean when one could not be read", async () => {
    const folder = fleetFolder({ "tenants/ada.db": model, "tenants/bob.db": withoutTotal });
    const report = await fleetOf(folder);
    expect((["critical", "high", "medium", "never"] as const).map((at) => fleetExitCode(report, at))).toEqual(
      [0, 1, 1, 0],
    );
    expect(
      fleetExitCode(await fleetOf(folder, { databases: ["tenants", "!tenants/bob.db"] }), "medium"),
    ).toBe(0);
    const missing = await fleetOf(folder, { databases: ["tenants", "tenants/cleo.db"] });
    expect(fleetExitCode(missing, "never")).toBe(2);
  });

  it("passes by findings that the baseline accepts", async () => {
    const folder = fleetFolder({ "tenants/bob.db": withoutTotal });
    const [finding] = (await fleetOf(folder)).groups[0]?.issues[0]?.findings ?? [];
    const entry = {
      fingerprint: finding?.fingerprint,
      rule: "missing-column",
      severity: "high",
      table: "orders",
    };
    const accepted = { ...entry, message: finding?.message, reason: "release 7", since: "2026-01-01" };
    const text = JSON.stringify({ formatVersion: 1, accepted: [accepted] });
    writeFileSync(join(folder, "doctor-baseline.json"), text);
    const report = await fleetOf(folder);
    expect([report.baseline?.accepted, fleetExitCode(report, "high")]).toEqual([1, 0]);
    expect(fleetExitCode(await fleetOf(folder, { baseline: false }), "high")).toBe(1);
  });

  it("is an error without a database, or without a model", async () => {
    const folder = fleetFolder({ "tenants/ada.db": model });
    await expect(fleetOf(folder, { databases: [] })).rejects.toMatchObject({ code: "no-fleet" });
    await expect(fleetOf(folder, { databases: ["tenants/*.db", "!tenants/*"] })).rejects.toMatchObject({
      code: "no-fleet",
    });
    await expect(fleetOf(folder, { model: ["nothing.sql"] })).rejects.toThrow("nothing.sql");
  });
});

describe("the files of a fleet", () => {
  it("are each one entry, by whatever names", async () => {
    const folder = fleetFolder({ "tenants/ada.db": model });
    symlinkSync("ada.db", join(folder, "tenants", "link.db"));
    linkSync(join(folder, "tenants", "ada.db"), join(folder, "tenants", "zweitname.db"));
    symlinkSync("tenants", join(folder, "also"));
    const { databases } = await fleetOf(folder, {
      databases: ["tenants/*.db", "./tenants/../tenants/ada.db", "also/ada.db"],
    });
    expect(databases.map(({ path, alsoAs }) => [path, alsoAs])).toEqual([
      ["also/ada.db", ["tenants/ada.db", "tenants/link.db", "tenants/zweitname.db"]],
    ]);
  });

  it("may have any name, and a file that is there is not taken for a pattern", async () => {
    const names = [
      "[a].db",
      "a b.db",
      "-rf.db",
      "ünï.db",
      "new\nline.db",
      "star*.db",
      "$(rm).db",
      "quo'te.db",
      " .db",
    ];
    const folder = fleetFolder(Object.fromEntries(names.map((name) => [`tenants/${name}`, model])));
    const shown = names.map((name) => `tenants/${name}`).sort();
    const byName = await fleetOf(folder, { databases: names.map((name) => `tenants/${name}`) });
    expect(byName.databases.map(({ path, state }) => [path, state])).toEqual(
      shown.map((path) => [path, "read"]),
    );
    const byFolder = await fleetOf(folder);
    expect(byFolder.databases.map(({ path }) => path)).toEqual(shown);
    const listed = await fleetOf(folder, { databases: [], listed: shown });
    expect(listed.databases).toEqual(byName.databases);
  });

  it("in a folder are those with the name or the content of a database, without their logs", async () => {
    const folder = fleetFolder({
      "tenants/a/ada.db": model,
      "tenants/b/bob": model,
      "tenants/.c/cleo.db": model,
    });
    const bytes = readFileSync(join(folder, "tenants/a/ada.db"));
    writeFileSync(join(folder, "tenants/a/ada.db-journal"), "");
    writeFileSync(join(folder, "tenants/readme.txt"), "hello");
    writeFileSync(join(folder, "tenants/alone.sqlite-wal"), bytes);
    const { databases, passedOver } = await fleetOf(folder);
    expect(databases.map(({ path }) => path)).toEqual([
      "tenants/a/ada.db",
      "tenants/alone.sqlite-wal",
      "tenants/b/bob",
    ]);
    expect(passedOver).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)("that may not be read are entries", async () => {
    const folder = fleetFolder({ "tenants/ada.db": model, "tenants/bob.db": model });
    chmodSync(join(folder, "tenants/bob.db"), 0);
    const { databases } = await fleetOf(folder);
    expect(databases.map(({ error }) => error?.code)).toEqual([undefined, "database-no-permission"]);
  });
});

describe("the rows of a fleet", () => {
  const orphan = `PRAGMA foreign_keys = OFF; ${model} INSERT INTO orders VALUES (1, 7, 3);`;

  it("are asked of every database with --rows, and what they show is said of that database", async () => {
    const folder = fleetFolder({ "tenants/ada.db": model, "tenants/bob.db": orphan });
    const plain = await fleetOf(folder);
    expect(plain.databases.map(({ rows }) => rows)).toEqual([null, null]);
    expect(plain.notAnalysed.map(({ what }) => what)).toEqual(["rows"]);
    const report = await fleetOf(folder, { rows: true });
    expect(report.groups).toHaveLength(1);
    expect(
      report.databases.map(({ rows }) => rows?.issues.map(({ rule, severity }) => [rule, severity])),
    ).toEqual([[], [["orphaned-rows", "critical"]]]);
    expect([fleetExitCode(plain, "critical"), fleetExitCode(report, "critical")]).toEqual([0, 1]);
  });

  it("are read with --rows also where the config reads none of a single database", async () => {
    const folder = fleetFolder({ "tenants/bob.db": orphan }, { config: { data: "off" } });
    const report = await fleetOf(folder, { rows: true });
    expect(report.databases[0]?.rows?.issues.map(({ rule }) => rule)).toEqual(["orphaned-rows"]);
  });

  it("find damage beyond the pages of the schema", async () => {
    const filled =
      `${model} INSERT INTO users SELECT value, 'u' || value FROM generate_series(1, 3000);`.replace(
        "SELECT value, 'u' || value FROM generate_series(1, 3000)",
        "WITH n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 3000) SELECT value, 'u' || value FROM n",
      );
    const folder = fleetFolder({ "tenants/ada.db": filled, "tenants/bob.db": filled });
    const path = join(folder, "tenants/bob.db");
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(255, bytes.length - 8192));
    expect((await fleetOf(folder)).summary.unread).toBe(0);
    const { databases } = await fleetOf(folder, { rows: true });
    expect(databases.map(({ error }) => error?.code)).toEqual([undefined, "database-corrupt"]);
  });
});

it("leaves the files as they are, and nothing beside them", async () => {
  const folder = fleetFolder({ "tenants/ada.db": model, "tenants/bob.db": withFax });
  makeDatabase(join(folder, "tenants/log.db"), `PRAGMA journal_mode = WAL; ${model}`);
  const tenants = join(folder, "tenants");
  const content = () =>
    readdirSync(tenants).map((name) => [name, readFileSync(join(tenants, name)).toString("base64")]);
  const before = content();
  expect((await fleetOf(folder, { rows: true })).summary.unread).toBe(0);
  expect((await fleetOf(folder)).summary.unread).toBe(0);
  expect(content()).toEqual(before);
});
