import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { conventionNames } from "../../src/engine/convention.ts";
import { project, refusal } from "./project.ts";

function mistake(text: string): string {
  return refusal(() => loadConfig({ folder: project({ "doctor.config.json": text }) })).message;
}

describe("a config that is not JSON", () => {
  it.each([
    ["", /^doctor\.config\.json:1:1: this is not JSON/],
    ['{\n  "database": \n}', /^doctor\.config\.json:3:1: this is not JSON: value expected\.$/],
    ["{ \"database\": 'x' }", /^doctor\.config\.json:1:15: this is not JSON/],
    ['{\r\n"a": 1\r\n"b": 2 }', /^doctor\.config\.json:3:1: this is not JSON: comma expected\.$/],
  ])("%j is refused with its place", (text, message) => {
    expect(mistake(text)).toMatch(message);
  });

  it("may not hold a key twice", () => {
    expect(mistake('{\n "database": "a.db",\n "database": "b.db"\n}')).toBe(
      'doctor.config.json:3:2: the key "database" stands here a second time.',
    );
  });
});

describe("an unknown key", () => {
  it("is named with its place, the nearest known key and all allowed ones", () => {
    expect(mistake('{\n  "databse": "shop.db"\n}')).toMatch(
      /^doctor\.config\.json:2:3: databse is not a known key\. Did you mean "database"\? Allowed: \$schema, database, snapshot, model, .*, history\.$/,
    );
  });

  it("is found inside objects, and all of them are named at once", () => {
    expect(mistake('{ "naming": { "table": "snake", "colums": "snake" },\n "zork": 1 }').split("\n")).toEqual(
      [
        'doctor.config.json:1:15: naming.table is not a known key. Did you mean "tables"? Allowed: tables, columns.',
        expect.stringMatching(/^doctor\.config\.json:2:2: zork is not a known key\. Allowed: /),
        'doctor.config.json:1:33: naming.colums is not a known key. Did you mean "columns"? Allowed: tables, columns.',
      ],
    );
  });

  it("is named in the doctor key of package.json where it stands there", () => {
    const folder = project({
      "package.json": '{\n  "name": "shop",\n  "doctor": {\n    "modle": []\n  }\n}',
    });
    expect(refusal(() => loadConfig({ folder })).message).toMatch(
      /^package\.json:4:5: modle is not a known key\. Did you mean "model"\?/,
    );
  });
});

describe("a wrong value", () => {
  it.each([
    ['{ "database": 3 }', "1:15: database is 3. Allowed: a text."],
    ['{ "model": "src/*.ts" }', '1:12: model is "src/*.ts". Allowed: a list of texts.'],
    ['{ "model": ["a", 1] }', "1:18: model[1] is 1. Allowed: a text."],
    [
      '{ "failOn": "hihg" }',
      '1:13: failOn is "hihg". Did you mean "high"? Allowed: "critical", "high", "medium", "never".',
    ],
    ['{ "failOn": "info" }', '1:13: failOn is "info". Allowed: "critical", "high", "medium", "never".'],
    ['{ "data": null }', '1:11: data is null. Allowed: "full", "sample", "off".'],
    ['{ "history": "no" }', '1:14: history is "no". Allowed: true or false.'],
    ['{ "naming": [] }', "1:13: naming is a list. Allowed: { tables, columns }."],
    ['{ "rules": [] }', "1:12: rules is a list. Allowed: { rule: setting }."],
    [
      '{ "proof": { "maxBytes": -1 } }',
      "1:26: proof.maxBytes is -1. Allowed: a whole number of bytes, 0 or more.",
    ],
    [
      '{ "proof": { "maxBytes": 1.5 } }',
      "1:26: proof.maxBytes is 1.5. Allowed: a whole number of bytes, 0 or more.",
    ],
    [
      '{ "rules": { "missing-table": "of" } }',
      '1:31: rules.missing-table is "of". Did you mean "off"? Allowed: "critical", "high", "medium", "info", "off", or a list of { tables: [globs], severity }.',
    ],
    [
      '{ "rules": { "missing-table": [{ "tables": ["a"], "severity": "hi" }] } }',
      '1:63: rules.missing-table[0].severity is "hi". Did you mean "high"? Allowed: "critical", "high", "medium", "info", "off".',
    ],
    [
      '{ "rules": { "missing-table": [{ "tables": ["a"] }] } }',
      '1:32: rules.missing-table[0] lacks the key "severity".',
    ],
    [
      '{ "renames": { "columns": { "users": { "first name": true } } } }',
      '1:54: renames.columns.users["first name"] is true. Allowed: the new name as a text, or false to deny the rename.',
    ],
    [
      '{ "backfills": { "users": { "age": 4 } } }',
      "1:36: backfills.users.age is 4. Allowed: an SQL expression as a text.",
    ],
    [
      '{ "backfills": { "constructor": 4 } }',
      '1:33: backfills.constructor is 4. Allowed: { "column": "SQL expression" }.',
    ],
    [
      '{ "orphans": { "orders": { "user_id": "drop" } } }',
      '1:39: orphans.orders.user_id is "drop". Allowed: "fail", "set-null", "delete", "quarantine".',
    ],
    ['{ "checks": [{ "sql": "SELECT 1" }] }', '1:14: checks[0] lacks the key "name".'],
    [
      '{ "conventions": "yes" }',
      '1:18: conventions is "yes". Allowed: true, false, or { preset, convention: setting }.',
    ],
    [
      '{ "conventions": { "auditTrail": "hihg" } }',
      '1:34: conventions.auditTrail is "hihg". Did you mean "high"? Allowed: true, false, "critical", "high", "medium", "info", "off", or a list of { tables: [globs], severity }.',
    ],
    [
      '{ "conventions": { "auditTrial": true } }',
      `1:20: conventions.auditTrial is not a known key. Did you mean "auditTrail"? Allowed: preset, ${conventionNames.join(", ")}.`,
    ],
    [
      '{ "conventions": { "preset": "hause" } }',
      '1:30: conventions.preset is "hause". Did you mean "house"? Allowed: "house".',
    ],
    [
      '{ "conventions": { "primaryKey": [{ "table": ["jobs"], "severity": "off" }] } }',
      '1:37: conventions.primaryKey[0].table is not a known key. Did you mean "tables"? Allowed: tables, severity.',
    ],
    [
      '{ "conventions": { "primaryKey": [{ "tables": ["jobs"], "severity": "of" }] } }',
      '1:69: conventions.primaryKey[0].severity is "of". Did you mean "off"? Allowed: "critical", "high", "medium", "info", "off".',
    ],
  ])("%s", (text, message) => {
    expect(mistake(text)).toBe(`doctor.config.json:${message}`);
  });

  it.each(["[]", "null", "3", '"x"'])("%s is no config", (text) => {
    expect(mistake(text)).toMatch(
      /^doctor\.config\.json:1:1: The config is .*\. Allowed: \{ \$schema, database, /,
    );
  });
});
