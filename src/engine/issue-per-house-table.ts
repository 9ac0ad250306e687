import type { Change } from "../diff/change.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type HouseTable, houseTables } from "../evidence/house-tables.ts";
import { placeOf } from "../evidence/lookup.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Convention } from "./convention.ts";
import { finding } from "./finding.ts";
import type { IssueDraft } from "./issue.ts";
import { shown, shownColumn } from "./wording.ts";

/** Where a table does not keep to a convention. */
export interface Breach {
  /** What makes it this one and no other inside its table. */
  readonly key: string;
  readonly message: string;
  readonly column?: string;
  /** What a person does about it; absent where the changes do. */
  readonly advice?: string;
  readonly changes?: readonly Change[];
}

/** What a rule about a convention says of one table. */
export interface ConventionWords {
  readonly title: (table: string, breaches: readonly Breach[]) => string;
  readonly description: string;
  readonly impact: string;
  /** What the changes do. */
  readonly repair: string;
  readonly find: (table: HouseTable, evidence: Evidence) => readonly Breach[];
}

/** One issue for each table that does not keep to a convention the project asks for. */
export function* issuePerHouseTable(
  evidence: Evidence,
  convention: Convention,
  words: ConventionWords,
): Generator<IssueDraft> {
  for (const table of houseTables(evidence, convention)) {
    const breaches = words.find(table, evidence);
    if (breaches.length === 0) continue;
    const { name } = table;
    const changes = breaches.flatMap((breach) => breach.changes ?? []);
    const advice = breaches.flatMap((breach) => breach.advice ?? []);
    yield {
      subject: name,
      table: name,
      title: words.title(name, breaches),
      description: words.description,
      rootCause: "The convention was agreed on later, or was not known to whoever made this.",
      impact: words.impact,
      repairAction: [...(changes.length > 0 ? [words.repair] : []), ...new Set(advice)].join(" "),
      findings: breaches.map(({ key, message, column }) =>
        finding("medium", foldName(key), message, {
          table: name,
          ...(column === undefined ? {} : { column }),
          location: placeOf(evidence, name, column),
        }),
      ),
      changes,
    };
  }
}

/**
 * Why the plan leaves a table, or these columns of it, alone: no model names them, or the declaration states everything.
 * The first half of a sentence, which goes on with what to do; null where the plan may.
 */
export function byHand(
  { name, declared, columns }: HouseTable,
  about: readonly string[] = [],
): string | null {
  if (declared === null) return `No model names ${shown(name)}, so the plan leaves it alone`;
  const stranger = about.find((column) => findNamed(columns, column)?.unexpected);
  if (stranger !== undefined)
    return `The model does not name ${shownColumn(name, stranger)}, so the plan leaves it alone`;
  return declared.complete ? `${declared.location?.file ?? "The model"} states all of ${shown(name)}` : null;
}
