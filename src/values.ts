import type { Drift } from "./diff/drift.ts";
import type { Finding, Issue } from "./engine/issue.ts";
import { actualColumnName, actualTable } from "./evidence/actual-names.ts";
import type { RowReader, StoredValue } from "./evidence/evidence.ts";
import { begun } from "./sql/begun.ts";
import { rowidName } from "./sql/identity.ts";
import { quoteName } from "./sql/quote.ts";

/** The issues with what stands in the rows that their findings name. */
export function withValues(
  issues: readonly Issue[],
  drift: Drift,
  { list }: Pick<RowReader, "list">,
): Issue[] {
  const valued = (finding: Finding): Finding => {
    const listing = listingOf(finding, drift);
    if (finding.query === null || listing === null) return finding;
    const values = list(listing).flat().map(told);
    return { ...finding, query: { ...finding.query, values } };
  };
  return issues.map((issue) => ({ ...issue, findings: issue.findings.map(valued) }));
}

function listingOf({ query, table, column }: Finding, drift: Drift): string | null {
  if (!query?.rowids || query.rowids.length === 0 || table === null || column === null) return null;
  const actual = actualTable({ drift }, table);
  const rowid = actual && rowidName(actual);
  const name = actualColumnName({ drift }, table, column);
  if (!actual || !rowid || name === null) return null;
  return `SELECT quote(${begun(quoteName(name))}) FROM ${quoteName(actual.name)} WHERE ${rowid} IN (${query.rowids.join(", ")}) ORDER BY ${rowid}`;
}

function told(value: StoredValue): string {
  return String(value);
}
