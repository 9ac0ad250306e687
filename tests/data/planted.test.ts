import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it, vi } from "vitest";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { useProgram } from "../cli/built.ts";
import { buildTown, type Description, type Fault, faults, otherFaults, tables } from "./town.ts";

vi.setConfig({ testTimeout: 300_000 });

const program = useProgram();

const rows = { city: 11_000, village: 700 };
const folders = { city: buildTown(rows.city), village: buildTown(rows.village) };
afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true });
});

type Size = keyof typeof rows;
const pathOf = (size: Size) => join(folders[size], "town.db");
const analysed = (size: Size, description: Description) =>
  analyze({ folder: folders[size], config: `${description}.json` });

/** The same by the program itself, in a process of its own. */
async function byProcess(): Promise<Report> {
  const line = [program, "analyze", "--config", "sql.json", "--format", "json"];
  const { stdout, stderr, status } = spawnSync(process.execPath, line, {
    cwd: folders.city,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect([stderr, status]).toEqual(["", 1]);
  return JSON.parse(stdout) as Report;
}

/** What is above info: the rule, the table, how many rows, and which. */
function loud({ issues }: Report): string[] {
  return issues
    .filter(({ severity }) => severity !== "info")
    .flatMap(({ rule, findings }) =>
      findings.map(({ table, query }) => `${rule} ${table}: ${query?.count} at ${query?.rowids?.join(", ")}`),
    )
    .sort();
}

/** Plants faults, works, and puts the rows back as they were. */
async function planted<T>(size: Size, plants: readonly string[], work: () => Promise<T>): Promise<T> {
  const db = new Database(pathOf(size));
  const touched = plants.map((sql) => /UPDATE (\w+) .* WHERE id = (\d+)$/s.exec(sql));
  const kept = touched.map((match) =>
    db.prepare(`SELECT * FROM ${match?.[1]} WHERE id = ${match?.[2]}`).safeIntegers().get(),
  );
  try {
    db.pragma("foreign_keys = off");
    db.pragma("ignore_check_constraints = on");
    for (const sql of plants) expect(db.prepare(sql).run().changes).toBe(1);
    db.close();
    return await work();
  } finally {
    const again = new Database(pathOf(size));
    again.pragma("foreign_keys = off");
    touched.forEach((match, i) => {
      const row = kept[i] as Record<string, unknown>;
      const names = Object.keys(row);
      again
        .prepare(
          `REPLACE INTO ${match?.[1]} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
        )
        .run(...Object.values(row));
    });
    again.close();
  }
}

/** Places that look random, and are the same in every run. */
function* places(seed: number, rowsEach: number): Generator<{ table: string; rowid: number }> {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  while (true)
    yield {
      table: tables[Math.floor(next() * tables.length)] ?? "",
      rowid: 1 + Math.floor(next() * rowsEach),
    };
}

const expected = (
  fault: Fault,
  description: Description,
  { table, rowid }: { table: string; rowid: number },
) =>
  (description === "types" ? fault.types : fault.sqlModel).map(
    (found) => `${found.split(" ")[0]} ${table}: 1 at ${rowid}`,
  );

describe.each(["types", "sql"] as const)("a town described by %s", (description) => {
  it("has nothing above info while it is clean", async () => {
    const report = await analysed("city", description);
    expect(report.issues.filter(({ severity }) => severity !== "info").map(({ title }) => title)).toEqual([]);
    expect(report.database.tables).toBe(tables.length + 2);
  });

  it("has each fault found where it was planted, and nothing else", async () => {
    const place = places(7, rows.village);
    for (const fault of faults) {
      const at = place.next().value as { table: string; rowid: number };
      const report = await planted("village", [fault.sql(at.table, at.rowid)], () =>
        analysed("village", description),
      );
      expect([fault.name, loud(report)]).toEqual([fault.name, expected(fault, description, at)]);
    }
  });

  it("has all faults found together, each in its row", async () => {
    const place = places(42, rows.city);
    const taken = new Set<string>();
    const plants = faults.map((fault) => {
      for (let i = 0; i < 1_000; i++) {
        const at = place.next().value as { table: string; rowid: number };
        if (!taken.has(`${at.table} ${fault.types[0]}`) && !taken.has(`${at.table} ${at.rowid}`)) {
          taken.add(`${at.table} ${fault.types[0]}`).add(`${at.table} ${at.rowid}`);
          return { fault, at };
        }
      }
      throw new Error("no place");
    });
    const run = description === "sql" ? byProcess : () => analysed("city", description);
    const report = await planted(
      "city",
      plants.map(({ fault, at }) => fault.sql(at.table, at.rowid)),
      run,
    );
    expect(loud(report)).toEqual(plants.flatMap(({ fault, at }) => expected(fault, description, at)).sort());
  });

  it.each(otherFaults)("has $name found, and nothing else", async ({ sql, undo, types, sqlModel }) => {
    const change = (statement: string) => {
      const db = new Database(pathOf("village"));
      db.exec(statement);
      db.close();
    };
    change(sql);
    const report = await analysed("village", description);
    change(undo);
    expect(loud(report)).toEqual(description === "types" ? types : sqlModel);
    expect(loud(await analysed("village", description))).toEqual([]);
  });
});
