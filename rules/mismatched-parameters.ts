import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { shownPlace } from "../src/engine/places.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shownSql } from "../src/engine/wording.ts";
import type { Execution, TriedQuery } from "../src/evidence/code.ts";
import { isSilenced } from "../src/evidence/use.ts";
import { parametersOf } from "../src/sql/parameters.ts";

const id = "mismatched-parameters";

export const mismatchedParameters = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "critical",
  summary: "A statement is run with other parameters than it has.",
  why: "SQLite's drivers refuse a value too many or too few, a name that is missing, and some a boolean or a Date; the call fails each time.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const byAuthor = (author: string) => db.prepare("SELECT title FROM books WHERE author = ? AND id > ?").all(author);',
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL);\nCREATE INDEX books_by_author ON books (author);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\nexport const byAuthor = (author: string) => db.prepare("SELECT title FROM books WHERE author = ?").all(author);',
      },
    ],
  },
  *check({ code }): Generator<IssueDraft> {
    for (const query of code.queries) {
      if (isSilenced(query, id) || query.holes.length > 0 || query.alternatives.length > 0) continue;
      for (const execution of query.executions) {
        const wrong = wrongIn(query, execution);
        if (wrong === null) continue;
        const place = shownPlace({ location: execution.location, within: query.within });
        yield {
          subject: `${query.location.file} ${query.within ?? ""} ${shownSql(query.sql)}`,
          table: null,
          title: `A statement in ${query.within ?? query.location.file} gets other parameters than it has`,
          description: `${shownSql(query.sql)} ${wrong}.`,
          rootCause: "The statement was changed and the call was not, or the other way round.",
          impact: "The call fails each time.",
          repairAction: `Hand over what the statement asks for at ${place}.`,
          findings: [
            finding("critical", "parameters", `${place}: ${wrong}.`, { location: execution.location }),
          ],
          changes: [],
        };
      }
    }
  },
});

/** Drivers that bind numbers, strings, bigints, bytes and null only. https://nodejs.org/api/sqlite.html#type-conversion-between-javascript-and-sqlite */
const strictAboutTypes = /^(?:better-sqlite3|node:sqlite)$/;

const remedies = {
  boolean: "hand over a number",
  Date: "hand over its time or toISOString()",
} as const;

/** What is wrong with the values of a call; null where nothing is, or where they are not known. */
function wrongIn({ sql, driver }: TriedQuery, { bound, method }: Execution): string | null {
  // better-sqlite3 and its like count; the others take NULL for what is not given.
  if (bound === null || method === "exec") return null;
  const [refused] = strictAboutTypes.test(driver) ? (bound.unbindable ?? []) : [];
  if (refused)
    return `${refused.at} is a ${refused.kind}, which ${driver} does not bind; ${remedies[refused.kind]}`;
  if (!/^(?:better-sqlite3|libsql)$/.test(driver)) return null;
  const { places, numbered, names } = parametersOf(sql);
  const given = bound.names ?? [];
  if (given.length > 0) {
    const missing = names.filter((name) => !given.includes(name));
    if (missing.length > 0) return `lacks ${listed(missing)}`;
    return places > 0 ? `has ${counted(places, "parameter")} by place and gets its values by name` : null;
  }
  if (names.length > 0) {
    if (bound.places === 0) return bound.names ? `lacks ${listed(names)}` : null;
    return places === 0 ? `has parameters by name (${listed(names)}) and gets its values by place` : null;
  }
  // There a number counts as a name.
  if (numbered && bound.places > 0 && driver === "better-sqlite3")
    return "numbers its parameters, which better-sqlite3 takes by name ({ 1: … }) and never by place; write ? instead";
  if (bound.places === places) return null;
  return `has ${counted(places, "parameter")} and gets ${counted(bound.places, "value")}`;
}
