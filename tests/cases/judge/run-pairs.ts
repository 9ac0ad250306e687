import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasShell } from "../../shell.ts";
import { judge } from "./judge.ts";
import type { Pair } from "./pair.ts";

const folder = new URL("../pairs/", import.meta.url);

/** Judges every pair of every second theme, from the first or the second on: two test files run side by side. */
export async function judgePairs(part: 0 | 1): Promise<void> {
  const themes = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  for (const theme of themes.sort().filter((_, i) => i % 2 === part)) {
    const exported = (await import(new URL(theme, folder).href)) as Readonly<
      Record<string, Pair | readonly Pair[]>
    >;
    describe.skipIf(!hasShell)(theme.replace(".ts", ""), () => {
      for (const pair of Object.values(exported).flat())
        it(`${pair.name}: ${pair.trap}`, async () => {
          expect(await judge(pair)).toEqual([]);
        });
    });
  }
}
