import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted } from "../src/engine/wording.ts";

export const openTransaction = defineRule({
  id: "open-transaction",
  category: "code",
  component: "Codebase",
  severity: "medium",
  summary: "A transaction is begun, and an error or an early return leaves it open.",
  why: "What follows runs inside it and is lost with it, other connections wait for the lock, and the next BEGIN fails.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(id: number, title: string) {\n  db.exec("BEGIN");\n  db.prepare("UPDATE books SET title = ? WHERE id = ?").run(title, id);\n  db.exec("COMMIT");\n}',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport function rename(id: number, title: string) {\n  db.exec("BEGIN");\n  try {\n    db.prepare("UPDATE books SET title = ? WHERE id = ?").run(title, id);\n    db.exec("COMMIT");\n  } catch (error) {\n    db.exec("ROLLBACK");\n    throw error;\n  }\n}',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const open = code.openTransactions;
    if (open.length === 0) return;
    yield {
      subject: "open transactions",
      table: null,
      title: `${counted(open.length, "transaction is", "transactions are")} not closed on every way out`,
      description:
        "Between BEGIN and COMMIT an error or a return leaves the function, and nothing closes the transaction.",
      rootCause: "There is no ROLLBACK on that way.",
      impact: "Later statements run inside the transaction; other connections wait for its lock.",
      repairAction:
        "Roll back in a catch and throw the error again, close before each return, or use the driver's own transaction function.",
      findings: open.map((place) =>
        finding(
          "medium",
          `${place.location.file} ${place.within ?? ""}`,
          `${shownPlace(place)}: ${place.by === "error" ? "an error after BEGIN" : "a return after BEGIN"} leaves it open.`,
          {
            location: place.location,
          },
        ),
      ),
      changes: [],
    };
  },
});
