import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted } from "../src/engine/wording.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";

const codeWith = (parameters: string): string => `import type { Database } from "better-sqlite3";

export function emailOf${parameters}: unknown {
  return database.prepare("SELECT email FROM users WHERE id = ?").get(id);
}`;

const exampleWith = (parameters: string) => ({
  declared: users,
  actual: users,
  code: codeWith(parameters),
});

export const unparsableCode = defineRule({
  id: "unparsable-code",
  category: "code",
  component: "Codebase",
  severity: "critical",
  summary: "A file with SQL does not parse.",
  why: "The application does not build, and the statements of the file may be read in part only. The other files are examined all the same. A model file that does not parse is an issue of unparsable-model.",
  examples: {
    bad: [exampleWith("(database: Database id: number)")],
    good: [exampleWith("(database: Database, id: number)")],
  },
  *check({ declared, code: { faults } }): Generator<IssueDraft> {
    const models = new Set(declared.unparsable.map(({ location }) => location.file));
    for (const file of new Set(faults.map(({ location }) => location.file))) {
      if (models.has(file)) continue;
      const errors = faults.filter(({ location }) => location.file === file);
      yield {
        subject: file,
        table: null,
        title: `${file} does not parse`,
        description: `${file}, which holds SQL, has ${counted(errors.length, "syntax error")}.`,
        rootCause: "The file was saved in the middle of an edit or a merge.",
        impact: "The application does not build; the statements of the file may be examined in part only.",
        repairAction: `Mend ${file} and analyse again.`,
        findings: errors.map(({ location, message }) =>
          finding("critical", `error:${message}`, `${file}:${location.line}:${location.column}: ${message}`, {
            location,
          }),
        ),
        changes: [],
      };
    }
  },
});
