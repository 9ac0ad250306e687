import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shownSql } from "../src/engine/wording.ts";
import { isSilenced } from "../src/evidence/use.ts";

const id = "value-in-sql";

export const valueInSql = defineRule({
  id,
  category: "code",
  component: "Codebase",
  severity: "medium",
  summary: "A value is written into the text of a statement instead of being bound.",
  why: "A quote in the value breaks the statement, and whoever chooses the value chooses what the statement does. A bound parameter is never read as SQL.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: `import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function byAuthor(author: string) {\n  return db.prepare(\`SELECT title FROM books WHERE author = '\${author}'\`).all();\n}`,
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function byAuthor(author: string) {\n  return db.prepare("SELECT title FROM books WHERE author = ?").all(author);\n}',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const written = code.queries.flatMap((query) =>
      isSilenced(query, id) || !query.now.ok || !query.now.prepared
        ? []
        : query.concatenated.map((value) => ({ query, value })),
    );
    if (written.length === 0) return;
    yield {
      subject: "values in SQL",
      table: null,
      title: `${counted(written.length, "value is", "values are")} written into the text of a statement`,
      description: "The text of a statement is put together with values that are known only at run time.",
      rootCause: "The statement is a template where it should have parameters.",
      impact: "A quote in the value breaks the statement; a value from outside can make it do anything.",
      repairAction: "Write ? in the text and hand the value to get, all or run.",
      findings: written.map(({ query, value }) =>
        finding(
          "medium",
          `${query.location.file} ${query.within ?? ""} ${value.text}`,
          `${shownPlace({ location: value.location, within: query.within })}: ${shownSql(value.text)} is written into ${shownSql(query.sql)}`,
          { location: value.location },
        ),
      ),
      changes: [],
    };
  },
});
