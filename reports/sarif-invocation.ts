import type { Notification, ReportingDescriptor, Run } from "sarif";
import type { Report } from "../src/reporting/report.ts";
import { inRepository } from "./places.ts";
import { physicalLocation, unlinked } from "./sarif-location.ts";

const notAnalysed = kindOf("not-analysed", {
  name: "NotAnalysed",
  short: "Met and not examined.",
  full: "The doctor met it and could not examine it, or was told not to: nothing is known of it, good or bad.",
});

const leftOut = kindOf("results-left-out", {
  name: "ResultsLeftOut",
  short: "More results than code scanning takes.",
  full: "Code scanning takes 25,000 results of a run. --format json has them all.",
});

/** What the doctor may have to say of its own run. */
export const notificationKinds: readonly ReportingDescriptor[] = [notAnalysed, leftOut];

function kindOf(
  id: string,
  { name, short, full }: { readonly name: string; readonly short: string; readonly full: string },
): ReportingDescriptor {
  return {
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: full },
  };
}

/** A run that succeeded, with what it did not look at and how many of its results are left out. */
export function invocationOf(report: Report, missing: number): NonNullable<Run["invocations"]>[number] {
  const { startedAt, durationMs } = report.run;
  const about = `${missing} results are left out, those accepted and the least severe first; --format json has them all.`;
  return {
    executionSuccessful: true,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    toolExecutionNotifications: [
      ...report.notAnalysed.map((entry) => notificationOf(entry, report)),
      ...(missing > 0 ? [{ ...warningOf(leftOut), message: { text: about } }] : []),
    ],
  };
}

function notificationOf(
  { what, why, location }: Report["notAnalysed"][number],
  report: Report,
): Notification {
  const place = location && physicalLocation(inRepository(location, report));
  return {
    ...warningOf(notAnalysed),
    message: { text: unlinked(`${what}: ${why}`) },
    ...(place ? { locations: [{ physicalLocation: place }] } : {}),
  };
}

function warningOf(kind: ReportingDescriptor): Pick<Notification, "descriptor" | "level"> {
  return { descriptor: { id: kind.id, index: notificationKinds.indexOf(kind) }, level: "warning" };
}
