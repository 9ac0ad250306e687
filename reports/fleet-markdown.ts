import type { FleetDatabase, FleetGroup, FleetReport } from "../src/fleet/report.ts";
import { membersOf, resultOf, sizeOf, spreadOf, unreadOf, withRowIssues } from "./fleet-words.ts";
import { codeOf, fenced, proseOf } from "./layout/markdown-text.ts";
import { counted, severityCounts } from "./wording.ts";

/** A run over many databases, in GitHub-flavoured markdown: the summary, each group in full, each database with its state. */
export function renderFleetMarkdown(report: FleetReport): string {
  const blocks = [
    "# Fleet report",
    table(
      ["", ""],
      [
        ["Fleet", proseOf(sizeOf(report))],
        ["Model", proseOf(counted(report.model.tables, "table"))],
        ["Schemas", proseOf(spreadOf(report))],
        ["Result", proseOf(resultOf(report))],
        ["Run", `${codeOf(report.run.id)}, ${proseOf(report.run.startedAt)}`],
      ],
    ),
    "## Groups",
    table(
      ["Group", "Databases", "Issues", "Differs from the norm"],
      report.groups.map((group) => [
        group.id,
        String(group.databases),
        proseOf(severityCounts(group.summary)),
        group.isNorm ? "the norm" : group.differences.map((difference) => proseOf(difference)).join("; "),
      ]),
    ),
    ...report.groups.flatMap((group) => groupBlocks(report, group)),
    ...rowsBlocks(report),
    ...unreadBlocks(report),
    ...notAnalysedBlocks(report),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function groupBlocks(report: FleetReport, group: FleetGroup): string[] {
  const paths = membersOf(report, group).map((path) => `- ${codeOf(path)}`);
  return [
    `### ${group.id}`,
    `${counted(group.databases, "database")}, ${counted(group.tables, "table")}.`,
    ...group.issues.flatMap(({ id, title, severity, rule, impact, repairAction, findings, sql }) => [
      `#### ${id} ${proseOf(title)}`,
      `${severity}, ${codeOf(rule)}`,
      findings.map(({ message }) => `- ${proseOf(message)}`).join("\n"),
      ...[impact, repairAction].filter((text) => text !== "").map((text) => proseOf(text)),
      ...(sql.length === 0
        ? []
        : [
            `The SQL of its repair, not rehearsed here:`,
            fenced("sql", sql.map((text) => `${text};`).join("\n")),
          ]),
    ]),
    `<details><summary>${counted(paths.length, "database")}</summary>\n\n${paths.join("\n")}\n\n</details>`,
  ];
}

function rowsBlocks(report: FleetReport): string[] {
  const found = withRowIssues(report);
  if (found.length === 0) return [];
  const lines = (database: FleetDatabase): string[][] =>
    (database.rows?.issues ?? [])
      .filter(({ severity }) => severity !== "info")
      .map(({ severity, title, findings }) => [
        codeOf(database.path),
        severity,
        [title, ...findings.map(({ message }) => message)].map((text) => proseOf(text)).join("<br>"),
      ]);
  return ["## Rows", table(["Database", "Severity", "What"], found.flatMap(lines))];
}

function unreadBlocks(report: FleetReport): string[] {
  const unread = unreadOf(report);
  if (unread.length === 0) return [];
  const rows = unread.map(({ path, error }) => [
    codeOf(path),
    [error?.message ?? "", error?.help ?? ""].map((text) => proseOf(text)).join("<br>"),
  ]);
  return ["## Not read", table(["Database", "Why"], rows)];
}

function notAnalysedBlocks({ notAnalysed, groups }: FleetReport): string[] {
  const all = [...notAnalysed, ...groups.flatMap((group) => group.notAnalysed)];
  if (all.length === 0) return [];
  return ["## Not analysed", all.map(({ what, why }) => `- ${proseOf(`${what}: ${why}`)}`).join("\n")];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
