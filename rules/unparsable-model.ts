import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted } from "../src/engine/wording.ts";

export const unparsableModel = defineRule({
  id: "unparsable-model",
  category: "code",
  component: "Codebase",
  severity: "critical",
  summary: "A model file does not parse.",
  why: "The application does not build, and what the file declares cannot be compared. The other files are compared all the same.",
  examples: {
    bad: [
      {
        declared: {
          types: "/** @table users */\nexport interface User {\n  id: number;\n  email: string |;\n}",
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
    good: [
      {
        declared: {
          types: "/** @table users */\nexport interface User {\n  id: number;\n  email: string | null;\n}",
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
  },
  *check({ declared }): Generator<IssueDraft> {
    for (const file of new Set(declared.unparsable.map(({ location }) => location.file))) {
      const errors = declared.unparsable.filter(({ location }) => location.file === file);
      yield {
        subject: file,
        table: null,
        title: `Model file ${file} does not parse`,
        description: `${file} has ${counted(errors.length, "syntax error")}.`,
        rootCause: "The file was saved in the middle of an edit or a merge.",
        impact: "The application does not build; what the file declares may be compared in part only.",
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
