import { describe, expect, it } from "vitest";
import { erDiagram } from "../../reports/layout/er-diagram.ts";
import type { ReportedTable } from "../../src/reporting/report.ts";
import { hostileNames } from "./hostile.ts";

function table(name: string, facets: Partial<ReportedTable> = {}): ReportedTable {
  return {
    name,
    change: "created",
    columns: [{ name: "id", type: "INTEGER", key: true, change: "added" }],
    references: [],
    ...facets,
  };
}

describe("the diagram of what changes", () => {
  it("shows all columns of a new table and its references", () => {
    expect(erDiagram([table("orders", { references: [{ columns: ["user_id"], parent: "users" }] })])).toBe(
      [
        "erDiagram",
        '    "orders" {',
        '        INTEGER id PK "added"',
        "    }",
        '    "orders" }o--|| "users" : "user_id"',
      ].join("\n"),
    );
  });

  it("shows of a table that stays its key and what changes", () => {
    const columns = [
      { name: "id", type: "INTEGER", key: true, change: "none" },
      { name: "name", type: "TEXT", key: false, change: "none" },
      { name: "email", type: "VARCHAR(40)", key: false, change: "renamed" },
    ] as const;
    expect(erDiagram([table("users", { change: "altered", columns })])).toBe(
      [
        "erDiagram",
        '    "users" {',
        "        INTEGER id PK",
        '        VARCHAR(40) email "renamed"',
        "    }",
      ].join("\n"),
    );
  });

  it("takes two spellings of one table for one, and keeps two tables apart that Mermaid cannot tell apart", () => {
    const diagram = erDiagram([
      table("a|b"),
      table("a`b"),
      table("orders", { references: [{ columns: ["x"], parent: "A|B" }] }),
    ]);
    expect(diagram).toContain('"a_b" {');
    expect(diagram).toContain('"a_b (2)" {');
    expect(diagram).toContain('"orders" }o--|| "a_b" :');
  });

  it("is not drawn of nothing, nor of more than can be read", () => {
    expect(erDiagram([])).toBeNull();
    expect(erDiagram(Array.from({ length: 41 }, (_, index) => table(`table_${index}`)))).toBeNull();
  });

  // The grammar of https://github.com/mermaid-js/mermaid (erDiagram.jison), as far as the diagram uses it.
  const label = '"[^"%\\\\\\n\\r]+"';
  const word = "[A-Za-z][A-Za-z0-9_()\\[\\]-]*";
  const line = new RegExp(
    `^( {4}${label} \\{| {8}${word} ${word}( PK)?( "[^"\\n]*")?| {4}\\}| {4}${label} \\}o--\\|\\| ${label} : "[^"\\n]*")$`,
  );

  it.each(hostileNames)("of a name like %j keeps to Mermaid's grammar", (name) => {
    const columns = [{ name, type: name, key: true, change: "added" }] as const;
    const [first, ...others] = (
      erDiagram([table(name, { columns, references: [{ columns: [name], parent: name }] })]) ?? ""
    ).split("\n");
    expect(first).toBe("erDiagram");
    expect(others).toHaveLength(4);
    for (const text of others) expect(text).toMatch(line);
    expect(others[1]).not.toMatch(/ (pk|fk|uk)( |$)/);
  });
});
