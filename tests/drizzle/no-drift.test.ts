import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { sources } from "../../src/sources/index.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { splitStatements, textOf } from "../../src/sql/statements.ts";
import { copyOf, kitSql, projects } from "./projects.ts";

/** Rules that judge how a schema is designed, whoever made the database: info in a complete declaration. */
const designs = ["table-without-primary-key", "nullable-unique-column", "foreign-key-cycle"];

/** Statements in an order of their own, white space aside. */
function statements(sql: string): string[] {
  return splitStatements(sql)
    .map((statement) => textOf(statement, sql).replace(/\s+/g, " ").replace(/;$/, "").trim())
    .sort();
}

describe.each(projects)("%s", (name) => {
  const { root, database } = copyOf(name);

  test("the SQL read out of the source is the SQL that drizzle-kit generates", async () => {
    const naming = { tables: "snake_plural", columns: "snake" } as const;
    const model = { root, patterns: ["drizzle.config.ts"], databaseType: null, naming };
    const { tables, views } = await readModel(model, sources);
    const indexes = tables.flatMap((table) => table.indexes);
    const read = [...tables, ...indexes, ...views].map(({ sql }) => sql ?? "not whole").join(";\n");
    expect(statements(read)).toEqual(statements(kitSql(name)));
  });

  test("the database that drizzle-kit makes gives no issue", async () => {
    const report = await analyze({ folder: root, database });
    const drift = report.issues.filter(({ rule }) => !designs.includes(rule));
    expect(drift.map(({ title, findings }) => [title, findings])).toEqual([]);
    const left = report.notAnalysed.filter(({ what }) => what !== "tables of pg-core");
    expect(left).toEqual([]);
    expect(report.model.sources.map(({ kind }) => kind)).toEqual(["drizzle"]);
  });
});
