import fc from "fast-check";
import { expect, test } from "vitest";
import { type Moving, Repairing } from "../plan/moving.ts";

const runs = Number(process.env.MOVES_RUNS ?? 400);
const types = ["TEXT", "INTEGER", "REAL", "NUMERIC", "BLOB", ""] as const;

const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("NULL", "'a'", "'b'", "''") },
  { weight: 2, arbitrary: fc.constantFrom("0", "1", "-7", "5", "9007199254740993", "1.5", "5.0", "1e300") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("'5'", "'0010'", "'1e3'", "'A'", "'it''s'", "x'00ff'", "x''", "'1.5'"),
  },
);

/** A column of the old table: whether it stays, and the type it has in the new table if it goes there. */
const column = fc.record({
  type: fc.constantFrom(...types),
  newType: fc.option(fc.constantFrom(...types), { nil: null }),
  stays: fc.boolean(),
  fallback: fc.constantFrom("", " DEFAULT 'd'", " DEFAULT 3"),
  backfill: fc.constantFrom(undefined, undefined, undefined, "'filled'", "0", "key_text"),
  notNull: fc.boolean(),
});

/** How the tables are joined, and so what the new key is. */
const joins = ["to source", "from source", "composite", "natural", "existing"] as const;

const split = fc.record({
  join: fc.constantFrom(...joins),
  key: fc.constantFrom("INTEGER PRIMARY KEY", "TEXT PRIMARY KEY NOT NULL", "TEXT PRIMARY KEY", "INT UNIQUE"),
  withoutRowid: fc.boolean(),
  collate: fc.constantFrom("", " COLLATE NOCASE"),
  columns: fc.array(column, { minLength: 1, maxLength: 3 }),
  rows: fc.array(
    fc.tuple(
      fc.constantFrom("NULL", "'g'", "'G'", "'h'", "3", "4"),
      fc.array(value, { minLength: 3, maxLength: 3 }),
    ),
    {
      maxLength: 6,
    },
  ),
});

type Split = typeof split extends fc.Arbitrary<infer T> ? T : never;

/** The split as SQL and tags. The key of row n is n, or kn. */
function movingOf({ join, key, withoutRowid, collate, columns, rows }: Split): Moving {
  const text = key.startsWith("TEXT");
  const options = withoutRowid && key === "TEXT PRIMARY KEY NOT NULL" ? " WITHOUT ROWID" : "";
  const own = columns.map(({ type, fallback }, i) => `c${i} ${type}${fallback}`);
  const goes = columns.map(({ newType }) => join === "existing" || newType !== null);
  // Something must move.
  goes[0] = true;
  const stay = columns.flatMap(({ type, fallback, stays }, i) =>
    stays || !goes[i] ? [`c${i} ${type}${fallback}`] : [],
  );
  const typeOf = ({ newType, type }: (typeof columns)[number]): string => newType ?? type;
  const come = columns.flatMap((one, i) =>
    goes[i] ? [`m${i} ${typeOf(one)}${one.notNull && one.backfill !== undefined ? " NOT NULL" : ""}`] : [],
  );
  const moves = Object.fromEntries(
    columns.flatMap((_, i) => (goes[i] ? [[`parts.m${i}`, `whole.c${i}`]] : [])),
  );
  const backfills = Object.fromEntries(
    columns.flatMap(({ backfill }, i) =>
      goes[i] && backfill !== undefined ? [[`parts.m${i}`, backfill]] : [],
    ),
  );
  const group = `grp ${key.startsWith("INT") ? "INTEGER" : "TEXT"}`;
  const base = [`id ${key}`, "key_text TEXT"];
  const inserts = rows.map(([grp, values], n) => {
    const list = [
      text ? `'k${n}'` : `${n + 1}`,
      `'t${n}'`,
      grp,
      ...columns.map((_, i) => values[i] ?? "NULL"),
    ];
    return `INSERT INTO whole VALUES (${list.join(", ")});`;
  });
  const actual = `CREATE TABLE whole (${[...base, group, ...own].join(", ")})${options};\n${inserts.join("\n")}`;
  const plainKey = text ? "TEXT" : "INTEGER";
  const newKey = `${plainKey} PRIMARY KEY${text ? " NOT NULL" : ""}`;
  const whole = (more: readonly string[]): string =>
    `CREATE TABLE whole (${[...base, group, ...stay, ...more].join(", ")})${options};`;
  switch (join) {
    case "to source":
      return {
        actual,
        declared: `${whole([])} CREATE TABLE parts (id ${newKey} REFERENCES whole (id), ${come.join(", ")});`,
        moves,
        backfills,
      };
    case "from source":
      return {
        actual,
        declared: `CREATE TABLE parts (id ${newKey}${collate}, ${come.join(", ")}); ${whole([`part ${plainKey} REFERENCES parts (id)`])}`,
        moves,
        backfills,
      };
    case "composite":
      return {
        actual,
        declared: `CREATE TABLE parts (a TEXT NOT NULL${collate}, b INTEGER NOT NULL, ${come.join(", ")}, PRIMARY KEY (a, b));
          ${whole(["pa TEXT", "pb INTEGER", "FOREIGN KEY (pa, pb) REFERENCES parts (a, b)"])}`,
        moves,
        backfills: { ...backfills, "parts.a": "'p-' || id", "parts.b": "1" },
      };
    case "existing": {
      const name = `name ${key.startsWith("INT") ? "INT" : "TEXT"} PRIMARY KEY NOT NULL${collate}`;
      const filled = `CREATE TABLE parts (${name}); INSERT OR IGNORE INTO parts SELECT grp FROM whole WHERE grp IS NOT NULL;`;
      const referring = whole([])
        .replace(`${group},`, `${group} REFERENCES parts (name),`)
        .replace(`${group})`, `${group} REFERENCES parts (name))`);
      const fromParts = Object.fromEntries(
        Object.entries(backfills).map(([place, sql]) => [place, sql === "key_text" ? "'f' || name" : sql]),
      );
      const declared = `CREATE TABLE parts (${name}, ${come.join(", ")}); ${referring}`;
      return {
        actual: `${actual}
${filled}`,
        declared,
        moves,
        backfills: fromParts,
      };
    }
    case "natural": {
      const named = `CREATE TABLE parts (name ${key.startsWith("INT") ? "INTEGER" : "TEXT"} PRIMARY KEY NOT NULL${collate}, ${come.join(", ")});`;
      const referring = whole([])
        .replace(`${group},`, `${group} REFERENCES parts (name),`)
        .replace(`${group})`, `${group} REFERENCES parts (name))`);
      return {
        actual,
        declared: `${named} ${referring}`,
        moves: { ...moves, "parts.name": "whole.grp" },
        backfills,
      };
    }
  }
}

const hasCopy = ({ columns, join }: Split): boolean =>
  columns.some(({ stays }) => stays) || join === "natural" || join === "existing";

test("a split loses nothing, runs exactly when its preconditions pass, and comes back as it was", () => {
  let ran = 0;
  fc.assert(
    fc.property(split, (one) => {
      const repairing = new Repairing(movingOf(one));
      fc.pre(repairing.plan.impossible.length === 0);
      const before = repairing.content();
      const { blocked } = repairing;
      const refused = repairing.repair();
      if (blocked.length === 0) expect(refused).toBeNull();
      // What is copied is asked for before alone: the old value is still there.
      else if (refused === null) {
        expect(hasCopy(one)).toBe(true);
        return;
      }
      if (refused !== null) {
        expect(repairing.content()).toEqual(before);
        return;
      }
      ran++;
      expect(repairing.db.pragma("foreign_key_check")).toEqual([]);
      expect(repairing.db.pragma("integrity_check", { simple: true })).toBe("ok");
      expect(repairing.again().steps.filter(({ safety }) => safety !== "destructive")).toEqual([]);
      expect(repairing.losses()).toEqual({});
      expect(repairing.rollBack()).toBeNull();
      expect(repairing.content()).toEqual(before);
    }),
    { numRuns: runs, ...(process.env.MOVES_SEED ? { seed: Number(process.env.MOVES_SEED) } : { seed: 20 }) },
  );
  expect(ran).toBeGreaterThan(runs / 8);
});
