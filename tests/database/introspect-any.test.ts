import fc from "fast-check";
import { expect, test } from "vitest";
import { anyTable } from "./any-table.ts";
import { schemaOf } from "./built.ts";

test("any table, however it is spelt, is read as it is meant", () => {
  fc.assert(
    fc.property(anyTable, (meant) => {
      const { tables, notAnalysed } = schemaOf(meant.sql);
      expect(notAnalysed).toEqual([]);
      // SQLite stores its own CREATE TABLE before the name.
      const read = tables.map((table) => ({ ...table, sql: meant.sql }));
      expect(read).toEqual([{ ...meant, role: "application", indexes: [] }]);
    }),
    { numRuns: 1500 },
  );
});
