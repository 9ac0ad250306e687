import { countedByAnalyze, type Statistic } from "../schema/snapshot.ts";
import type { Line, Refuse } from "./refuse.ts";

/** Reads the rows of sqlite_stat1. Throws DoctorError for a line that is none. */
export function readStatistics(lines: readonly Line[], refuse: Refuse): Statistic[] {
  return lines.map((line) => {
    const row = parsed(line.content);
    if (!isStatistic(row))
      throw refuse(line, 'here stands -- ["table", "index" or null, "what ANALYZE counted"]');
    return row;
  });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^-- /, ""));
  } catch {
    return null;
  }
}

function isStatistic(row: unknown): row is Statistic {
  if (!Array.isArray(row) || row.length !== 3) return false;
  const [table, index, counted] = row;
  return (
    typeof table === "string" &&
    (index === null || typeof index === "string") &&
    typeof counted === "string" &&
    countedByAnalyze.test(counted)
  );
}
