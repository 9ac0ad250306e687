import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Casing } from "../../src/typescript/drizzle/casing.ts";
import { bothWays } from "../typescript/drizzle/both-ways.ts";
import { fragments, preamble, sharedFile } from "../typescript/drizzle/fragments.ts";
import { changes, mutated } from "../typescript/drizzle/mutation.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 150);
const casing = fc.constantFrom<Casing>(null, "snake_case", "camelCase");
/** Keeps two pieces of a schema so far from each other that they are parsed apart. */
const far = `\n/*${" ".repeat(17_000)}*/\n`;

/** What others lean on. */
const first = fragments.slice(0, 1);
const some = fc.shuffledSubarray(fragments.slice(1), { minLength: 1, maxLength: 8 });

describe("a schema of Drizzle", () => {
  it("says by its syntax alone what it says to the compiler, or nothing", { timeout: 600_000 }, () => {
    let plain = 0;
    fc.assert(
      fc.property(some, some, changes, fc.nat(9), casing, (own, theirs, made, which, spelt) => {
        const touched = (file: number, text: string): string =>
          which < 5 && file === which ? mutated(text, made) : text;
        const between = which % 2 === 0 ? "\n" : far;
        const lines = which % 3 === 0 ? "\r\n" : "\n";
        const files = {
          "schema.ts": preamble + touched(0, [...first, ...own].join(between)).replaceAll("\n", lines),
          "shared.ts": touched(1, sharedFile),
          "tables/more.ts": preamble.replaceAll('"./', '"../') + touched(2, [...first, ...theirs].join("\n")),
        };
        const read = bothWays(files, spelt);
        if (!read.plain || read.isBroken) return;
        plain++;
        expect([files, read.plain]).toEqual([files, read.compiled]);
      }),
      { numRuns: runs },
    );
    expect(plain).toBeGreaterThan(runs / 10);
    if (process.env.SHOW) process.stderr.write(`plain ${plain} of ${runs}\n`);
  });
});
