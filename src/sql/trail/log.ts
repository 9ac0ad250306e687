import type { DeclaredColumn, DeclaredTable } from "../../schema/declared.ts";
import { requiredBeside } from "../../schema/lookup.ts";
import { findNamed, foldName, sameName } from "../../schema/names.ts";
import type { Table } from "../../schema/schema.ts";
import { auditLog, type RowEvent, rowEvents, type TrailLog } from "../../schema/trail.ts";
import { canonicalExpression } from "../canonical.ts";
import { checkTerms, valueSet } from "../check-terms.ts";
import { mentionedNames } from "../mentions.ts";
import { quoteText } from "../quote.ts";

/** The columns of an entry, `changed_at` beside them where the table has it. */
const entry = ["table_name", "row_id", "action", "old_values", "new_values"];

/** The log that the convention makes where there is none. */
export const newAuditLog: DeclaredTable = {
  name: auditLog,
  source: "types",
  complete: false,
  open: false,
  columns: [
    { name: "id", type: "INTEGER" },
    { name: "table_name", type: "TEXT", notNull: true },
    { name: "row_id", type: "TEXT" },
    { name: "action", type: "TEXT", notNull: true, values: rowEvents },
    { name: "old_values", type: "TEXT" },
    { name: "new_values", type: "TEXT" },
    { name: "changed_at", type: "TEXT", notNull: true, default: "CURRENT_TIMESTAMP" },
  ],
  primaryKey: { columns: ["id"] },
  foreignKeys: [],
  uniques: [],
  indexes: [
    {
      unique: false,
      parts: ["table_name", "row_id"].map((column) => ({
        ...{ column, expression: null, collation: "BINARY", descending: false },
      })),
      where: null,
    },
  ],
  // Up to 3.40 at least, json_valid(NULL) is 0 and not NULL.
  checks: ["old_values", "new_values"].map((column) => ({
    name: null,
    expression: `${column} IS NULL OR json_valid(${column})`,
  })),
};

/**
 * How entries are written to a table, or, in the words of a sentence that begins with its name, why it cannot take them:
 * a trigger whose INSERT fails would make the application's own statement fail.
 */
export function asTrailLog(table: DeclaredTable, today: Table | null): TrailLog | { readonly why: string } {
  const columns = entry.flatMap((name) => findNamed(table.columns, name) ?? []);
  const missing = entry.filter((name) => !findNamed(columns, name));
  if (missing.length > 0) return { why: `has no column ${missing.join(", ")}` };
  const time = findNamed(table.columns, "changed_at");
  const needsTime = time !== undefined && !time.generated && time.default == null && takesText(time, table);
  const given = [...entry, ...(needsTime ? ["changed_at"] : [])];
  const beside = [...new Set([...requiredBeside(table, today), ...keyWithoutValue(table)])].filter(
    (name) => !given.some((own) => sameName(own, name)),
  );
  const [actions, why] = [actionsOf(table), obstacle(table, columns)];
  if (beside.length > 0) return { why: `must be given ${beside.join(", ")} with each row` };
  if (why !== null) return { why };
  if (actions === null) return { why: "calls the events in its column action otherwise" };
  const needsRow = findNamed(columns, "row_id")?.notNull === true;
  return { name: table.name, actions, needsRow, needsTime };
}

/** A key that is not the rowid would be NULL, which some tables let in. */
function keyWithoutValue({ primaryKey, columns }: DeclaredTable): readonly string[] {
  if (primaryKey?.rowidAlias !== false) return [];
  return primaryKey.columns.filter((name) => findNamed(columns, name)?.default == null);
}

/** What of the table itself may refuse an entry. */
function obstacle(table: DeclaredTable, columns: readonly DeclaredColumn[]): string | null {
  const computed = columns.find(({ generated }) => generated);
  if (computed) return `computes ${computed.name}`;
  const foreign = columns.find((column) => !takesText(column, table));
  if (foreign) return `has a column ${foreign.name} that is not for text`;
  const full = columns.find(({ name, notNull }) => notNull && /_values$/i.test(name));
  if (full) return `allows no NULL in ${full.name}`;
  const ours = (names: readonly (string | null)[]): boolean =>
    names.some((name) => entry.some((own) => sameName(own, name ?? "")));
  const parts = [
    ...table.uniques.map((unique) => unique.columns),
    ...table.indexes.filter(({ unique }) => unique).map((index) => index.parts),
  ];
  const keys = [table.primaryKey?.columns ?? [], ...parts.map((list) => list.map(({ column }) => column))];
  if (keys.some(ours)) return "lets an entry stand only once";
  if (table.foreignKeys.some((key) => ours(key.columns))) return "has a foreign key in a column of the entry";
  const doubtful = table.checks.find(({ expression }) => !isHarmless(expression, table));
  return doubtful ? `may refuse an entry by its CHECK (${doubtful.expression})` : null;
}

function takesText({ name, type, accepts }: DeclaredColumn, { strict }: DeclaredTable): boolean {
  if (accepts !== undefined && type === undefined)
    return accepts === "string" || accepts === "json" || (accepts === "date" && sameName(name, "changed_at"));
  return !strict || /^(?:TEXT|ANY)$/i.test(type ?? "TEXT");
}

function isHarmless(expression: string, table: DeclaredTable): boolean {
  const names = mentionedNames(expression);
  if (![...entry, "changed_at"].some((name) => names.has(name))) return true;
  const scope = { table: table.name, columns: table.columns.map(({ name }) => name) };
  const set = valueSet(expression, scope);
  // The members are looked at with the events.
  if (set && sameName(set.column, "action")) return true;
  const valid = ["old_values", "new_values"].map((name) => canonicalExpression(`json_valid(${name})`, scope));
  return checkTerms(expression, scope).every((term) => valid.includes(term));
}

const spellings: Readonly<Record<RowEvent, readonly string[]>> = {
  insert: ["insert", "create"],
  update: ["update"],
  delete: ["delete"],
};

/** What a table calls the events: by the set that its column `action` is held to, else as they are. */
function actionsOf(table: DeclaredTable): TrailLog["actions"] | null {
  const scope = { table: table.name, columns: table.columns.map(({ name }) => name) };
  const stated = findNamed(table.columns, "action")?.values;
  const sets = table.checks.flatMap(({ expression }) => {
    const set = valueSet(expression, scope);
    return set && sameName(set.column, "action") ? [set.values] : [];
  });
  const allowed = [...sets, ...(stated ? [stated.map((member) => quoteText(String(member)))] : [])];
  const chosen = rowEvents.map((event) => {
    const fits = (text: string): boolean => allowed.every((set) => set.includes(quoteText(text)));
    const members = [...spellings[event], ...allowed.flat().map((member) => member.slice(1, -1))];
    return members.find((text) => spellings[event].includes(foldName(text)) && fits(text));
  });
  const [insert, update, del] = chosen;
  return insert && update && del ? { insert, update, delete: del } : null;
}
