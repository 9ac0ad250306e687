import { DoctorError } from "../errors.ts";
import { glanceAt } from "../files/glance.ts";
import { type Answers, witnessed } from "../files/witness.ts";
import type { Report, ReportedFinding, ReportedIssue } from "../reporting/report.ts";
import { type AnalyzeOptions, analyzeOnce } from "./analyze.ts";
import { beginRun, followed } from "./begun.ts";
import { findSource } from "./source.ts";

/** What one look at a project saw: a report, or why there is none. */
export interface Look {
  readonly report: Report | null;
  readonly trouble: DoctorError | null;
  /** What it learned of files. */
  readonly answers: Answers;
  /** The files of the database, and what a glance at them told before they were read. */
  readonly database: { readonly paths: readonly string[]; readonly glance: string };
}

/** A finding with the issue that it is part of. */
export interface SeenFinding extends Pick<ReportedFinding, "fingerprint" | "message" | "location"> {
  readonly issue: Pick<ReportedIssue, "id" | "severity" | "title">;
}

/** What a look saw that the one before did not, and the other way round. */
export interface News {
  readonly look: Pick<Look, "report" | "trouble">;
  readonly isFirst: boolean;
  readonly added: readonly SeenFinding[];
  readonly gone: readonly SeenFinding[];
}

/** Analyses a project as it is now; the run is not recorded. What stands in the way of it is part of what is seen. */
export async function lookAgain(options: AnalyzeOptions): Promise<Look> {
  let database: Look["database"] = { paths: [], glance: "" };
  // What was kept says nothing of the files it was read of.
  const anew = { ...options, cache: false };
  const { result, answers } = await witnessed(async () => {
    try {
      const begun = beginRun(anew);
      const path = followed(findSource(begun.loaded.config, options).path);
      const paths = [path, `${path}-wal`, `${path}-journal`];
      database = { paths, glance: glanceAt(paths) };
      return { report: await analyzeOnce(anew, begun), trouble: null };
    } catch (error) {
      if (error instanceof DoctorError) return { report: null, trouble: error };
      throw error;
    }
  });
  return { ...result, answers, database };
}

/** What is new since the look before; null where nothing is. */
export function newsOf(look: Look, before: Look | null): News | null {
  const known = findingsOf(before?.report ?? null);
  const now = findingsOf(look.report);
  const added = [...now].flatMap(([key, finding]) => (known.has(key) ? [] : [finding]));
  // Where nothing could be analysed nothing is known to be gone.
  const gone = look.report ? [...known].flatMap(([key, finding]) => (now.has(key) ? [] : [finding])) : [];
  const isOther = look.trouble?.message !== before?.trouble?.message;
  if (before !== null && !isOther && added.length + gone.length === 0) return null;
  return { look, isFirst: before === null, added, gone };
}

function findingsOf(report: Report | null): Map<string, SeenFinding> {
  return new Map(
    (report?.issues ?? []).flatMap(({ id, severity, title, findings }) =>
      findings.map(({ fingerprint, message, location }) => [
        `${severity} ${fingerprint}`,
        { fingerprint, message, location, issue: { id, severity, title } },
      ]),
    ),
  );
}
