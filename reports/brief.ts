import { newSeverity } from "../src/reporting/accepted.ts";
import type { Report, ReportedFinding, ReportedIssue } from "../src/reporting/report.ts";
import { acceptanceOf, baselineSentence, newCounts } from "./baseline-words.ts";
import { codeOf, fenced, proseOf } from "./layout/markdown-text.ts";
import { placeInRepository } from "./places.ts";
import { statements } from "./scripts.ts";
import { counted, minutesShown, proofSentence, severityCounts } from "./wording.ts";

/** GitHub takes no comment of more characters; bytes are never fewer. */
const mostBytes = 65_000;

/**
 * The report for the comment of a pull request: what is new, by issue, with its details folded away. It begins with a
 * comment by which a bot finds what it wrote before.
 */
export function briefOf(report: Report): string {
  const fresh = report.issues.filter((issue) => isNew(issue) && issue.severity !== "info");
  const head = headOf(report, fresh);
  const foot = footOf(report);
  let left = mostBytes - bytesOf(head) - bytesOf(foot) - reserve;
  const take = (parts: readonly string[]): string[] => {
    const taken: string[] = [];
    for (const part of parts) {
      if (bytesOf(part) + 2 > left) break;
      left -= bytesOf(part) + 2;
      taken.push(part);
    }
    return taken;
  };
  // Rows come before details: all issues in a line each are worth more than some in full.
  const rows = take(fresh.map((issue) => rowOf(issue, report)));
  const details = take(fresh.slice(0, rows.length).map((issue) => detailsOf(issue, report)));
  const table = rows.length === 0 ? [] : [[tableHead, ...rows].join("\n")];
  const missing = fresh.length - rows.length;
  const folded = rows.length - details.length;
  return `${[
    head,
    ...table,
    ...(missing > 0 ? [`… and ${counted(missing, "further issue")}: the whole report has them.`] : []),
    ...details,
    ...(folded > 0 ? [`The details of ${counted(folded, "issue")} have no place here.`] : []),
    foot,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** Room for the sentences about what is left out. */
const reserve = 400;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function isNew(issue: ReportedIssue): boolean {
  return newSeverity(issue) !== null;
}

/** What a bot looks for to replace its own comment; each project of a repository has its own. */
export function markerOf({ tool, project }: Pick<Report, "tool" | "project">): string {
  const folder = encodeURIComponent((project?.folder ?? "").replace(/\p{Cs}/gu, "\ufffd"));
  // Two hyphens end a comment.
  return `<!-- ${tool.name}${folder === "" ? "" : `: ${folder.replaceAll("-", "%2D")}`} -->`;
}

function headOf(report: Report, fresh: readonly ReportedIssue[]): string {
  const { summary, database } = report;
  const sentence = baselineSentence(report);
  const title = titleOf(report, fresh.length > 0);
  return [
    `${markerOf(report)}\n### ${title}`,
    `${codeOf(shortened(database.path))}: ${severityCounts(summary)}${summary.total === 0 ? "" : `; about ${minutesShown(summary.estimatedMinutes)}, risk ${summary.risk}`}. ${proofSentence(report)}`,
    ...(sentence === null ? [] : [proseOf(shortened(sentence, 500))]),
  ].join("\n\n");
}

function titleOf({ summary, baseline }: Report, hasNew: boolean): string {
  if (summary.total === 0) return "Model and database agree";
  if (baseline === undefined) return `Schema drift: ${severityCounts(summary)}`;
  return hasNew ? `New schema drift: ${newCounts(baseline)}` : "No new schema drift";
}

const tableHead = "| Issue | What | Where | New |\n|---|---|---|---:|";

function rowOf(issue: ReportedIssue, report: Report): string {
  const fresh = issue.findings.filter(({ accepted }) => accepted === undefined);
  const [first] = fresh;
  const where = first === undefined ? "–" : placeOf(first, report);
  return `| [${issue.id}](#${anchorOf(issue)}) | ${proseOf(shortened(issue.title))} | ${where} | ${Math.max(1, fresh.length)} |`;
}

function anchorOf({ fingerprint }: ReportedIssue): string {
  return `drift-${fingerprint}`;
}

function placeOf(finding: ReportedFinding, report: Report): string {
  const { file, line } = placeInRepository(finding, report);
  return codeOf(`${shortened(file)}:${line}`);
}

const mostFindings = 20;
const mostSql = 4_000;

function detailsOf(issue: ReportedIssue, report: Report): string {
  const fresh = issue.findings.filter(({ accepted }) => accepted === undefined);
  const accepted = issue.findings.length - fresh.length;
  const shown = fresh.slice(0, mostFindings);
  const sql = statements(issue.sql);
  const lines = [
    `<a id="${anchorOf(issue)}"></a>\n<details><summary>${issue.id}: ${htmlOf(issue)}</summary>`,
    shown.map((finding) => findingLine(finding, report)).join("\n"),
    fresh.length > shown.length ? `… and ${fresh.length - shown.length} more.` : "",
    accepted > 0 ? `${counted(accepted, "further finding is", "further findings are")} accepted.` : "",
    `**Impact.** ${proseOf(shortened(issue.impact, 1_000))}`,
    `**Repair.** ${proseOf(shortened(issue.repairAction, 1_000))}`,
    issue.sql.length > 0 && sql.length <= mostSql ? fenced("sql", sql) : "",
    sql.length > mostSql ? "Its SQL is too long for this place: `doctor repair` shows it." : "",
    `\`doctor explain ${issue.rule}\` says more.`,
    "</details>",
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

/** Inside a summary stands HTML, so markdown means nothing there but what GitHub reads everywhere. */
function htmlOf({ title }: ReportedIssue): string {
  return codeOf(shortened(title)).replace(/^`(.*)`$/s, "<code>$1</code>");
}

function findingLine(finding: ReportedFinding, report: Report): string {
  const acceptance = acceptanceOf(finding);
  const words = proseOf(shortened(finding.message, 500));
  return `- ${words} ${placeOf(finding, report)}${acceptance === null ? "" : ` **${proseOf(acceptance)}**`}`;
}

const mostListed = 20;

function footOf(report: Report): string {
  const { baseline, notAnalysed, summary, tool } = report;
  const fixed = baseline?.fixed ?? [];
  const more = fixed.length - mostListed;
  const list = [
    ...fixed.slice(0, mostListed).map(({ rule, message }) => `- ${rule}: ${proseOf(shortened(message))}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ];
  const asides = [
    summary.info > 0 ? `${counted(summary.info, "remark")} of severity info` : "",
    notAnalysed.length > 0 ? `${counted(notAnalysed.length, "thing")} not analysed` : "",
  ].filter((aside) => aside !== "");
  const beside = asides.length === 0 ? "" : ` Besides: ${asides.join(", ")}.`;
  return [
    ...(list.length === 0
      ? []
      : [
          `<details><summary>Fixed: ${counted(fixed.length, "accepted finding")}</summary>\n\n${list.join("\n")}\n\n</details>`,
        ]),
    `<sub>${tool.name} ${proseOf(tool.version)}.${beside}</sub>`,
  ].join("\n\n");
}

function shortened(text: string, most = 200): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
