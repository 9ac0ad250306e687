import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { cycles } from "../../src/evidence/cycles.ts";
import { evidenceOf } from "../engine/evidence.ts";

type Key = readonly [from: number, to: number];

/** The rings of tables with these keys, none of which the model names. */
function ringsOf(count: number, keys: readonly Key[]): string[][] {
  const db = new Database(":memory:");
  for (let i = 0; i < count; i++) {
    const columns = keys.flatMap(([from, to], k) => (from === i ? [`, k${k} REFERENCES t${to}`] : []));
    db.exec(`CREATE TABLE t${i} (id INTEGER PRIMARY KEY${columns.join("")})`);
  }
  const actual = introspect(db);
  const unmanaged = actual.tables.map(({ name }) => ({ kind: "table" as const, name }));
  return cycles(evidenceOf({ actual, changed: { unmanaged } })).map(({ tables }) => [...tables]);
}

/** The tables that a table reaches by one key or more. */
function reachedFrom(start: number, keys: readonly Key[]): Set<number> {
  const reached = new Set<number>();
  for (let size = -1; size < reached.size; ) {
    size = reached.size;
    for (const [from, to] of keys) if (from === start || reached.has(from)) reached.add(to);
  }
  return reached;
}

describe("rings of foreign keys", () => {
  it("are told one for each set of tables that reach each other, and no others, whatever leads into them", () => {
    const table = fc.nat(7);
    fc.assert(
      fc.property(fc.array(fc.tuple(table, table), { maxLength: 16 }), (drawn) => {
        const keys = drawn.filter(([from, to]) => from !== to);
        const reached = Array.from({ length: 8 }, (_, i) => reachedFrom(i, keys));
        const together = (i: number) =>
          reached.flatMap((others, j) => (reached[i]?.has(j) && others.has(i) ? [j] : []));
        const sets = new Set(reached.flatMap((others, i) => (others.has(i) ? [together(i).join(" ")] : [])));
        const rings = ringsOf(8, drawn).map((ring) => ring.map((name) => Number(name.slice(1))));
        for (const ring of rings)
          for (const [at, from] of ring.entries())
            expect(keys).toContainEqual([from, ring[(at + 1) % ring.length]]);
        const found = rings.map(([first = -1]) => together(first).join(" "));
        expect(found.toSorted()).toEqual([...sets].toSorted());
      }),
    );
  });
});
