import fc from "fast-check";
import { expect, test } from "vitest";
import { diffChecks } from "../../src/diff/checks.ts";
import { diffColumns } from "../../src/diff/columns.ts";
import { diffUniqueness } from "../../src/diff/uniqueness.ts";
import { declareTable, isMadeFrom } from "../../src/schema/declare.ts";
import { quoteName } from "../../src/sql/quote.ts";
import { anyTable } from "../database/any-table.ts";
import { tableOf } from "../database/built.ts";

const indexes = fc.array(fc.record({ unique: fc.boolean(), descending: fc.boolean(), column: fc.nat() }), {
  maxLength: 4,
});

test("a declaration differs in nothing from the table that it was made from", () => {
  fc.assert(
    fc.property(anyTable, indexes, (meant, wanted) => {
      const created = wanted.map(({ unique, descending, column }, i) => {
        const { name } = meant.columns[column % meant.columns.length] ?? { name: "" };
        const kind = unique ? "UNIQUE INDEX" : "INDEX";
        return `CREATE ${kind} index_${i} ON ${quoteName(meant.name)} (${quoteName(name)}${descending ? " DESC" : ""})`;
      });
      const table = tableOf([meant.sql, ...created].join(";"), meant.name);
      const declared = declareTable(table);
      expect(isMadeFrom(declared, table)).toBe(true);
      for (const { changes, spellings } of [
        diffColumns(declared, table),
        diffUniqueness(declared, table),
        diffChecks(declared, table),
      ])
        expect([changes, spellings]).toEqual([[], []]);
    }),
    { numRuns: 500 },
  );
});
