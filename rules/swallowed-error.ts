import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted } from "../src/engine/wording.ts";

export const swallowedError = defineRule({
  id: "swallowed-error",
  category: "code",
  component: "Codebase",
  severity: "medium",
  summary: "Errors of database calls are swallowed, or handled in several different ways.",
  why: "Who calls the function takes a failure for an empty answer. One way for all lets a failure be seen where it can be dealt with.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(id: number, title: string) {\n  try {\n    db.prepare("UPDATE books SET title = ? WHERE id = ?").run(title, id);\n  } catch {}\n}',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(id: number, title: string) {\n  try {\n    db.prepare("UPDATE books SET title = ? WHERE id = ?").run(title, id);\n  } catch (error) {\n    throw new Error("The book was not renamed.", { cause: error });\n  }\n}',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const { handlers } = code;
    const manners = new Set(handlers.map(({ manner }) => manner));
    if (!manners.has("dropped") && manners.size < 2) return;
    const ways = manners.size < 2 ? "swallowed" : `handled in ${counted(manners.size, "way")}`;
    yield {
      subject: "error handling",
      table: null,
      title: `Errors of database calls are ${ways}`,
      description: `${counted(handlers.length, "catch clause keeps", "catch clauses keep")} an error of the database to itself.`,
      rootCause: "Each function was written by itself.",
      impact: "A failure looks like an empty answer, or like success.",
      repairAction:
        "Let errors of the database through to one place, and add what was attempted: throw new Error(what, { cause: error }). Catch only what can be dealt with, by its code.",
      findings: handlers.map((handler) =>
        finding(
          "medium",
          `${handler.location.file} ${handler.within ?? ""}`,
          `${shownPlace(handler)}: ${handler.words}.`,
          {
            location: handler.location,
          },
        ),
      ),
      changes: [],
    };
  },
});
