import { describe, expect, it } from "vitest";
import { onlyQuery, queriesOf } from "./application.ts";

const ignored = (code: string) => onlyQuery(code).ignored;

describe("a comment that silences a statement", () => {
  it.each([
    ["db.prepare(`-- doctor-ignore: the table comes with the plugin\nSELECT 1`);"],
    ["db.prepare(`SELECT 1 -- doctor-ignore: the table comes with the plugin`);"],
    ['db.prepare("SELECT /* doctor-ignore */ 1");'],
    ['// doctor-ignore: the table comes with the plugin\ndb.prepare("SELECT 1");'],
    ['// doctor-ignore\nexport const one = () => db.prepare("SELECT 1").get();'],
    ['/* doctor-ignore: old */ db.prepare("SELECT 1");'],
    ['/** doctor-ignore: old */\nconst sql = "SELECT 1";\ndb.prepare(sql);'],
    ['const queries = {\n  // doctor-ignore: old\n  one: "SELECT 1",\n};\ndb.prepare(queries.one);'],
    ['db.prepare(\n  // doctor-ignore: old\n  "SELECT 1",\n);'],
    ['db.prepare("SELECT 1"); // doctor-ignore: old'],
  ])("silences every rule: %s", (code) => {
    expect(ignored(code)).toBe("all");
  });

  it.each([
    ["db.prepare(`-- doctor-ignore unknown-name: made by the plugin\nSELECT 1`);", ["unknown-name"]],
    [
      '// doctor-ignore unindexed-lookup, query-in-loop: ten rows at most\ndb.prepare("SELECT 1");',
      ["unindexed-lookup", "query-in-loop"],
    ],
    [
      '// doctor-ignore query-in-loop: few\n// doctor-ignore unindexed-lookup: few\ndb.prepare("SELECT 1");',
      ["query-in-loop", "unindexed-lookup"],
    ],
    ['// doctor-ignore query-in-loop\ndb.prepare("SELECT 1");', ["query-in-loop"]],
  ])("silences the rules it names: %s", (code, rules) => {
    expect(ignored(code)).toEqual(rules);
  });

  it("may stand where the statement is run", () => {
    const code =
      'const one = db.prepare("SELECT 1");\n// doctor-ignore query-in-loop: two rounds\none.get();';
    expect(ignored(code)).toEqual(["query-in-loop"]);
  });

  it("silences one statement and not the next", () => {
    const code =
      '// doctor-ignore: old\ndb.prepare("SELECT 1");\ndb.prepare("SELECT 2");\ndb.prepare("SELECT 3"); // doctor-ignore: old\ndb.prepare("SELECT 4");';
    expect(queriesOf(code).map((query) => query.ignored)).toEqual(["all", [], "all", []]);
  });

  it("is none where the words stand in another sentence", () => {
    expect(ignored('// What doctor-ignore does is written elsewhere.\ndb.prepare("SELECT 1");')).toEqual([]);
    expect(ignored(`db.prepare("SELECT '-- doctor-ignore: no comment'");`)).toEqual([]);
  });
});
