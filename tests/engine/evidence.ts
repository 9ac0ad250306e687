import type { Drift } from "../../src/diff/drift.ts";
import { noCode } from "../../src/evidence/code.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { DeclaredSchema, DeclaredTable } from "../../src/schema/declared.ts";

const noDrift: Drift = {
  changes: [],
  suspicions: [],
  spellings: [],
  unexpectedColumns: [],
  unmanaged: [],
  missingViews: [],
  pairs: [],
  notAnalysed: [],
};

/** A declaration of these tables, for tests that need no more of it. */
export function declaring(...tables: readonly string[]): DeclaredSchema {
  return {
    sources: [],
    tables: tables.map(declaredTable),
    virtualTables: [],
    views: [],
    triggers: [],
    unparsable: [],
    notAnalysed: [],
  };
}

function declaredTable(name: string): DeclaredTable {
  return {
    name,
    source: "types",
    complete: false,
    open: false,
    columns: [],
    foreignKeys: [],
    uniques: [],
    indexes: [],
    checks: [],
  };
}

/** Evidence made by hand, of what a test states and nothing else. */
export function evidenceOf(parts: Partial<Evidence> & { readonly changed?: Partial<Drift> }): Evidence {
  return {
    declared: parts.declared ?? declaring(),
    actual: parts.actual ?? { tables: [], virtualTables: [], views: [], triggers: [], notAnalysed: [] },
    drift: parts.drift ?? { ...noDrift, ...parts.changed },
    probes: parts.probes ?? new Map(),
    code: parts.code ?? noCode,
    conventions: parts.conventions ?? new Set(),
    checks: parts.checks ?? [],
    listings: parts.listings ?? new Map(),
    showValues: parts.showValues ?? false,
  };
}
