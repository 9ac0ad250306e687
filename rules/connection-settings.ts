import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { listed } from "../src/engine/wording.ts";
import type { Connection } from "../src/evidence/code.ts";

export const connectionSettings = defineRule({
  id: "connection-settings",
  category: "code",
  component: "Codebase",
  severity: "medium",
  summary: "A connection leaves unset, or switches off, what a server wants of SQLite.",
  why: "Without WAL readers and writers wait for each other, without a busy timeout the second writer fails at once, and without foreign keys SQLite keeps none of the references that the schema declares. Only what the driver does not set by itself is reported.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nexport const db = new Database("app.db");\ndb.pragma("foreign_keys = OFF");',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const titles = () => db.prepare("SELECT title FROM books").all();',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const findings = code.connections.flatMap((connection) =>
      connection.settings.map((setting) =>
        finding(
          "medium",
          `${connection.location.file} ${connection.within ?? ""} ${setting.setting}`,
          `${shownPlace({ location: setting.location, within: connection.within })}: ${wordsOf(setting)}`,
          { location: setting.location },
        ),
      ),
    );
    if (findings.length === 0) return;
    const settings = [
      ...new Set(code.connections.flatMap((each) => each.settings.map(({ setting }) => setting))),
    ];
    yield {
      subject: "connection settings",
      table: null,
      title: `The connection lacks what a server wants: ${listed(settings)}`,
      description: "A connection to the database is opened without settings that several users at once need.",
      rootCause: "SQLite's defaults are those of a single user, for the sake of old programs.",
      impact: "Waiting, SQLITE_BUSY, or references that nobody checks.",
      repairAction: [...new Set(code.connections.flatMap((each) => each.settings.map(remedyOf)))].join(" "),
      findings,
      changes: [],
    };
  },
});

type Setting = Connection["settings"][number];

function wordsOf({ setting, is }: Setting): string {
  if (setting === "journal_mode")
    return is === "off"
      ? "the journal is switched off: a crash can destroy the database."
      : "the journal mode is left as it is: readers and writers wait for each other.";
  if (setting === "busy_timeout") return "no busy timeout: a second writer fails at once.";
  return is === "off"
    ? "foreign keys are switched off."
    : "foreign keys are not switched on: SQLite checks none.";
}

function remedyOf({ setting }: Setting): string {
  if (setting === "journal_mode") return "PRAGMA journal_mode = WAL once after opening.";
  if (setting === "busy_timeout") return "PRAGMA busy_timeout = 5000 after opening.";
  return "PRAGMA foreign_keys = ON on every connection, once the rows violate none.";
}
