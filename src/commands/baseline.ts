import { existsSync } from "node:fs";
import { baselineText } from "../config/baseline.ts";
import { baselinePlace } from "../config/find-baseline.ts";
import { type Accepted, type AcceptedFinding, accept, inBaselineOrder } from "../engine/baseline.ts";
import type { Report } from "../reporting/report.ts";
import { readBaseline } from "./baseline-file.ts";
import { beginRun } from "./begun.ts";
import { examine } from "./examine.ts";
import { lookedFor } from "./looked-for.ts";
import type { RunOptions } from "./project.ts";

/** What is to be accepted, and where that is kept. */
export interface BaselineOptions extends RunOptions {
  /** Why; said of what is accepted now, and of what was accepted without a reason. */
  readonly reason?: string | undefined;
  /** The file, relative to `folder`; without it doctor-baseline.json beside the config. */
  readonly out?: string | undefined;
  /** Whether what is found no more is taken out. */
  readonly prune?: boolean | undefined;
}

/** A baseline that accepts today's findings. */
export interface BaselineOutcome extends Accepted {
  /** Absolute path of its file. */
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
  readonly text: string;
  /** Whether the file that is there says something else, or there is none. */
  readonly isChanged: boolean;
}

/**
 * Accepts today's findings: what was accepted before keeps its reason and its day. Changes nothing, not the file
 * either. Throws DoctorError when it cannot run, or the file that is there is no baseline.
 */
export async function acceptFindings(options: BaselineOptions): Promise<BaselineOutcome> {
  const begun = beginRun(options);
  const { config } = begun.loaded;
  const place = baselinePlace(config.root, options.folder, options.out);
  const before = existsSync(place.path) ? readBaseline(place) : null;
  // No stored value may get into a file of the repository, and a proof is not asked for.
  const extent = { only: [], allowDestructive: false, rowsUpTo: () => 0 };
  const { report } = await examine({ ...options, showValues: false }, extent, begun);
  const accepted = accept(findingsOf(report), before ?? [], {
    reason: options.reason?.trim() || null,
    since: begun.started.toISOString().slice(0, 10),
    prune: options.prune ?? false,
    isLookedFor: lookedFor(report, config),
  });
  const text = baselineText(accepted.baseline);
  // Another order or other line endings are not worth a change of the file.
  const isChanged = before === null || baselineText(inBaselineOrder(before)) !== text;
  return { ...accepted, ...place, text, isChanged };
}

function findingsOf({ issues }: Report): Omit<AcceptedFinding, "reason" | "since">[] {
  return issues.flatMap((issue) =>
    issue.findings.map(({ fingerprint, table, severity, message }) => ({
      ...{ fingerprint, rule: issue.rule, table: table ?? issue.table, severity, message },
    })),
  );
}
