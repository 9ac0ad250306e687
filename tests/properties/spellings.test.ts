import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "../../src/diff/diff.ts";
import { declareScripts } from "../../src/sources/sql.ts";
import { anyTable } from "../database/any-table.ts";
import { schemaOf } from "../database/built.ts";
import { Speller } from "../database/spelling.ts";
import { respelt } from "./respelt.ts";

/** What differs between a declaration and the database that another text makes. */
function differences(declared: string, actual: string): unknown {
  const { changes, spellings, suspicions, notAnalysed } = diffSchemas(
    declareScripts([{ file: "schema.sql", sql: declared }]),
    schemaOf(actual),
    { ignore: [], denied: { tables: [], columns: {} } },
  );
  return { changes, spellings, suspicions, notAnalysed };
}

const none = { changes: [], spellings: [], suspicions: [], notAnalysed: [] };
const choices = fc.array(fc.nat(), { minLength: 50, maxLength: 300, size: "max" });

describe("any table", () => {
  it("has no drift from its own declaration", () => {
    fc.assert(
      fc.property(anyTable, ({ sql }) => {
        expect(differences(sql, sql)).toEqual(none);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("has no drift from another text that means the same, whichever side has which", () => {
    fc.assert(
      fc.property(anyTable, choices, (meant, numbers) => {
        const other = respelt(meant, new Speller(numbers));
        expect([other, differences(meant.sql, other)]).toEqual([other, none]);
        expect([other, differences(other, meant.sql)]).toEqual([other, none]);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
