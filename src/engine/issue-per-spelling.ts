import type { Spelling } from "../diff/drift.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { placeOf } from "../evidence/lookup.ts";
import { foldName } from "../schema/names.ts";
import { finding } from "./finding.ts";
import type { IssueDraft } from "./issue.ts";

/** What a rule about spellings says of one table; `message` is a finding's. */
export interface SpellingWords {
  readonly title: (table: string, spellings: readonly Spelling[]) => string;
  readonly message: (spelling: Spelling) => string;
  readonly description: string;
  readonly impact: string;
  readonly repairAction: string;
}

/** One info issue for each table whose declaration and database spell something differently. Nothing is changed. */
export function* issuePerSpelling(
  evidence: Evidence,
  whats: readonly Spelling["what"][],
  words: SpellingWords,
): Generator<IssueDraft> {
  for (const [table, spellings] of spellingsByTable(evidence, whats)) {
    yield {
      subject: table,
      table,
      title: words.title(table, spellings),
      description: words.description,
      rootCause: "Model and database were written at different times or by different hands.",
      impact: words.impact,
      repairAction: words.repairAction,
      findings: spellings.map((spelling) =>
        finding("info", `${spelling.what}:${spelling.column ?? spelling.declared}`, words.message(spelling), {
          table,
          ...(spelling.column === null ? {} : { column: spelling.column }),
          location: placeOf(evidence, table, spelling.column ?? undefined),
        }),
      ),
      changes: [],
    };
  }
}

/** The spellings of these kinds by table, tables and spellings in the order of the drift. */
export function spellingsByTable(
  { drift }: Evidence,
  whats: readonly Spelling["what"][],
): [table: string, spellings: Spelling[]][] {
  const groups = new Map<string, [string, Spelling[]]>();
  for (const spelling of drift.spellings) {
    if (!whats.includes(spelling.what)) continue;
    const group = groups.get(foldName(spelling.table)) ?? [spelling.table, []];
    groups.set(foldName(spelling.table), group);
    group[1].push(spelling);
  }
  return [...groups.values()];
}
