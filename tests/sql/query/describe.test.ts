import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { introspect } from "../../../src/database/introspect.ts";
import { readable } from "../../../src/sql/query/catalogue.ts";
import { describeStatement } from "../../../src/sql/query/describe.ts";
import type { Given } from "../../../src/sql/query/given.ts";
import { readQuery } from "../../../src/sql/query/read.ts";
import { knownSelects } from "../../cases/selects/index.ts";
import type { Kind, KnownSelect } from "../../cases/selects/known-select.ts";

/** What is said of each column of a statement, or null. */
function said({ schema, sql }: KnownSelect): (Given | null)[] {
  const connection = new Database(":memory:");
  try {
    connection.exec(schema);
    const tree = readQuery(sql);
    const described = tree && describeStatement(tree, readable(introspect(connection)));
    return described?.map(({ value }) => value) ?? [];
  } finally {
    connection.close();
  }
}

const kindOf = ({ classes }: Given): Kind => {
  if (classes === null || classes.size === 0) return "any";
  const kinds = new Set(
    [...classes].map((one) => (one === "text" ? "string" : one === "blob" ? "bytes" : "number")),
  );
  const [only] = kinds;
  return kinds.size === 1 && only ? only : "any";
};

describe("what a statement returns", () => {
  it.each(knownSelects.map((known) => [known.name, known] as const))(
    "is never said wrongly: %s",
    (_, known) => {
      const values = said(known);
      const wrong = known.columns.flatMap(({ name, kind, nullable }, i) => {
        const value = values[i];
        if (!value) return [];
        const found = kindOf(value);
        return [
          ...(value.nullable !== null && value.nullable !== nullable
            ? [`${name} can ${nullable ? "" : "not "}be NULL`]
            : []),
          ...(found !== "any" && found !== kind ? [`${name} is ${kind}, not ${found}`] : []),
        ];
      });
      expect(wrong).toEqual([]);
    },
  );

  it("is said of more than 95 of 100 columns", () => {
    const unknown = knownSelects.flatMap((known) => {
      const values = said(known);
      return known.columns.flatMap(({ name }, i) =>
        typeof values[i]?.nullable === "boolean" ? [] : [`${known.name}: ${name}`],
      );
    });
    const columns = knownSelects.reduce((sum, known) => sum + known.columns.length, 0);
    expect(unknown.length / columns).toBeLessThan(0.05);
  });
});
