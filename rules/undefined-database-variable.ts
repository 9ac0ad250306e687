import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { listed } from "../src/engine/wording.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";

const code = `import Database from "better-sqlite3";

export function openDatabase(): Database.Database {
  const database = new Database(process.env.DATABASE_URL);
  database.pragma("journal_mode = WAL");
  return database;
}`;

const bad = { declared: users, actual: users, code };
const good = { ...bad, files: { ".env": "DATABASE_URL=file:app.db" } };

export const undefinedDatabaseVariable = defineRule({
  id: "undefined-database-variable",
  category: "environment",
  component: "Infrastructure",
  severity: "critical",
  summary: "An environment variable that names the database is defined nowhere in the project.",
  why: "Whoever checks the project out has a program that finds no database. A value that stands only on one machine is lost with it. Files that count are those that give the variable a value or pass it on: .env and its like, compose files, Dockerfiles, scripts, workflows and the settings of hosts; a comment or a README does not.",
  examples: {
    bad: [bad],
    good: [good],
  },
  *check({ code: { undefinedVariables } }): Generator<IssueDraft> {
    for (const name of new Set(undefinedVariables.map((variable) => variable.name))) {
      const places = undefinedVariables.filter((variable) => variable.name === name);
      const readers = listed([...new Set(places.map(({ location }) => location.file))]);
      yield {
        subject: name,
        table: null,
        title: `Nothing in the project defines ${name}`,
        description: `The code takes the database from ${name} (${readers}), and no file of the project gives it a value or passes it on.`,
        rootCause: "The value stands on the machines of those who run the application, not in the project.",
        impact: "Anywhere else the application starts without a database, or does not start.",
        repairAction: `Add a line ${name}=file:… with the path of the database to .env, or to .env.example where .env is kept out of the repository. The analysis alone does not need it: name the database in doctor.config.json or with --db.`,
        findings: places.map(({ location, within }) =>
          finding(
            "critical",
            `${location.file}\0${within ?? ""}`,
            `${location.file}:${location.line} reads ${name}${within === null ? "" : ` in ${within}`}.`,
            { location },
          ),
        ),
        changes: [],
      };
    }
  },
});
