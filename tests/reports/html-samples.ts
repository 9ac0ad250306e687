import { finding } from "../../src/engine/finding.ts";
import type { Report } from "../../src/reporting/report.ts";
import { actualSchema, actualTable, issue, plan, report } from "../reporting/samples.ts";
import { hostileNames, reportAbout } from "./hostile.ts";
import { shop } from "./samples.ts";

/** What in a page would run, fetch, break out of its place or hide. */
export const runnable: readonly string[] = [
  "</script><script>globalThis.planted = true</script>",
  "</style><style>* { display: none }</style>",
  '</title></head><body onload="globalThis.planted = true">',
  '<img src=x onerror="globalThis.planted = true">',
  "<svg/onload=globalThis.planted=true>",
  '<iframe srcdoc="<script>parent.planted = true</script>">',
  '<base href="https://evil.example/"><link rel=stylesheet href=//evil.example/a.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  "<form action=https://evil.example/><input autofocus onfocus=globalThis.planted=true>",
  '" onmouseover="globalThis.planted = true" x="',
  "' autofocus onfocus='globalThis.planted = true' x='",
  "javascript:globalThis.planted=true",
  "]]></svg><script>globalThis.planted = true</script>",
  "--><script>globalThis.planted = true</script><!--",
  "</pre></code></details></article></main>",
  "NUL \u0000 between",
  "before \u2028 after \u2029 end",
  "\u202egnp.\u2066exe\u2069",
  `$${"{globalThis.planted = true}"}`,
  "&lt;script&gt; &#x3c;script&#x3e;",
  "__proto__",
];

/** These, and what means something elsewhere. */
export const hostileToPages: readonly string[] = [...hostileNames, ...runnable];

/** The name in every place where a page has names, statements, query plans, stored values and reasons, too. */
export function pageAbout(name: string): Report {
  const about = reportAbout(name);
  const location = { file: `src/${name}.ts`, line: 1, column: 1 };
  const [first, ...others] = about.issues;
  if (first === undefined) throw new Error("the sample lost its issues");
  const findings = first.findings.flatMap((finding) => [
    {
      ...finding,
      query: { sql: `SELECT '${name}'`, count: 3, rowids: [1, name], values: [name] },
      queryPlans: [{ location, sql: name, before: [`SCAN ${name}`], after: [`SEARCH ${name}`] }],
      accepted: { reason: name, since: "2026-03-01" },
    },
    {
      ...finding,
      fingerprint: "00000000000000aa",
      worsenedFrom: "medium",
      location: null,
      declaredAt: location,
    },
  ]) satisfies Report["issues"][number]["findings"];
  const entry = {
    fingerprint: "00000000000000bb",
    rule: "missing-column",
    table: name,
    severity: "high",
    message: name,
    reason: name,
    since: "2026-03-01",
  } as const;
  const references = [{ columns: [name], parent: name }];
  return {
    ...about,
    issues: [{ ...first, findings }, ...others],
    code: {
      files: 1,
      statements: 1,
      concerned: [
        {
          location,
          within: name,
          sql: `SELECT * FROM "${name}"`,
          tables: [name],
          fails: { today: `no such table: ${name}`, repaired: name },
          issues: ["CRIT-001"],
        },
      ],
    },
    plan: { ...about.plan, surroundings: [{ name: `${name} 3`, columns: 1, references }] },
    baseline: {
      path: name,
      accepted: 1,
      new: { critical: 1, high: 0, medium: 0, info: 0 },
      fixed: [entry],
      notLookedFor: [entry],
    },
  };
}

/** The shop with code, a lookup and tables that nothing is wrong with. */
export function shopWithCode(): Report {
  const at = (line: number) => ({ file: "src/orders.ts", line, column: 3 });
  const sql = "SELECT id FROM orders WHERE user_id = ?";
  const lookup = finding("medium", "orders", "orders has no index (user_id) for src/orders.ts:9.", {
    ...{ table: "orders", column: "user_id", location: at(9) },
    queryPlans: [9, 12, 15, 18].map((line) => ({
      ...{ location: at(line), sql },
      before: ["SCAN orders"],
      after: ["SEARCH orders USING INDEX idx_orders_user_id (user_id=?)"],
    })),
  });
  const slow = issue("MED-002", {
    ...{ rule: "unindexed-lookup", severity: "medium", category: "performance" },
    findings: [lookup],
  });
  const { issues } = report({ issues: [slow], plan: plan() });
  const others = ["genres", "shelves", "publishers"].map((name) => actualTable(name, ["id"]));
  const { surroundings } = report({ actual: actualSchema(...others) }).plan;
  const before = shop();
  return {
    ...before,
    issues: [...before.issues, ...issues],
    plan: { ...before.plan, surroundings },
    code: {
      files: 2,
      statements: 5,
      concerned: [
        {
          location: at(9),
          within: "ordersOf",
          sql,
          tables: ["orders"],
          fails: { today: null, repaired: null },
          issues: ["MED-002"],
        },
        {
          location: at(30),
          within: null,
          sql: "SELECT role FROM users",
          tables: ["users"],
          fails: { today: "no such column: role", repaired: null },
          issues: ["CRIT-001"],
        },
      ],
    },
  };
}
