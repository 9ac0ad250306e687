import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted } from "../src/engine/wording.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";

const codeThat = (call: string): string => `import type { Database } from "better-sqlite3";

interface Handle {
  readonly value: Database;
}

export function emailOf(handle: Handle, id: number): unknown {
  return ${call}("SELECT email FROM users WHERE id = ?").get(id);
}`;

const exampleWith = (call: string, config: object) => ({
  declared: users,
  actual: users,
  code: codeThat(call),
  config: { ...config },
});
const typecheck = { typecheck: true };

export const typeErrorAtDatabaseCall = defineRule({
  id: "type-error-at-database-call",
  category: "code",
  component: "Codebase",
  severity: "critical",
  summary: "A call of the database does not compile.",
  why: 'Asked for with "typecheck": true. The compiler is asked with the settings of the nearest tsconfig.json, and only what it says at a call of the database counts. A program that is run without being compiled fails at such a call, or hands the database something else than was meant.',
  examples: {
    bad: [exampleWith("handle.prepare", typecheck)],
    good: [exampleWith("handle.value.prepare", typecheck), exampleWith("handle.prepare", {})],
  },
  *check({ code: { typeErrors } }): Generator<IssueDraft> {
    for (const file of new Set(typeErrors.map(({ location }) => location.file))) {
      const errors = typeErrors.filter(({ location }) => location.file === file);
      yield {
        subject: file,
        table: null,
        title: `Calls of the database in ${file} do not compile`,
        description: `The compiler reports ${counted(errors.length, "error")} at calls of the database in ${file}.`,
        rootCause: "The call and the types of what it uses were changed apart from each other.",
        impact: "The application does not build. Run without being compiled, it fails at the call.",
        repairAction: `Correct ${file} until tsc reports no error, and analyse again.`,
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
