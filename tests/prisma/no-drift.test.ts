import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { sources } from "../../src/sources/index.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { splitStatements, textOf } from "../../src/sql/statements.ts";
import { copyOf, createdSql, projects } from "./projects.ts";

/** What rules say, at info, of how a schema is designed; whoever made the database, it is as it was designed. */
const designs: Readonly<Record<string, readonly string[]>> = {
  accounts: ["table-without-primary-key"],
  chat: ["foreign-key-cycle"],
  clinic: ["nullable-unique-column"],
  legacy: ["table-without-primary-key", "table-without-primary-key"],
  newspaper: ["int-primary-key"],
  observatory: ["int-primary-key"],
};

/** Statements in an order of their own, white space aside. */
function statements(sql: string): string[] {
  return splitStatements(sql)
    .map((statement) => textOf(statement, sql).replace(/\s+/g, " ").replace(/;$/, "").trim())
    .sort();
}

describe.each(projects)("%s", (name) => {
  const { root, database } = copyOf(name);

  test("the SQL read out of the schema is the SQL that Prisma creates it with", async () => {
    const naming = { tables: "snake_plural", columns: "snake" } as const;
    const model = { root, patterns: ["prisma"], databaseType: null, naming };
    const { tables } = await readModel(model, sources);
    const read = [...tables, ...tables.flatMap((table) => table.indexes)].map(
      ({ sql }) => sql ?? "not whole",
    );
    expect(statements(read.join(";\n"))).toEqual(statements(createdSql(name)));
  });

  test("the database that Prisma makes gives no issue", async () => {
    const report = await analyze({ folder: root, database, model: ["prisma"] });
    expect(report.issues.map(({ rule }) => rule)).toEqual(designs[name] ?? []);
    expect(report.summary.total).toBe(0);
    expect(report.notAnalysed.filter(({ what }) => !what.startsWith("view "))).toEqual([]);
    expect(report.model.sources.map(({ kind }) => kind)).toEqual(["prisma"]);
  });
});
