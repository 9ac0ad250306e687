import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasShell } from "../shell.ts";
import { commandLine } from "./command-line.ts";
import { lay, shell, type Workbench } from "./judge/workbench.ts";
import { objectTraps } from "./traps/objects.ts";
import { rowTraps } from "./traps/rows.ts";
import type { Trap } from "./traps/trap.ts";

let bench: Workbench;
afterEach(() => bench.remove());

const seen = (path: string, query: string): unknown[] => {
  const connection = new Database(path, { readonly: true });
  try {
    return connection.prepare(query).raw().all();
  } finally {
    connection.close();
  }
};

/** Runs SQL as better-sqlite3 opens a database, foreign keys on; returns what went wrong. */
function careless(path: string, { careless: sql, inShell }: Trap): string {
  if (inShell) return shell(path, sql).errors;
  const connection = new Database(path);
  try {
    connection.exec(sql);
    return "";
  } catch (error) {
    return String(error);
  } finally {
    connection.close();
  }
}

describe.each([...rowTraps, ...objectTraps])("$name", (trap) => {
  beforeEach(() => {
    bench = lay({ ...trap, trap: trap.name });
  });

  test.skipIf(trap.inShell && !hasShell)("is real: a careless repair walks into it", () => {
    const copy = bench.copy("careless.db");
    const error = careless(copy, trap);
    if (trap.harm !== "changes") expect(error).toMatch(trap.harm);
    else {
      expect(error).toBe("");
      const { query, rows } = trap.finds ?? { query: trap.sees, rows: seen(bench.database, trap.sees) };
      expect(seen(copy, query)).not.toEqual(rows);
    }
  });

  test("is not met by repair --apply, nor by rollback --apply", async () => {
    const before = seen(bench.database, trap.sees);
    const repair = await commandLine(bench.folder, "repair", "--apply");
    expect(repair, repair.err).toMatchObject({ code: 0 });
    expect(seen(bench.database, trap.sees)).toEqual(before);
    if (trap.finds) expect(seen(bench.database, trap.finds.query)).toEqual(trap.finds.rows);
    const again = await commandLine(bench.folder, "analyze");
    expect(again.out).not.toMatch(/CRITICAL|HIGH/);
    const rollback = await commandLine(bench.folder, "rollback", "--apply");
    expect(rollback, rollback.err).toMatchObject({ code: 0 });
    expect(seen(bench.database, trap.sees)).toEqual(before);
  });
});
