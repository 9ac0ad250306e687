import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shownSql } from "../src/engine/wording.ts";
import { isSilenced } from "../src/evidence/use.ts";

const id = "failing-statement";

export const failingStatement = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "critical",
  summary:
    "A statement in the code does not compile: SQLite refuses it on this schema and on the repaired one.",
  why: "It fails whenever it runs, whatever the data are. Only the code can mend it.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const titles = () => db.prepare("SELECT title FORM books").all();',
      },
    ],
    good: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const titles = () => db.prepare("SELECT title FROM books").all();',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    for (const query of code.queries) {
      const { now, repaired, sql, location, within } = query;
      if (now.ok || repaired.ok || repaired.missing || isSilenced(query, id)) continue;
      if (now.excused !== null || repaired.excused !== null) continue;
      const place = shownPlace(query);
      yield {
        subject: `${location.file} ${within ?? ""} ${shownSql(sql)}`,
        table: null,
        title: `A statement in ${within ?? location.file} does not compile: ${repaired.message}`,
        description: `SQLite refuses ${shownSql(sql)}`,
        rootCause:
          "The statement was changed and never run, or it is put together in a way that cannot work.",
        impact: `It fails with "${repaired.message}" each time.`,
        repairAction: `Mend the statement at ${place}.`,
        findings: [finding("critical", "statement", `${place}: ${repaired.message}.`, { location })],
        changes: [],
      };
    }
  },
});
