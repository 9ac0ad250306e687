import { expect, test } from "vitest";
import { diffSchemas } from "../../src/diff/diff.ts";
import { declaredBy, schemaOf } from "./drift.ts";

test("a column whose values are to be moved says that they are not, yet", () => {
  const sql = "CREATE TABLE generations (id INTEGER PRIMARY KEY, moral TEXT);";
  const declared = declaredBy(sql);
  const tables = declared.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.name === "moral" ? { ...column, movedFrom: "stories.moral" } : column,
    ),
  }));
  const none = { ignore: [], denied: { tables: [], columns: {} } };
  expect(diffSchemas({ ...declared, tables }, schemaOf(sql), none).notAnalysed).toMatchObject([
    { what: "@movedFrom of column generations.moral" },
  ]);
});
