import type { Change } from "../diff/change.ts";
import { findNamed, sameName } from "../schema/names.ts";
import { sameReference } from "../sql/clauses.ts";
import { nullRows, violatingRows } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import { mendingsOf } from "./mend.ts";
import { orphans } from "./orphans.ts";
import type { Asked } from "./preconditions.ts";
import { Projection } from "./projection.ts";
import { duplicates, plainPart } from "./shared-keys.ts";

/**
 * The queries that must return no row because the table is made anew: what is declared already and stays must hold for
 * the values that are filled, converted or computed on the way.
 */
export function standingPreconditions(asked: Asked): string[] {
  const projection = new Projection(asked.table, asked.declared, asked.changes, mendingsOf(asked));
  return [
    ...new Set([
      ...brokenChecks(asked, projection),
      ...sharedKeys(asked, projection),
      ...filledReferences(asked, projection),
      ...computedNulls(asked, projection),
    ]),
  ];
}

/** CHECKs over values that stay as they are hold by themselves; a row that breaks one all the same ends the rehearsal. */
export function brokenChecks({ table, changes }: Asked, projection: Projection, where?: string): string[] {
  const gone = changes.flatMap((change) => (change.kind === "drop-check" ? [change.actual.expression] : []));
  return table.checks
    .filter(({ expression }) => !gone.includes(expression) && projection.changes(expression))
    .map(({ expression }) => violatingRows(table, expression, projection.from(expression, where)));
}

/** Two values that were different may become one; none where no key concerns a value that changes. */
export function sharedKeys({ table, declared, changes }: Asked, projection: Projection): string[] {
  const goes = (change: Change): readonly unknown[] =>
    change.kind === "drop-unique" || change.kind === "drop-index" || change.kind === "replace-index"
      ? [change.actual]
      : [];
  const gone = new Set(changes.flatMap(goes));
  const keepsKey = !changes.some(({ kind }) => kind === "alter-primary-key");
  const key = (keepsKey ? (table.primaryKey?.columns ?? []) : []).map((column) => ({
    ...plainPart(column),
    collation:
      findNamed(declared.columns, column)?.collation ??
      findNamed(table.columns, column)?.collation ??
      "BINARY",
  }));
  const standing = [
    { columns: key, where: null },
    ...table.uniques.filter((unique) => !gone.has(unique)).map(({ columns }) => ({ columns, where: null })),
    ...table.indexes
      .filter((index) => index.unique && !gone.has(index))
      .map(({ parts, where }) => ({ columns: parts, where })),
  ];
  return standing
    .filter(({ columns, where }) =>
      projection.changes(
        [...columns.map((part) => part.expression ?? quoteName(part.column ?? "")), where ?? ""].join(" "),
      ),
    )
    .map(({ columns, where }) => duplicates(columns, where, table, projection));
}

/** A value put in the place of NULL must find its parent; an orphan of before is not this step's doing. */
function filledReferences(asked: Asked, projection: Projection): string[] {
  const { table, changes } = asked;
  const filled = changes.flatMap((change) =>
    change.kind === "alter-nullability" && change.notNull && change.backfill !== null ? [change.column] : [],
  );
  const gone = changes.flatMap((change) =>
    change.kind === "drop-foreign-key" || change.kind === "alter-foreign-key" ? [change.actual] : [],
  );
  return table.foreignKeys
    .filter((key) => !gone.some((actual) => sameReference(actual, key)))
    .flatMap((key) => {
      const own = key.columns.filter((column) => filled.some((name) => sameName(name, column)));
      if (own.length === 0) return [];
      const was = own.map((column) => `${quoteName(column)} IS NULL`).join(" OR ");
      return orphans(key, asked, projection, was);
    });
}

function computedNulls({ table, declared }: Asked, projection: Projection): string[] {
  return declared.columns
    .filter(
      ({ name, notNull, generated }) =>
        notNull && generated && findNamed(table.columns, name) && projection.changes(quoteName(name)),
    )
    .map(({ name }) => nullRows(table, name, projection.from(quoteName(name))));
}
