import type { Change } from "../../src/diff/change.ts";
import type { Report } from "../../src/reporting/report.ts";
import {
  actualSchema,
  actualTable,
  addColumn,
  declaredTable,
  issue,
  plan,
  reference,
  report,
  step,
} from "../reporting/samples.ts";

/** Names that SQLite allows and that mean something to a terminal, to markdown, to HTML, to Mermaid or to handlebars. */
export const hostileNames: readonly string[] = [
  "a|b`<script>alert(1)</script>",
  "a\\|b",
  "back\\slash\\",
  "`",
  "``` \n# no heading\n````\n<b>",
  "line\nbreak\r\nand\ttab",
  "</details></summary></table>",
  "<!-- no comment",
  "\u001b[31mred\u001b[0m \u0007\u009b2J \u001b]0;title\u0007",
  "\u202egnirts \u2066 \u200e \u200b \u2028 \ufeff \u{e0041}",
  "half \ud800 a pair",
  "👩‍👩‍👧 日本語テーブル ｗｉｄｅ e\u0301",
  "**bold** _it_ ~~gone~~ [x](javascript:alert(1)) ![i](http://e.vil/x.png)",
  "https://e.vil www.e.vil ada@e.vil $x^2$ $$y$$ :tada: @octocat #1",
  "{{prose}} {{{report}}} {{#each issues}}",
  "# no heading",
  "- no list",
  "1. no list",
  "1) no list",
  "> no quote",
  "    no code",
  "=== ---",
  "| no | table |",
  "&amp; &lt; &#124; &",
  "'; DROP TABLE users; --",
  '"; %%{init: {"theme": "dark"}}%% }o--|| "',
  "pk",
  "日".repeat(60),
  "x".repeat(300),
  "constructor",
  "1st",
];

/** A report with a name in every place where a report has names. */
export function reportAbout(name: string): Report {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const added = addColumn(name, name, name);
  const created: Change = {
    kind: "create-table",
    table: `${name} 2`,
    declared: declaredTable(`${name} 2`, [{ name, type: name }], { foreignKeys: [reference(name, name)] }),
  };
  const sentence = `The table ${name} and ${quoted}`;
  return report({
    database: { path: `data/${name}`, bytes: 1, sqliteVersion: "3.53.0", schemaHash: "a1" },
    model: { sources: [{ kind: "types", files: [`src/${name}.ts`] }], tables: 1 },
    actual: actualSchema(actualTable(name, ["id"])),
    issues: [
      issue("CRIT-001", {
        severity: "critical",
        subject: name,
        table: name,
        title: name,
        description: sentence,
        rootCause: name,
        impact: sentence,
        repairAction: name,
        findings: [
          {
            key: name,
            message: name,
            table: name,
            column: name,
            location: { file: `src/${name}.ts`, line: 1, column: 1 },
            query: { sql: `SELECT * FROM ${quoted}`, count: 1 },
            severity: "critical",
          },
        ],
        changes: [added, created],
      }),
      issue("HIGH-001", { title: name, repairAction: sentence }),
      issue("INFO-001", { severity: "info", title: name }),
    ],
    plan: plan(
      step("step-1", [added], {
        comment: name,
        sql: [`ALTER TABLE ${quoted} ADD COLUMN ${quoted}`],
        preconditions: [`SELECT * FROM ${quoted}`],
        validations: [`SELECT * FROM ${quoted} -- ${name}`],
        rollback: { kind: "lossy", sql: [`ALTER TABLE ${quoted} DROP COLUMN ${quoted}`], note: name },
      }),
      step("step-2", [created], {
        comment: sentence,
        sql: [`DROP TABLE ${quoted}`],
        safety: "destructive",
        rollback: { kind: "impossible", sql: [], note: name },
      }),
    ),
    proof: { level: "rows", ok: false, checks: [{ name, ok: false, detail: `${name}\n${name}` }] },
    notAnalysed: [{ what: name, location: { file: name, line: 1, column: 1 }, why: name }],
  });
}

/** What may steer a terminal or hide; a newline is none. */
export const steering = /(?!\n)\p{Cc}|[\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u;
