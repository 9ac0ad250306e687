import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasShell } from "../shell.ts";
import { judge } from "./judge/judge.ts";
import type { Pair } from "./judge/pair.ts";

const folder = new URL("./pairs/", import.meta.url);
const themes = readdirSync(folder).filter((file) => file.endsWith(".ts"));

for (const theme of themes) {
  const exported = (await import(new URL(theme, folder).href)) as Readonly<
    Record<string, Pair | readonly Pair[]>
  >;
  const pairs = Object.values(exported).flat();
  describe.skipIf(!hasShell)(theme.replace(".ts", ""), () => {
    for (const pair of pairs)
      it(`${pair.name}: ${pair.trap}`, async () => {
        expect(await judge(pair)).toEqual([]);
      });
  });
}
