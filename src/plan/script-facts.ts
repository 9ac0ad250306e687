import { foldName, sameName } from "../schema/names.ts";
import { quoteName, quoteText } from "../sql/quote.ts";
import type { Survival } from "./plan.ts";
import type { Guard, Work } from "./work.ts";

/** Tables by their names before and after the work. */
type Renamed = readonly { readonly from: string; readonly to: string }[];

const facts = "_doctor_facts";
const objects = "_doctor_objects";

/** Writes down, in temporary tables, what is known only before the work: rows, orphans, the names of all objects. */
export function factsBefore({ survivals }: Work, checked: Renamed): string[] {
  return [
    `CREATE TEMP TABLE ${facts} (what TEXT NOT NULL, n INTEGER NOT NULL)`,
    `CREATE TEMP TABLE ${objects} (type TEXT NOT NULL, name TEXT NOT NULL, tbl TEXT NOT NULL)`,
    ...survivals.map((survival, i) => `INSERT INTO ${facts} SELECT 'rows ${i + 1}', ${rowsThen(survival)}`),
    ...checked.map(
      ({ from }, i) =>
        `INSERT INTO ${facts} SELECT 'orphans ${i + 1} ' || lower(parent), count(*) ` +
        `FROM pragma_foreign_key_check(${quoteText(from)}, 'main') GROUP BY lower(parent)`,
    ),
    `INSERT INTO ${objects} SELECT type, name, tbl_name FROM main.sqlite_schema WHERE sql IS NOT NULL`,
  ];
}

/** How many rows of the table there are to be. */
function rowsThen({ from, leaving, arriving: any = 0 }: Survival): string {
  const arriving = any === "any" || any === 0 ? "" : ` + ${any}`;
  const stays = leaving === undefined ? "" : ` WHERE (${leaving}) IS NOT TRUE`;
  return `count(*)${arriving} FROM ${quoteName(from)}${stays}`;
}

/** What must hold after the work, and the statements that put the temporary tables away. */
export function questionsAfter(work: Work, checked: Renamed): { asks: Guard[]; tidy: string[] } {
  const asks = [
    ...work.survivals.map(({ to }, i) => ({
      what: `the number of rows in ${to}`,
      query: `SELECT 1 WHERE (SELECT count(*) FROM ${quoteName(to)}) IS NOT (SELECT n FROM ${facts} WHERE what = 'rows ${i + 1}')`,
    })),
    ...checked.map(({ to }, i) => ({
      what: `no more rows of ${to} lack a parent than before`,
      query: newOrphans(to, i + 1, work.survivals),
    })),
    ...work.tasks.flatMap(({ id, validations }) =>
      validations.map((query, i) => ({ what: `validation ${i + 1} of ${id}`, query })),
    ),
    {
      what: "no holding table is left",
      query: `SELECT name FROM main.sqlite_schema WHERE name GLOB '_doctor_hold_*' AND name NOT IN (SELECT name FROM ${objects})`,
    },
    ...(work.gone === null
      ? []
      : [{ what: "every object is still there", query: missing({ ...work, gone: work.gone }) }]),
  ];
  return { asks, tidy: [facts, objects].map((table) => `DROP TABLE temp.${table}`) };
}

/** A parent may have another name by then. */
function newOrphans(table: string, number: number, survivals: readonly Survival[]): string {
  const renamed = survivals.filter(({ from, to }) => !sameName(from, to));
  const cases = renamed.map(
    ({ from, to }) => ` WHEN ${quoteText(foldName(to))} THEN ${quoteText(foldName(from))}`,
  );
  const parent =
    cases.length === 0 ? "lower(parent)" : `CASE lower(parent)${cases.join("")} ELSE lower(parent) END`;
  return (
    `SELECT 1 FROM pragma_foreign_key_check(${quoteText(table)}, 'main') GROUP BY lower(parent) ` +
    `HAVING count(*) > coalesce((SELECT n FROM ${facts} WHERE what = 'orphans ${number} ' || ${parent}), 0)`
  );
}

function missing({
  gone,
  goneTables,
  indexesMayGo,
}: Pick<Work, "goneTables" | "indexesMayGo"> & { readonly gone: readonly string[] }): string {
  const notIn = (column: string, names: readonly string[]): string =>
    names.length === 0 ? "" : ` AND b.${column} COLLATE NOCASE NOT IN (${names.map(quoteText).join(", ")})`;
  return (
    `SELECT b.name FROM ${objects} AS b WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_schema AS s ` +
    `WHERE s.type = b.type AND s.name = b.name COLLATE NOCASE)` +
    `${notIn("name", gone)}${notIn("tbl", goneTables)}${indexesMayGo ? " AND b.type <> 'index'" : ""}`
  );
}
