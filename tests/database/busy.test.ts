import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { startProcess } from "./other-process.ts";
import { buildDatabase } from "./sample.ts";

/** Two accounts between which money moves: every committed state has the same sum and the same count of moves. */
const bank = `CREATE TABLE accounts (id INTEGER PRIMARY KEY, amount INTEGER, note TEXT);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400)
  INSERT INTO accounts SELECT i, 100, hex(randomblob(300)) FROM n;`;

/** Moves money without pause and without patience, and prints every failure. */
const teller = `
  let failures = 0, moves = 0;
  const move = db.transaction(() => {
    db.exec("UPDATE accounts SET amount = amount - 1, note = hex(randomblob(300)) WHERE id % 2 = 0");
    db.exec("UPDATE accounts SET amount = amount + 1, note = hex(randomblob(300)) WHERE id % 2 = 1");
  });
  const step = () => {
    try { move.immediate(); moves++; } catch (error) { failures++; console.log("FAILED " + error.message); }
    if (moves % 20 === 0) console.log("MOVES " + moves);
    setTimeout(step, 1);
  };
  step();`;

describe("while another process writes without pause", () => {
  test.each(["delete", "truncate", "persist", "wal"])(
    "in journal mode %s every copy is whole and no write fails",
    async (mode) => {
      const path = buildDatabase(`PRAGMA journal_mode = ${mode}; ${bank}`);
      const other = await startProcess(
        path,
        `db.pragma("journal_mode = ${mode}"); db.pragma("synchronous = off"); db.pragma("wal_autocheckpoint = 20"); ${teller}`,
      );
      const seen = new Set<number>();
      for (let i = 0; i < 25; i++) {
        const { connection, close, isPrivate } = openDatabase(path);
        expect(isPrivate).toBe(true);
        expect(connection.prepare("SELECT count(*), sum(amount) FROM accounts").raw().get()).toEqual([
          400, 40_000,
        ]);
        expect(connection.pragma("integrity_check", { simple: true })).toBe("ok");
        seen.add(Number(connection.prepare("SELECT amount FROM accounts WHERE id = 1").pluck().get()));
        close();
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      expect(seen.size).toBeGreaterThan(5);
      expect(other.output()).toContain("MOVES");
      expect(other.output()).not.toContain("FAILED");
      await other.end();
      expect(readdirSync(dirname(path)).filter((name) => !name.endsWith("-journal"))).toEqual(["shop.db"]);
    },
  );
});
