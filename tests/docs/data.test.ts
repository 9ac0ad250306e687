import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { settingsOf } from "../../src/commands/project.ts";
import { analyze } from "../../src/internal.ts";

const page = readFileSync(new URL("../../docs/data.md", import.meta.url), "utf8");

/** The first block of a language. */
function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
}

describe("docs/data.md", () => {
  it("shows what its example gives", async () => {
    const folder = mkdtempSync(join(tmpdir(), "doctor-data-"));
    try {
      const database = new Database(join(folder, "shop.db"));
      database.exec(block("sql"));
      database.close();
      writeFileSync(join(folder, "model.ts"), block("ts"));
      writeFileSync(
        join(folder, "doctor.config.json"),
        '{ "database": "shop.db", "model": ["model.ts"], "history": false }',
      );
      const { issues } = await analyze({ folder });
      const found = issues
        .filter(({ severity }) => severity !== "info")
        .map(({ severity, rule, title }) => `${severity.padEnd(8)}  ${rule.padEnd(23)}  ${title}`);
      expect(found.sort()).toEqual(block("text").trim().split("\n").sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names every rule about data, and none that is not there", () => {
    const named = [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = ""]) => name);
    const known = new Set(rules.map(({ id }) => id));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const about = rules.filter(({ category }) => category === "data").map(({ id }) => id);
    expect(about.filter((id) => !named.includes(id))).toEqual([]);
  });

  it("states a config that may be written", () => {
    const folder = mkdtempSync(join(tmpdir(), "doctor-data-"));
    writeFileSync(join(folder, "doctor.config.json"), block("jsonc"));
    const [check] = settingsOf({ folder }).checks;
    rmSync(folder, { recursive: true });
    const database = new Database(":memory:");
    database.exec("CREATE TABLE orders (id, paid, total); INSERT INTO orders VALUES (1, 5, 4), (2, 4, 4)");
    expect(
      database
        .prepare(check?.sql ?? "")
        .pluck()
        .all(),
    ).toEqual([1]);
  });
});
