import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { readable } from "../../src/sql/query/catalogue.ts";
import { describeStatement } from "../../src/sql/query/describe.ts";
import { readQuery } from "../../src/sql/query/read.ts";
import type { Elsewhere, Stated } from "./selects-elsewhere/elsewhere.ts";
import { elsewhere } from "./selects-elsewhere/index.ts";
import { judged, type Said } from "./selects-elsewhere/judged.ts";
import { columnsOf, contradictions } from "./selects-elsewhere/rows.ts";
import { type Change, type Site, sitesOf } from "./selects-elsewhere/sites.ts";

describe("what statements of other projects return", () => {
  it.each(Object.entries(elsewhere))("is stated as SQLite shows it: %s", (_, stated) => {
    expect(contradictions(stated)).toEqual([]);
  });

  it("is never said wrongly, and NULL is decided for at least 95 of 100 columns", () => {
    const columns = Object.values(elsewhere).flatMap(nullsSaid);
    const decided = columns.filter(({ said }) => said !== null);
    expect(decided.filter(({ said, stated }) => said !== stated).map(({ what }) => what)).toEqual([]);
    expect(decided.length / columns.length).toBeGreaterThanOrEqual(0.95);
  });
});

/** What is said of each column's NULLs beside what is stated, those aside that are up to a value. */
function nullsSaid({
  schema,
  selects,
}: Elsewhere): { what: string; stated: boolean; said: boolean | null }[] {
  const db = new Database(":memory:");
  db.exec(schema);
  const from = readable(introspect(db));
  db.close();
  return selects.flatMap(([sql, row]: Stated) => {
    const tree = readQuery(sql);
    const found = new Map((tree && describeStatement(tree, from))?.map(({ name, value }) => [name, value]));
    const places = [...found.values()];
    return columnsOf(row).flatMap(({ name, nullable, depends }, i) =>
      depends
        ? []
        : [
            {
              what: `${sql}: ${name}`,
              stated: nullable,
              said: (found.get(name) ?? places[i])?.nullable ?? null,
            },
          ],
    );
  });
}

interface Judged extends Site {
  readonly findings: readonly string[];
  readonly isTyped: boolean;
}

const shown = ({ form, sql, change, findings }: Judged): string =>
  `${change ? `${change.kind} ${change.column}, ` : ""}${form} | ${sql} | ${findings.join(", ")}`;

describe("row types of statements of other projects", () => {
  const sites: Judged[] = [];
  const others: string[] = [];

  beforeAll(async () => {
    for (const [place, stated] of Object.values(elsewhere).entries()) {
      const own = sitesOf(stated, place * 10_000);
      const said = await judged(stated.schema, own);
      others.push(...said.notAnalysed, ...(said.findings.get(-1) ?? []));
      sites.push(...own.map((site) => judgedSite(site, said)));
    }
  }, 120_000);

  it("are found at every call", () => {
    expect([...sites.filter(({ isTyped }) => !isTyped).map(shown), ...others]).toEqual([]);
  });

  it("raise no alarm where they are right", () => {
    const right = sites.filter(({ change }) => change === null);
    expect(right.filter(({ findings }) => findings.length > 0).map(shown)).toEqual([]);
  });

  it("with one change are told exactly that", () => {
    const changed = sites.flatMap((site) => (site.change ? [{ site, change: site.change }] : []));
    const beside = changed.filter(({ site, change }) => site.findings.some((one) => !isOf(one, change)));
    expect(beside.map(({ site }) => shown(site))).toEqual([]);
    const missed = changed.filter(({ site, change }) => !site.findings.some((one) => isFirst(one, change)));
    process.stdout.write(`${changed.length - missed.length} of ${changed.length} changes were found\n`);
    expect(missed.length / changed.length).toBeLessThan(0.02);
  });
});

function judgedSite(site: Site, { findings, typed }: Said): Judged {
  return { ...site, findings: findings.get(site.number) ?? [], isTyped: typed.has(site.number) };
}

/** That only a key without NOT NULL admits NULL is worth knowing, no more. */
const plain = (finding: string): string => finding.replace(" (info)", "");
const isOf = (finding: string, { findings }: Change): boolean => findings.includes(plain(finding));
const isFirst = (finding: string, { findings }: Change): boolean => findings[0] === plain(finding);
