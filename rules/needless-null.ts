import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { listed, shown } from "../src/engine/wording.ts";
import type { ClaimedProperty } from "../src/evidence/code.ts";
import { type RowType, rowTypes } from "../src/evidence/row-types.ts";

const id = "needless-null";

export const needlessNull = defineRule({
  id,
  category: "query",
  component: "Codebase",
  severity: "info",
  summary: "The type of a row allows null where the statement never returns NULL.",
  why: "Nothing fails. Code that handles a null that cannot come is never run, and hides that the two do not say the same.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\ninterface Title {\n  title: string | null;\n}\nexport const titles = () => db.prepare("SELECT title FROM books").all() as Title[];',
      },
    ],
    good: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);",
        code: 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\ninterface Title {\n  title: string | null;\n}\nexport const titles = () => db.prepare("SELECT title FROM books").all() as Title[];',
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const type of rowTypes(evidence, id)) {
      const needless = needlessIn(type);
      if (needless.length === 0) continue;
      const { claim } = type;
      const names = listed(needless.map(({ name }) => shown(name)));
      yield {
        subject: claim.key,
        table: null,
        title: `${shown(claim.name)} allows null in ${names}, which is never NULL`,
        description: `No statement with the type ${shown(claim.name)} returns NULL in ${names}.`,
        rootCause: "The column became NOT NULL, or the statement gives a value in its place.",
        impact: "None when it runs.",
        repairAction: "Take the null out of the type.",
        findings: needless.map(({ name, location }) =>
          finding("info", name, `${claim.name}.${name} allows null; no statement returns NULL there.`, {
            location,
          }),
        ),
        changes: [],
      };
    }
  },
});

/** The properties that allow null in vain for every statement of the type. An optional one may be another statement's. */
function needlessIn({ uses }: RowType): ClaimedProperty[] {
  const each = uses.map(({ differences }) =>
    differences.flatMap((one) =>
      one.kind === "needless-null" && !one.property.optional ? [one.property] : [],
    ),
  );
  const [first = [], ...rest] = each;
  return first.filter(({ name }) => rest.every((others) => others.some((other) => other.name === name)));
}
