import { checkThreshold, type FailOn } from "../reporting/exit.ts";
import type { FleetDatabase, FleetGroup, FleetReport, FleetSummary } from "./report.ts";
import { worstOf } from "./worst.ts";

/** How many databases there are of each kind. */
export function summaryOf(groups: readonly FleetGroup[], databases: readonly FleetDatabase[]): FleetSummary {
  const worst = { critical: 0, high: 0, medium: 0, none: 0 };
  const ofGroup = new Map(groups.map((group) => [group.id, group]));
  const norm = groups.find(({ isNorm }) => isNorm)?.id;
  let outliers = 0;
  for (const { group, rows } of databases) {
    if (group === null) continue;
    if (group !== norm) outliers += 1;
    worst[worstOf([...(ofGroup.get(group)?.issues ?? []), ...(rows?.issues ?? [])]) ?? "none"] += 1;
  }
  const unread = databases.filter(({ state }) => state === "unread").length;
  return { databases: databases.length, unread, groups: groups.length, outliers, worst };
}

/**
 * 2 when a database could not be read, for then nobody knows; else 1 when one has an issue of that severity or a worse one
 * that the baseline does not accept; else 0. Throws DoctorError for a word that is no threshold.
 */
export function fleetExitCode({ summary }: Pick<FleetReport, "summary">, failOn: FailOn): 0 | 1 | 2 {
  checkThreshold(failOn);
  if (summary.unread > 0) return 2;
  const failing = {
    critical: ["critical"],
    high: ["critical", "high"],
    medium: ["critical", "high", "medium"],
    never: [],
  } as const;
  return failing[failOn].some((severity) => summary.worst[severity] > 0) ? 1 : 0;
}
