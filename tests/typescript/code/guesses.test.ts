import { describe, expect, it } from "vitest";
import { queriesOf, read, textsOf, unreadOf } from "./application.ts";

const shown = (files: Parameters<typeof read>[0]) =>
  read(files).queries.map(({ driver, role, texts }) => `${driver} ${role}: ${texts.join(" | ")}`);

describe("what is not analysed", () => {
  it("is a call whose SQL is put together at run time, with its place", () => {
    expect(
      unreadOf(`export function ask(request: { body: string }) {
        return db.prepare(request.body).all();
      }
      ask(JSON.parse("{}"));`),
    ).toEqual(["SQL in a call :4 its SQL is put together at run time"]);
    expect(unreadOf("db.exec(process.env.SCRIPT);")).toEqual([
      "SQL in a call :1 its SQL is put together at run time",
    ]);
  });

  it("is a function that hands on what nobody in the project gives it", () => {
    expect(unreadOf("export const all = (sql: string) => db.prepare(sql).all();")).toEqual([
      "SQL in all :1 its SQL is a parameter, and no call was found that hands it over",
    ]);
  });

  it("is no call of a driver with a text that is known, however misspelt", () => {
    expect(textsOf('db.prepare("SELET title FROM books");')).toEqual([["SELET title FROM books"]]);
    expect(unreadOf('db.prepare("SELET title FROM books");')).toEqual([]);
  });

  it("is the call of a function that hands on what it is given, not the function", () => {
    expect(
      unreadOf(`const all = (sql: string) => db.prepare(sql).all();
        all("SELECT title FROM books");
        all(process.argv.join(" "));`),
    ).toEqual(["SQL in a call :3 its SQL is put together at run time"]);
  });

  it("is never a call of something that is no database", () => {
    expect(
      unreadOf(`declare const cache: any; declare const key: string;
        cache.get(key); cache.run(() => {}); new Map<string, string>().get(key);`),
    ).toEqual([]);
  });
});

describe("what nothing but a name tells of", () => {
  const app = (code: string): Readonly<Record<string, string>> => ({ "src/app.ts": code });

  it("is a statement where the first thing handed over is one", () => {
    const code = "declare const store: any;\n";
    for (const method of ["mutate", "first", "select", "fetchRows", "row", "scalar"])
      expect(shown(app(`${code}store.${method}("SELECT id FROM books");`)), method).toEqual([
        "unknown run: SELECT id FROM books",
      ]);
    expect(shown(app(`${code}store.shelve("SELECT id FROM books");`))).toEqual([]);
  });

  it("is seen through a function whose parameter is called as SQL is", () => {
    const code = `declare const store: any;
      function pick(sqlOrQuery: string | { sql: string }) {
        let sql = "";
        if (typeof sqlOrQuery === "string") sql = sqlOrQuery; else sql = sqlOrQuery.sql;
        return store.selectAll(sql, []);
      }
      pick("SELECT id FROM books"); pick("SELECT id FROM loans");`;
    expect(shown(app(code))).toEqual([
      "unknown run: SELECT id FROM books",
      "unknown run: SELECT id FROM loans",
    ]);
    expect(shown(app(code.replaceAll("sqlOrQuery", "given")))).toEqual([
      "unknown run: SELECT id FROM books | SELECT id FROM loans",
    ]);
  });

  it("says nothing of what is no statement, also in a list", () => {
    expect(
      unreadOf(`class Agent { id = 1; }
        async function score(agent: Agent) { return db.prepare("SELECT 1").all(agent.id); }
        declare const agents: Agent[]; declare const cache: any;
        function keep(agent: Agent) { cache.run(agent.id); }
        void Promise.all(agents.map(async (agent) => score(agent))); agents.forEach((agent) => keep(agent));`),
    ).toEqual([]);
  });
});

it("loses no statement of a call that more texts reach than are looked at", () => {
  const many = Array.from({ length: 50 }, (_, i) => `shelve("DELETE FROM books WHERE shelf = ${i}");`);
  const code = `declare const store: any;
    function shelve(text: string) { store.run(text + (late ? " -- now" : " -- then")); }
    declare const late: boolean;\n${many.join("\n")}`;
  const found = read({ "app.ts": code });
  const texts = found.queries.flatMap((query) => query.texts);
  const isFound = (i: number): boolean =>
    texts.some((text) => text.startsWith(`DELETE FROM books WHERE shelf = ${i} `));
  const lines = new Set(found.notAnalysed.map(({ location }) => location?.line));
  for (const i of many.keys()) expect(isFound(i) || lines.has(i + 4), `${i}`).toBe(true);
  expect(lines.size).toBeGreaterThan(0);
});

it("finds a template that is handed over with its tag once, its values bound", () => {
  const code = `declare const sql: any; declare const id: number;\ndb.prepare(sql\`SELECT title FROM books WHERE id = \${id}\`);`;
  const found = queriesOf(code);
  expect(found.map(({ texts, driver }) => [driver, ...texts])).toEqual([
    ["better-sqlite3", "SELECT title FROM books WHERE id = ?"],
  ]);
  expect(queriesOf(code.replace("id: number", "id: string"))[0]?.concatenated).toEqual([]);
});
