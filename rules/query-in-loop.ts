import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shownSql } from "../src/engine/wording.ts";
import { isSilenced } from "../src/evidence/use.ts";

const id = "query-in-loop";

export const queryInLoop = defineRule({
  id,
  category: "performance",
  component: "Codebase",
  severity: "medium",
  summary: "A statement that reads is run once for each row of another: N+1.",
  why: "A list of a hundred rows costs a hundred and one statements. One statement with a join, or with IN over the keys, gives the same.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function summaries(authors: { name: string }[]) {\n  const count = db.prepare("SELECT count(*) AS books FROM books WHERE author = ?");\n  return authors.map((author) => count.get(author.name));\n}',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function summaries() {\n  return db.prepare("SELECT author, count(*) AS books FROM books GROUP BY author").all();\n}',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const repeated = code.queries
      .filter((query) => !isSilenced(query, id) && isRead(query.sql))
      .flatMap((query) =>
        query.executions.flatMap(({ loop, location }) => (loop ? [{ query, loop, location }] : [])),
      );
    if (repeated.length === 0) return;
    yield {
      subject: "repeated queries",
      table: null,
      title: `${counted(repeated.length, "statement runs", "statements run")} once per item of a list`,
      description: "A statement that reads runs in a loop, with another value each time.",
      rootCause: "The rows of one statement are completed one by one.",
      impact: "The time grows with the list: each item costs a statement of its own.",
      repairAction:
        "Ask once: join the second table to the first statement and group by its key, or read all rows WHERE key IN (SELECT value FROM json_each(?)) and put them into a Map.",
      findings: repeated.map(({ query, loop, location }) =>
        finding(
          "medium",
          `${query.location.file} ${query.within ?? ""}`,
          `${shownPlace({ location, within: query.within })}: runs for each of ${shownSql(loop.over)} (${loop.location.file}:${loop.location.line}${loop.caller === null ? "" : `, through ${loop.caller}`}): ${shownSql(query.sql)}`,
          { location },
        ),
      ),
      changes: [],
    };
  },
});

/** Rows written one by one, in a transaction, are how SQLite wants it. */
function isRead(sql: string): boolean {
  return /^\s*(?:select|with|values)\b/i.test(sql) && !/\b(?:insert|update|delete)\b/i.test(sql);
}
