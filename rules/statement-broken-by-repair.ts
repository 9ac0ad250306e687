import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace, shownPlaces } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import type { TriedQuery } from "../src/evidence/code.ts";
import { isSilenced } from "../src/evidence/use.ts";
import { foldName } from "../src/schema/names.ts";

const id = "statement-broken-by-repair";

export const statementBrokenByRepair = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "high",
  summary: "A statement works today and fails after the repair: it uses what the repair renames or drops.",
  why: "The application would stop working the moment the database is repaired. Those steps are held back until the code follows; the rest of the repair goes ahead.",
  examples: {
    bad: [
      {
        declared: {
          types:
            "/** @table users */\nexport interface User {\n  id: number;\n  /** @renamedFrom mail */\n  email: string;\n}",
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const mails = () => db.prepare("SELECT mail FROM users").all();',
      },
    ],
    good: [
      {
        declared: {
          types:
            "/** @table users */\nexport interface User {\n  id: number;\n  /** @renamedFrom mail */\n  email: string;\n}",
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const emails = () => db.prepare("SELECT email FROM users").all();',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    const byName = new Map<string, TriedQuery[]>();
    for (const query of code.queries) {
      if (!query.now.ok || query.repaired.ok || isSilenced(query, id)) continue;
      const name = query.repaired.missing?.name ?? query.repaired.message;
      byName.set(foldName(name), [...(byName.get(foldName(name)) ?? []), query]);
    }
    for (const [name, queries] of byName) {
      yield {
        subject: name,
        table: null,
        title: `${counted(queries.length, "statement", "statements")} still ${queries.length === 1 ? "uses" : "use"} ${shown(name)}, which the repair would take away`,
        description: `${shownPlaces(queries)} ${queries.length === 1 ? "works" : "work"} on the database as it is and would fail after the repair.`,
        rootCause: "The model was changed before the code.",
        impact: "The step is held back: applied as it is, it would break these statements.",
        repairAction: "Change the statements, then repair again: the step comes with it.",
        findings: queries.map((query) =>
          finding(
            "high",
            `${query.location.file} ${query.within ?? ""}`,
            `${shownPlace(query)}: after the repair ${query.repaired.ok ? "" : query.repaired.message}.`,
            {
              location: query.location,
            },
          ),
        ),
        changes: [],
      };
    }
  },
});
