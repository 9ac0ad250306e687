import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedFinding, ReportedIssue } from "../src/reporting/report.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { labelled, wrapped } from "./layout/terminal.ts";
import { counted, severityCounts } from "./wording.ts";

/** A finding that came or went, with the issue that it is part of. */
export interface ShownFinding extends Pick<ReportedFinding, "message" | "location"> {
  readonly issue: Pick<ReportedIssue, "id" | "severity">;
}

/** What a watch has to tell. */
export interface ShownNews {
  readonly look: {
    readonly report: Report | null;
    readonly trouble: { readonly message: string; readonly help: string } | null;
  };
  readonly isFirst: boolean;
  readonly added: readonly ShownFinding[];
  readonly gone: readonly ShownFinding[];
}

/** What is new in a watched project, for the terminal; `time` stands before it. */
export async function renderNews(
  { look, isFirst, added, gone }: ShownNews,
  { color, time }: { readonly color: boolean; readonly time: string },
): Promise<string> {
  const paint = await palette(color);
  const lines = look.report
    ? [
        `${paint.faint(time)}  ${paint.strong(isFirst ? begun(look.report) : severityCounts(look.report.summary))}`,
        ...(isFirst ? issueLines(look.report, paint) : findingLines("+", added, paint)),
        ...(isFirst ? [] : findingLines("-", gone, paint)),
      ]
    : [`${paint.faint(time)}  ${paint.bad("This cannot be analysed.")}`, ...troubleLines(look.trouble)];
  return `${lines.join("\n")}\n`;
}

function begun({ summary, database, model }: Report): string {
  return plain(`${severityCounts(summary)}: ${database.path}, ${counted(model.tables, "declared table")}`);
}

function issueLines({ issues }: Report, paint: Palette): string[] {
  return issues.flatMap(({ id, severity, title }) =>
    labelled(`  ${id.padEnd(8)}  `, plain(title), paint.severity[severity]),
  );
}

function findingLines(sign: string, findings: readonly ShownFinding[], paint: Palette): string[] {
  const inOrder = severities.flatMap((severity) =>
    findings.filter(({ issue }) => issue.severity === severity),
  );
  return inOrder.flatMap(({ message, location, issue }) => {
    const place = location ? ` (${location.file}:${location.line})` : "";
    return labelled(
      `${sign} ${issue.id.padEnd(8)}  `,
      plain(message + place),
      paint.severity[issue.severity],
    );
  });
}

function troubleLines(trouble: ShownNews["look"]["trouble"]): string[] {
  return trouble ? [trouble.message, trouble.help].flatMap((text) => wrapped("  ", plain(text))) : [];
}
