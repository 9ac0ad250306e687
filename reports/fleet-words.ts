import { severities } from "../src/engine/issue.ts";
import type { FleetDatabase, FleetGroup, FleetReport } from "../src/fleet/report.ts";
import { counted } from "./wording.ts";

/** How many databases there are, and how many of them could be read. */
export function sizeOf({ summary, passedOver }: FleetReport): string {
  const { databases, unread } = summary;
  const read = unread === 0 ? "" : `, of which ${unread} could not be read`;
  const others = passedOver === 0 ? "" : `; ${counted(passedOver, "other file")} passed over`;
  return counted(databases, "database") + read + others;
}

/** How many schemas there are, and how many databases are outside the norm. */
export function spreadOf({ summary, groups }: FleetReport): string {
  const { outliers } = summary;
  const schemas = groups.reduce((sum, group) => sum + group.schemas.length, 0);
  const spelled = schemas === groups.length ? "" : `, spelled in ${schemas} ways`;
  if (groups.length < 2) return `${counted(groups.length, "schema")}${spelled}`;
  const differ = outliers === 1 ? "1 database differs" : `${outliers} databases differ`;
  return `${counted(groups.length, "schema")}${spelled}; ${differ} from the norm`;
}

/** The databases by the worst that is wrong with them. */
export function resultOf({ summary: { worst } }: FleetReport): string {
  const parts = [
    ...severities.flatMap((severity) =>
      severity !== "info" && worst[severity] > 0 ? [`${worst[severity]} ${severity}`] : [],
    ),
    ...(worst.none > 0 ? [`${worst.none} without issues`] : []),
  ];
  return parts.length === 0 ? "nothing is known" : parts.join(", ");
}

/** Paths in a row; of many the first ones. */
export function pathsShown(paths: readonly string[], most: number): string {
  const kept = paths.length > most ? paths.slice(0, most) : paths;
  const more = paths.length - kept.length;
  return kept.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The databases of a group. */
export function membersOf({ databases }: FleetReport, { id }: FleetGroup): readonly string[] {
  return databases.filter(({ group }) => group === id).map(({ path }) => path);
}

/** The databases that could not be read. */
export function unreadOf({ databases }: FleetReport): readonly FleetDatabase[] {
  return databases.filter(({ state }) => state === "unread");
}

/** The databases whose rows have issues of their own, infos aside. */
export function withRowIssues({ databases }: FleetReport): readonly FleetDatabase[] {
  return databases.filter(({ rows }) => rows?.issues.some(({ severity }) => severity !== "info") ?? false);
}

/** What to do next, a sentence and the command that does it. */
export function fleetSteps(
  report: FleetReport,
): readonly { readonly text: string; readonly command: string | null }[] {
  const failing = report.groups.find(({ summary }) => summary.total > 0);
  const example = failing?.schemas[0]?.example ?? withRowIssues(report)[0]?.path;
  return [
    ...(report.summary.unread > 0
      ? [
          {
            text: "See to the databases that could not be read: nobody knows what is in them.",
            command: null,
          },
        ]
      : []),
    ...(example === undefined
      ? []
      : [
          {
            text: "Rehearse the repair on one database of a group; the others are repaired one by one as it is.",
            command: `doctor repair --db ${quoted(example)}`,
          },
        ]),
  ];
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./@%+=:,-]+$/.test(word) && !word.startsWith("-") ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
