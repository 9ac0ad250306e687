import { rules } from "../../rules/catalogue.ts";
import type { Config } from "../config/config.ts";
import type { AcceptedFinding } from "../engine/baseline.ts";
import { askedFor } from "../engine/conventions.ts";
import { settingFor } from "../engine/settings.ts";
import type { Report } from "../reporting/report.ts";
import { matchesTable } from "../schema/table-glob.ts";

/**
 * Tells what this run could have found. What it did not look for is not fixed: rules that are off or unknown to this
 * version, tables that are ignored, rows and code that were not read.
 */
export function lookedFor(report: Report, config: Config): (entry: AcceptedFinding) => boolean {
  const conventions = askedFor(config.conventions);
  const hasRows = !report.notAnalysed.some(({ what }) => what === "rows");
  return ({ rule: id, table }) => {
    const rule = rules.find((known) => known.id === id);
    if (rule === undefined || settingFor(config.rules, id, table) === "off") return false;
    if (table !== null && config.ignore.some((glob) => matchesTable(glob, table))) return false;
    if (rule.convention !== undefined && !conventions.has(rule.convention, table ?? undefined)) return false;
    if (rule.category === "query" || rule.category === "code") return report.code !== undefined;
    return rule.category !== "data" || hasRows;
  };
}
