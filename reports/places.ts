import type { Report, ReportedFinding } from "../src/reporting/report.ts";
import type { Location } from "../src/schema/location.ts";

/** A place in the repository: a path from its top, or an absolute one outside of it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a finding is shown: its own place, else where the model declares what it is about, else the config, else the database. */
export function placeInRepository(finding: ReportedFinding, report: Report): Place {
  const { location, declaredAt } = finding;
  const known = location ?? declaredAt;
  if (known) return inRepository(known, report);
  return { file: fromTop(report.project?.config ?? report.database.path, report), line: 1, column: 1 };
}

/** A place as it is called from the top of the repository. */
export function inRepository({ file, line, column }: Location, report: Report): Place {
  return { file: fromTop(file, report), line: Math.max(1, line), column: Math.max(1, column) };
}

function fromTop(file: string, { project }: Report): string {
  if (isAbsolutePath(file)) return file;
  const parts: string[] = [];
  for (const part of `${project?.folder ?? ""}/${file}`.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Whether a path begins at a root or a drive. */
export function isAbsolutePath(file: string): boolean {
  return file.startsWith("/") || /^[a-z]:\//i.test(file);
}
