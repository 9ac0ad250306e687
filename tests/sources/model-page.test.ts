import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { indexName, printIndex, printTable } from "../../src/sql/print-table.ts";
import { declare, failure } from "./project.ts";

/** An example of docs/model.md: types, and the SQL or the message they lead to. */
interface PageExample {
  readonly line: number;
  readonly exported: boolean;
  readonly source: string;
  readonly kind: string;
  readonly result: string;
}

const page = readFileSync(new URL("../../docs/model.md", import.meta.url), "utf8");
const fences = [...page.matchAll(/^```(\w+)( exported)?\n([\s\S]*?)^```$/gm)];
const examples = fences.flatMap(([, kind, exported, source], index): PageExample[] => {
  if (kind !== "ts" || source === undefined) return [];
  const next = fences[index + 1];
  const line = page.slice(0, fences[index]?.index).split("\n").length;
  return [
    {
      line,
      exported: exported !== undefined,
      source,
      kind: next?.[1] ?? "",
      result: (next?.[3] ?? "").trim(),
    },
  ];
});

async function printed({ source, exported }: PageExample): Promise<string> {
  const { tables } = await declare(source, exported ? { patterns: ["exported:model.ts"] } : {});
  const statements = tables.flatMap((table) => [
    printTable(table),
    ...table.indexes.map((index) =>
      printIndex(table.name, index, index.name ?? indexName(table.name, index)),
    ),
  ]);
  return statements.join(";\n");
}

test("docs/model.md has an example of everything, each with its result", () => {
  expect(examples.length).toBeGreaterThanOrEqual(11);
  expect(examples.filter(({ kind }) => kind !== "sql" && kind !== "text")).toEqual([]);
});

test.each(examples.filter(({ kind }) => kind === "sql"))(
  "the example at line $line declares its SQL",
  async (example) => {
    expect(await printed(example)).toBe(example.result);
    const database = new Database(":memory:");
    database.exec(example.result);
    database.close();
  },
);

test.each(examples.filter(({ kind }) => kind === "text"))(
  "the example at line $line ends with its message",
  async ({ source, result }) => {
    expect(await failure(source)).toContain(result);
  },
);
