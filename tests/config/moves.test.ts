import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { deniedMoves, withMoves } from "../../src/config/moves.ts";
import { declaredBy } from "../diff/drift.ts";
import { project, refusal } from "./project.ts";

const library = declaredBy(
  "CREATE TABLE books (id INTEGER PRIMARY KEY); CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);",
);

function movedFrom(moves: Record<string, Record<string, string | false>>): (string | undefined)[] {
  const { tables } = withMoves(library, { moves });
  return tables.flatMap((table) => table.columns.map((column) => column.movedFrom));
}

describe("moves of the config", () => {
  it("say where a column's values are", () => {
    expect(movedFrom({ Authors: { NAME: "books.author" } })).toEqual([undefined, undefined, "books.author"]);
  });

  it("that are denied say nothing of the model, and are listed for the suspicions", () => {
    const moves = { authors: { name: false, id: "books.id" } } as const;
    expect(movedFrom(moves)).toEqual([undefined, "books.id", undefined]);
    expect(Object.entries(deniedMoves(moves))).toEqual([["authors", ["name"]]]);
  });

  it.each([
    ["an unknown table", { author: { name: "books.author" } }, 'Did you mean "authors"?'],
    ["an unknown column", { authors: { nmae: "books.author" } }, 'Did you mean "name"?'],
    ["a source without a table", { authors: { name: "author" } }, 'moves.authors.name is "author"'],
    ["a source without a column", { authors: { name: "books." } }, 'Allowed: "table.column"'],
  ])("refuse %s", (_, moves, words) => {
    expect(refusal(() => movedFrom(moves)).message).toContain(words);
  });

  it("do not contradict a tag", () => {
    const tagged = withMoves(library, { moves: { authors: { name: "books.author" } } });
    const twice = () => withMoves(tagged, { moves: { authors: { name: "books.writer" } } });
    expect(refusal(twice).code).toBe("config-conflict");
    expect(withMoves(tagged, { moves: { authors: { name: "books.author" } } })).toEqual(tagged);
  });

  it("are read from the file, and anything but a text or false is an error there", () => {
    const folder = project({
      "doctor.config.json": '{ "moves": { "authors": { "name": "books.author" } } }',
    });
    const { config } = loadConfig({ folder });
    expect(Object.entries(config.moves).map(([table, map]) => [table, { ...map }])).toEqual([
      ["authors", { name: "books.author" }],
    ]);
    const wrong = project({ "doctor.config.json": '{ "moves": { "authors": { "name": true } } }' });
    expect(refusal(() => loadConfig({ folder: wrong })).message).toContain("moves.authors.name is true");
  });
});
