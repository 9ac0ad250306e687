import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { evidenceOf, issuesOf } from "./example.ts";
import { foundBy, loudIn, messagesOf, withoutRows } from "./found.ts";
import { lints } from "./lints.ts";

const asking = rules.filter(({ probes }) => probes !== undefined);
/** They ask for their words alone; a statement that uses the column makes it critical. */
const forWords = ["leftover-table", "missing-column", "own-check"];
/** Most rules about data say nothing without rows; a convention is as severe with them. */
const judging = asking.filter(
  ({ id, category }) =>
    !forWords.includes(id) &&
    category !== "convention" &&
    !lints.has(id) &&
    (category !== "data" || id === "value-set-without-check"),
);

describe("rules that ask about rows", () => {
  it("are those whose severity the rows decide", () => {
    expect(judging.map(({ id }) => id).toSorted()).toEqual([
      "mismatched-check",
      "mismatched-foreign-key",
      "mismatched-index",
      "mismatched-nullability",
      "mismatched-options",
      "mismatched-primary-key",
      "mismatched-row-type",
      "mismatched-type",
      "mismatched-unique",
      "missing-check",
      "missing-foreign-key",
      "missing-unique",
      "value-set-without-check",
    ]);
  });

  it.each(judging.map((rule) => [rule.id, rule] as const))(
    "fall back to the severity without rows and say so: %s",
    async (id, rule) => {
      const critical = rule.examples.bad.filter(({ severity }) => severity === "critical");
      for (const example of critical) {
        const [issue] = (await withoutRows(example)).filter((found) => found.rule === id);
        // NULL in a key and orphans of a key that both sides have are seen in the rows alone.
        if (!issue) continue;
        expect(issue.severity).not.toBe("critical");
        expect(issue.findings.map(({ message }) => message).join()).toContain("Rows were not read.");
      }
    },
  );

  it("count the offending rows and show the query", async () => {
    const [issue] = await foundBy("mismatched-nullability", {
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      actual:
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, NULL), (2, NULL), (3, 'x');",
    });
    expect(issue?.findings[0]?.query?.count).toBe(2);
    expect(issue?.findings[0]?.message).toContain("2 rows hold NULL there.");
    expect(issue?.findings[0]?.query?.sql).toMatch(/^SELECT .* FROM "users" WHERE "email" IS NULL$/);
  });

  it("say how many rows a new column must be filled for, and how many a scratch table holds", async () => {
    const declared = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);";
    const actual = "CREATE TABLE users (id INTEGER PRIMARY KEY);";
    const said = async (rows: string) =>
      (await messagesOf("missing-column", { declared, actual: actual + rows })).join();
    expect(await said("")).toMatch(/the table has no rows that would need one\.$/);
    expect(await said("INSERT INTO users VALUES (1), (2);")).toMatch(/2 rows need a backfill\.$/);
    const scratch = "CREATE TABLE __new_users (id INTEGER PRIMARY KEY); INSERT INTO __new_users VALUES (1);";
    expect(await messagesOf("leftover-table", { declared: actual, actual: actual + scratch })).toEqual([
      "Table __new_users looks like the scratch table of a migration. It holds 1 row.",
    ]);
  });

  it("ask of every table and column, whatever it is called", async () => {
    const table = (name: string, type: string, rest: string) =>
      `CREATE TABLE ${name} ("select" ${type} NOT NULL, "a""b" ${type}, [c d] ${type}, "<i>|" ${type}${rest});`;
    const example = {
      declared: `${table('"the ""order"""', "INTEGER", ', "new one" TEXT NOT NULL, CHECK ("<i>|" > 0), UNIQUE ([c d]), FOREIGN KEY ("a""b") REFERENCES "the ""order""" ([c d])')}`,
      actual: `${table('"the ""order"""', "TEXT", "")} INSERT INTO "the ""order""" VALUES ('x', 'y', 'z', '-1'), ('x', 'y', 'z', '-1');`,
    };
    const connection = new Database(":memory:");
    const evidence = await evidenceOf(example, connection);
    connection.close();
    expect([...evidence.probes].filter(([, { failed }]) => failed !== null)).toEqual([]);
    expect(evidence.probes.size).toBeGreaterThan(6);
    expect((await loudIn(example)).toSorted()).toEqual([
      "mismatched-type critical",
      "missing-check critical",
      "missing-column high",
      "missing-foreign-key critical",
      "missing-unique critical",
    ]);
  });

  it("ask under the names of today where a rename is confirmed", async () => {
    const example = {
      declared: {
        types: `
          /** @table members
           *  @renamedFrom users */
          export interface Member {
            id: number;
            /** @renamedFrom mail
             *  @unique */
            email: string;
            /** @renamedFrom boss
             *  @references members(id) */
            leader: number | null;
            /** @renamedFrom state */
            status: "on" | "off" | null;
          }`,
      },
      actual: `
        CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, boss INTEGER, state TEXT);
        INSERT INTO users VALUES (1, NULL, NULL, 'on'), (2, 'a', 9, 'gone'), (3, 'a', 1, NULL);`,
    };
    expect((await issuesOf(example)).map(({ rule, severity }) => `${rule} ${severity}`).toSorted()).toEqual([
      "mismatched-nullability critical",
      "missing-column high",
      "missing-foreign-key critical",
      "missing-unique critical",
      "renamed-table high",
      "value-set-without-check critical",
    ]);
  });

  it("cannot ask about a column that is still to be added, and say so", async () => {
    const example = {
      declared:
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, UNIQUE (name, email), CHECK (email <> name));",
      actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
    };
    expect(await messagesOf("missing-unique", example)).toEqual([
      "(name, email) of users is declared unique and is not. Rows were not checked: part of it does not exist yet.",
    ]);
    expect((await messagesOf("missing-check", example)).join()).toMatch(
      /Rows were not checked: the query for them failed \(no such column: email\)/,
    );
  });

  it("say nothing of a constraint that only concerns a column still to be added: it comes with it", async () => {
    const [issue, ...more] = await issuesOf({
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE CHECK (email <> ''));",
      actual: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
    });
    expect([issue?.rule, more]).toEqual(["missing-column", []]);
    expect(issue?.changes.map(({ kind }) => kind)).toEqual(["add-column", "add-unique", "add-check"]);
  });

  it("take a missing CHECK that NULL passes for kept", async () => {
    const declared = "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages > 0));";
    const empty = "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER);";
    expect(await loudIn({ declared, actual: `${empty} INSERT INTO books VALUES (1, NULL);` })).toEqual([
      "missing-check high",
    ]);
    expect(await loudIn({ declared, actual: `${empty} INSERT INTO books VALUES (1, 0);` })).toEqual([
      "missing-check critical",
    ]);
  });

  it("see duplicates as the declared uniqueness does: NULLs apart, by collation, inside the predicate", async () => {
    const table = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE, gone INTEGER);";
    const actual = `${table} INSERT INTO users VALUES (1, 'Ada', 0), (2, 'ada', 1), (3, NULL, 0), (4, NULL, 0);`;
    const unique = (tail: string) => `${table} CREATE UNIQUE INDEX one ON users ${tail};`;
    expect(await loudIn({ declared: unique("(email)"), actual })).toEqual(["missing-unique critical"]);
    expect(await loudIn({ declared: unique("(email COLLATE BINARY)"), actual })).toEqual([
      "missing-unique high",
    ]);
    expect(await loudIn({ declared: unique("(email) WHERE gone = 0"), actual })).toEqual([
      "missing-unique high",
    ]);
    expect(await loudIn({ declared: unique("(lower(email))"), actual })).toEqual(["missing-unique critical"]);
    expect(await loudIn({ declared: unique("(email, gone)"), actual })).toEqual(["missing-unique high"]);
  });

  it("ask about a primary key only where it spans other columns", async () => {
    const pair = "CREATE TABLE seats (row_number INTEGER NOT NULL, place INTEGER NOT NULL";
    const taken = "INSERT INTO seats VALUES (1, 1), (1, 2);";
    const messages = (from: string, to: string) =>
      messagesOf("mismatched-primary-key", {
        declared: `${pair}, PRIMARY KEY (${to}));`,
        actual: `${pair}, PRIMARY KEY (${from})); ${taken}`,
      });
    expect((await messages("row_number, place", "place, row_number")).join()).not.toMatch(/\brows?\b/);
    expect((await messages("row_number, place", "place")).join()).toContain(
      "No two rows share a declared key.",
    );
    expect((await messages("row_number, place", "row_number")).join()).toContain(
      "1 row shares its declared key",
    );
  });

  it("see NULLs in what the model takes for a key or a computed value, and never in a rowid alias", async () => {
    const loud = (key: string, actual: string) =>
      loudIn({
        declared: { types: `/** @table codes */ export interface Code { ${key}; title: string | null }` },
        actual,
      });
    const rows = "INSERT INTO codes (code, title) VALUES (NULL, 'none');";
    expect(
      await loud("/** @primaryKey */ code: string", `CREATE TABLE codes (code TEXT, title TEXT); ${rows}`),
    ).toEqual(["mismatched-nullability critical", "mismatched-primary-key high"]);
    expect(
      await loud(
        "id: number; half: number",
        "CREATE TABLE codes (id INTEGER PRIMARY KEY, title TEXT, half INTEGER AS (id / nullif(id, 2))); INSERT INTO codes (id) VALUES (2);",
      ),
    ).toEqual(["mismatched-nullability critical"]);
    expect(
      await loud(
        "id: number",
        "CREATE TABLE codes (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO codes (title) VALUES ('x');",
      ),
    ).toEqual([]);
  });
});
