import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shownSql } from "../src/engine/wording.ts";
import { isSilenced } from "../src/evidence/use.ts";

const id = "prepared-in-loop";

export const preparedInLoop = defineRule({
  id,
  category: "performance",
  component: "Codebase",
  severity: "medium",
  summary: "The same statement is prepared anew in each round of a loop.",
  why: "Compiling a statement often costs more than running it. Prepared once before the loop it can be run as often as wanted.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(books: { id: number; title: string }[]) {\n  for (const book of books) db.prepare("UPDATE books SET title = ? WHERE id = ?").run(book.title, book.id);\n}',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(books: { id: number; title: string }[]) {\n  const update = db.prepare("UPDATE books SET title = ? WHERE id = ?");\n  for (const book of books) update.run(book.title, book.id);\n}',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const repeated = code.queries.flatMap((query) =>
      query.preparedIn === null || isSilenced(query, id) ? [] : [{ query, loop: query.preparedIn }],
    );
    if (repeated.length === 0) return;
    yield {
      subject: "statements prepared in loops",
      table: null,
      title: `${counted(repeated.length, "statement is", "statements are")} prepared anew in each round of a loop`,
      description: "The text is the same each time, and compiled each time.",
      rootCause: "prepare stands inside the loop.",
      impact: "Compiling costs as much as running, or more.",
      repairAction: "Move prepare before the loop and keep the statement.",
      findings: repeated.map(({ query, loop }) =>
        finding(
          "medium",
          `${query.location.file} ${query.within ?? ""}`,
          `${shownPlace(query)}: prepared in the loop of line ${loop.line}: ${shownSql(query.sql)}`,
          { location: query.location },
        ),
      ),
      changes: [],
    };
  },
});
