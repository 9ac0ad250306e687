import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { hasShell } from "../shell.ts";
import { commandLine } from "./command-line.ts";
import type { Pair } from "./judge/pair.ts";
import { lay, look, shell, type Workbench } from "./judge/workbench.ts";

/** Rows that the declaration does not allow, what they become, and what is there again after a rollback some time later. */
export interface Case extends Pick<Pair, "actual" | "target" | "types" | "config"> {
  readonly name: string;
  readonly leave?: boolean;
  readonly query: string;
  readonly repaired: readonly unknown[][];
  /** What the application does between repair and rollback. */
  readonly since: string;
  readonly back: readonly unknown[][];
  /** What is asked after the rollback, where the names are others then. */
  readonly queryBack?: string;
  /** Whether nothing is made anew: all texts stay, in their order but for triggers of the table. */
  readonly inPlace?: true;
  /** Whether another issue of the same rows is left to a person, and gone with them. */
  readonly byHand?: true;
  /** Rules that go on reporting something afterwards: what stays for a person. */
  readonly stays?: readonly string[];
}

function found(path: string, query: string): unknown[] {
  const connection = look(path);
  connection.defaultSafeIntegers(false);
  const rows = connection.prepare(query).raw().all();
  connection.close();
  return rows;
}

/** The texts of all objects but the doctor's own, in the order in which they were made; triggers behind all others. */
function texts(path: string): unknown[] {
  const own = "sql IS NOT NULL AND name NOT LIKE '!_doctor!_%' ESCAPE '!'";
  return found(path, `SELECT sql FROM sqlite_schema WHERE ${own} ORDER BY type = 'trigger', rootpage, rowid`);
}

/** Repairs each case by --apply and by the scripts, and takes it back with edits between. */
export function judgeMended(cases: readonly Case[]): void {
  describe("mended", () => {
    let bench: Workbench;
    afterEach(() => bench.remove());

    describe.each(cases)("$name", (one) => {
      const leave = one.leave ? ["--allow-destructive"] : [];

      test("by --apply and rollback --apply, with edits between", async () => {
        bench = lay({ ...one, trap: "" });
        const before = texts(bench.database);
        const forth = await commandLine(bench.folder, "repair", "--apply", ...leave);
        // What stays for a person is a decision that the exit code asks for.
        expect(forth.out + forth.err).toContain("  applied\n");
        if (!one.stays && !one.byHand) expect(forth.code).toBe(0);
        expect(found(bench.database, one.query)).toEqual(one.repaired);
        if (one.inPlace) expect(texts(bench.database)).toEqual(before);
        const again = JSON.parse((await commandLine(bench.folder, "analyze", "--format", "json")).out);
        const loud = again.issues.filter(({ severity }: { severity: string }) =>
          /critical|high/.test(severity),
        );
        expect(loud.map(({ rule }: { rule: string }) => rule)).toEqual(one.stays ?? []);
        const connection = look(bench.database);
        connection.pragma("foreign_keys = ON");
        connection.exec(one.since);
        connection.close();
        const back = await commandLine(bench.folder, "rollback", "--apply");
        expect(back.code, back.out + back.err).toBe(0);
        expect(found(bench.database, one.queryBack ?? one.query)).toEqual(one.back);
      });

      test.skipIf(!hasShell)("by the scripts in the sqlite3 shell", async () => {
        bench = lay({ ...one, trap: "" });
        const queryBack = one.queryBack ?? one.query;
        const before = found(bench.database, queryBack);
        await commandLine(bench.folder, "repair", "--out", "scripts", ...leave);
        const run = (name: string): string =>
          shell(bench.database, readFileSync(`${bench.folder}/scripts/${name}`, "utf8")).errors;
        expect(run("repair.sql")).toBe("");
        expect(found(bench.database, one.query)).toEqual(one.repaired);
        expect(run("rollback.sql")).toBe("");
        expect(found(bench.database, queryBack)).toEqual(before);
      });
    });
  });
}

/** What is refused, and in which words: exit 1, and not a byte is changed. */
export type Refused = readonly [string, Pick<Pair, "actual" | "target" | "types" | "config">, RegExp];

/** Applies each and looks that nothing has changed. */
export function judgeRefused(refused: readonly Refused[]): void {
  let bench: Workbench;
  afterEach(() => bench.remove());

  test.each(refused)("%s", async (_, given, words) => {
    bench = lay({ ...given, name: "", trap: "" });
    const bytes = readFileSync(bench.database);
    const { code, out } = await commandLine(bench.folder, "repair", "--apply");
    expect(code, out).toBe(1);
    expect(out).toMatch(words);
    expect(out).toContain("NOT APPLIED");
    expect(readFileSync(bench.database).equals(bytes)).toBe(true);
  });
}
