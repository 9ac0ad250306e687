import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedColumn, ReportedIssue, ReportedTable } from "../src/reporting/report.ts";
import { foldName } from "../src/schema/names.ts";
import { plain } from "./layout/plain.ts";

/** What the page says of a table: how it differs, or that nothing does. */
export type TableState = "missing" | "changed" | "renamed" | "dropped" | "concerned" | "undeclared" | "same";

/** What the page says of a column. */
export type ColumnMark = ReportedColumn["change"] | "concerned" | "undeclared";

export interface PageColumn {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
  readonly mark: ColumnMark;
  /** The mark in words; empty where there is none. */
  readonly word: string;
}

const markWords: Readonly<Record<ColumnMark, string>> = {
  added: "missing",
  renamed: "renamed",
  altered: "differs",
  dropped: "goes away",
  concerned: "has an issue",
  undeclared: "not in the model",
  none: "",
};

/** A table as the page lists and draws it. */
export interface PageTable {
  readonly anchor: string;
  readonly name: string;
  readonly state: TableState;
  /** Whether it is known to be a table: an issue may be about a view, or a name that nothing has. */
  readonly isDrawn: boolean;
  /** Of a new table all, of others the key and what differs. */
  readonly columns: readonly PageColumn[];
  /** How many more it has. */
  readonly more: number;
  readonly references: readonly {
    readonly columns: readonly string[];
    readonly parent: string;
    /** Absent where the parent is not listed. */
    readonly anchor: string | null;
    readonly isNew: boolean;
  }[];
  readonly issues: readonly Pick<ReportedIssue, "id" | "severity">[];
}

/** All tables of a report: first those that the repair changes, then those that issues are about, then the others. */
export function tablesOf(report: Report): PageTable[] {
  const concerns = concernsOf(report.issues);
  const changed = new Map(report.plan.tables.map((table) => [foldName(table.name), table]));
  const others = new Map(report.plan.surroundings.map((table) => [foldName(table.name), table]));
  const keys = [...new Set([...changed.keys(), ...concerns.keys(), ...others.keys()])];
  const anchors = new Map(keys.map((key, index) => [key, `table-${index + 1}`]));
  return keys.map((key) => {
    const concern = concerns.get(key) ?? { name: key, issues: [], columns: new Map() };
    const table = changed.get(key);
    const other = others.get(key);
    const columns = table ? changedColumns(table, concern) : concernedColumns(concern);
    const total = table?.columns.length ?? other?.columns ?? columns.length;
    const references = [...(table?.references ?? []), ...(other?.references ?? [])];
    const isMissing = concern.issues.some(({ rule }) => rule === "missing-table");
    return {
      anchor: anchors.get(key) ?? "",
      name: plain(table?.name ?? other?.name ?? concern.name),
      state: table ? stateOf(table) : !other && isMissing ? "missing" : unchangedState(concern),
      isDrawn: table !== undefined || other !== undefined || isMissing,
      columns,
      more: Math.max(0, total - columns.length),
      references: references.map((reference) => ({
        columns: reference.columns.map(plain),
        parent: plain(reference.parent),
        anchor: anchors.get(foldName(reference.parent)) ?? null,
        isNew: table?.change === "created" || ("added" in reference && reference.added === true),
      })),
      issues: [...concern.issues].sort(bySeverity).map(({ id, severity }) => ({ id, severity })),
    };
  });
}

/** What issues say of a table. */
interface Concern {
  readonly name: string;
  readonly issues: ReportedIssue[];
  /** The columns that findings are about, by folded name. */
  readonly columns: Map<string, { readonly name: string; readonly mark: ColumnMark }>;
}

function concernsOf(issues: readonly ReportedIssue[]): ReadonlyMap<string, Concern> {
  const concerns = new Map<string, Concern>();
  const concernOf = (name: string): Concern => {
    const known = concerns.get(foldName(name)) ?? { name, issues: [], columns: new Map() };
    concerns.set(foldName(name), known);
    return known;
  };
  for (const issue of issues) {
    for (const name of tableNamesOf(issue)) concernOf(name).issues.push(issue);
    for (const { table, column } of issue.findings) {
      const on = table ?? issue.table;
      const mark = markOf(issue);
      if (on === null || column === null || mark === "none") continue;
      const { columns } = concernOf(on);
      if (!columns.has(foldName(column))) columns.set(foldName(column), { name: column, mark });
    }
  }
  return concerns;
}

/** The tables that an issue names, each once. */
export function tableNamesOf({ table, findings }: ReportedIssue): string[] {
  const names = [table, ...findings.map((finding) => finding.table)].filter((name) => name !== null);
  return [...new Map(names.map((name) => [foldName(name), name])).values()];
}

function markOf({ rule, severity }: ReportedIssue): ColumnMark {
  if (rule === "unexpected-column") return "undeclared";
  return severity === "info" ? "none" : "concerned";
}

function stateOf({ change }: ReportedTable): TableState {
  const states = { created: "missing", altered: "changed", renamed: "renamed", dropped: "dropped" } as const;
  return states[change];
}

function unchangedState({ issues }: Concern): TableState {
  if (issues.some(({ severity }) => severity !== "info")) return "concerned";
  return issues.some(({ rule }) => rule === "unmanaged-table") ? "undeclared" : "same";
}

function changedColumns(table: ReportedTable, { columns }: Concern): PageColumn[] {
  const marked = table.columns.map(({ change, ...column }) => {
    const mark = change === "none" ? (columns.get(foldName(column.name))?.mark ?? change) : change;
    return marking({ ...column, mark });
  });
  return table.change === "created" ? marked : marked.filter(({ key, mark }) => key || mark !== "none");
}

function marking({ name, type, key, mark }: Omit<PageColumn, "word">): PageColumn {
  return { name: plain(name), type: plain(type), key, mark, word: markWords[mark] };
}

function concernedColumns({ columns }: Concern): PageColumn[] {
  return [...columns.values()].map(({ name, mark }) => marking({ name, type: "", key: false, mark }));
}

function bySeverity(a: ReportedIssue, b: ReportedIssue): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
