import { describe, expect, it } from "vitest";
import { onlyQuery } from "./application.ts";

const runs = (code: string) =>
  onlyQuery(code).runs.map(({ method, location, bound }) => [
    method,
    location.line - 2,
    bound?.places ?? null,
  ]);

const select = 'db.prepare("SELECT title FROM books WHERE id = ?")';

describe("where a prepared statement is run", () => {
  it("is right behind, through what is switched on it", () => {
    expect(runs(`${select}.get(1);`)).toEqual([["get", 1, 1]]);
    expect(runs(`${select}.pluck().all(1);`)).toEqual([["all", 1, 1]]);
    expect(runs(`${select}.bind(1).safeIntegers().iterate();`)).toEqual([["iterate", 1, null]]);
  });

  it("is wherever the variable that holds it is used", () => {
    expect(
      runs(`const find = ${select};
        export const one = (id: number) => find.get(id);
        export const all = (id: number) => find.raw().all(id);`),
    ).toEqual([
      ["get", 2, 1],
      ["all", 3, 1],
    ]);
  });

  it("is wherever the property that holds it is used", () => {
    expect(
      runs(`class Books {
        readonly #find = ${select};
        one(id: number) { return this.#find.get(id); }
      }`),
    ).toEqual([["get", 3, 1]]);
    expect(
      runs(`const statements = { find: ${select} };
        statements.find.get(1);`),
    ).toEqual([["get", 2, 1]]);
    expect(
      runs(`class Books {
        private find;
        constructor() { this.find = ${select}; }
        one(id: number) { return this.find.get(id); }
      }`),
    ).toEqual([["get", 4, 1]]);
  });

  it("is wherever a variable that is filled late is used", () => {
    expect(
      runs(`let find: import("better-sqlite3").Statement | undefined;
        export function one(id: number) {
          find ??= ${select};
          return find.get(id);
        }`),
    ).toEqual([["get", 4, 1]]);
  });

  it("is behind the call of a function that gives it, from a store as well", () => {
    const given = 'const list = (id: number) => statement("SELECT title FROM books WHERE id = ?").all(id);';
    expect(runs(`const statement = (sql: string) => db.prepare(sql);\n${given}`)).toEqual([["all", 2, 1]]);
    const stored = `const kept = new Map();
        function statement(sql: string) {
          let found = kept.get(sql);
          if (!found) {
            found = db.prepare(sql);
            kept.set(sql, found);
          }
          return found;
        }`;
    expect(runs(`${stored}\n${given}`)).toEqual([["all", 10, 1]]);
    // One that runs it gives no statement.
    const running = "const statement = (sql: string, ...values: number[]) => db.prepare(sql).all(...values);";
    expect(runs(`${running}\nconst list = statement("SELECT title FROM books WHERE id = ?", 1);`)).toEqual([
      ["prepare", 2, 1],
    ]);
  });

  it("is nowhere for a variable of the same name", () => {
    expect(
      runs(`export function one(id: number) { const find = ${select}; return find.get(id); }
        export function other(find: Map<number, string>, id: number) { return find.get(id); }`),
    ).toEqual([["get", 1, 1]]);
  });
});

describe("what is bound", () => {
  const bound = (args: string, before = "") => onlyQuery(`${before}\n${select}.get(${args});`).runs[0]?.bound;

  it("is counted by place, and named by name", () => {
    expect(bound("1, 'a'")).toEqual({ places: 2, names: [], unbindable: [] });
    expect(bound("[1, 2, 3]")).toEqual({ places: 3, names: [], unbindable: [] });
    expect(bound("{ id: 1, title: 'a' }")).toEqual({ places: 0, names: ["id", "title"], unbindable: [] });
    expect(bound("id", "const id = 7;")).toEqual({ places: 1, names: [], unbindable: [] });
    expect(bound("")).toEqual({ places: 0, names: [], unbindable: [] });
  });

  it("is told by its type where some drivers refuse that", () => {
    const given = "declare const sold: boolean, day: Date | null, either: boolean | number, all: any;";
    expect(bound("sold, day, either, all", given)?.unbindable).toEqual([
      { at: "value 1", kind: "boolean" },
      { at: "value 2", kind: "Date" },
    ]);
    expect(bound("{ sold, on: day }", given)?.unbindable).toEqual([
      { at: "sold", kind: "boolean" },
      { at: "on", kind: "Date" },
    ]);
  });

  it("is not known of lists and objects that are made elsewhere", () => {
    expect(bound("...ids", "declare const ids: number[];")).toBeNull();
    expect(bound("book", "declare const book: { id: number };")).toBeNull();
    expect(bound("{ ...book }", "declare const book: { id: number };")).toBeNull();
    expect(bound("ids", "declare const ids: number[];")).toBeNull();
    expect(bound("1, ids", "declare const ids: number[];")).toBeNull();
  });
});
