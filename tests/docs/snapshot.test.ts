import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { textFor } from "../snapshot/snapshots.ts";

const page = readFileSync(new URL("../../docs/snapshot.md", import.meta.url), "utf8");

const fenced = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";

it("the database of docs/snapshot.md has the snapshot that stands there", () => {
  const text = textFor(fenced("sql"));
  expect(fenced("text")).toContain("[table] orders");
  expect(text.slice(text.indexOf("-- encoding"), text.indexOf("\n\n-- [end]") + 1)).toBe(fenced("text"));
});
