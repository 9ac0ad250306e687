import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { markdown } from "../../reports/markdown.ts";
import type { Finding } from "../../src/engine/issue.ts";
import { againstBaseline } from "../../src/reporting/accepted.ts";
import type { Report } from "../../src/reporting/report.ts";
import { addColumn, issue, plan, report, step } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

const brief = async (about: Report = shop()) => markdown.render(about, { color: false, brief: true });
const toHtml = (text: string) =>
  micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

function accepting(found: Report, ids: readonly string[], fixed: number): Report {
  const day = { reason: "Comes with release 7.", since: "2026-03-14" };
  const known = found.issues
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ rule, findings }) =>
      findings.map(({ fingerprint, severity, message, table }) => ({
        ...{ fingerprint, rule, severity, message, table, ...day },
      })),
    );
  const gone = Array.from({ length: fixed }, (_, index) => ({
    ...{ fingerprint: index.toString(16).padStart(16, "0"), rule: "missing-index", table: null },
    ...{ severity: "medium" as const, message: `Index ${index}.`, ...day },
  }));
  return againstBaseline(found, [...known, ...gone], {
    path: "doctor-baseline.json",
    isLookedFor: () => true,
  });
}

describe("the brief report", () => {
  it("begins with the mark by which a bot finds its own comment, one for every project of a repository", async () => {
    const first = async (folder: string) =>
      (await brief({ ...shop(), project: { folder, config: null } })).split("\n")[0];
    expect((await brief()).split("\n")[0]).toBe("<!-- schema-drift-doctor -->");
    expect(await first("")).toBe("<!-- schema-drift-doctor -->");
    expect(await first("apps/shop")).toBe("<!-- schema-drift-doctor: apps%2Fshop -->");
    expect(await first("a--> <b>")).toBe("<!-- schema-drift-doctor: a%2D%2D%3E%20%3Cb%3E -->");
  });

  it("has a row for every issue but those of info, linked to its details by fingerprint", async () => {
    const html = toHtml(await brief());
    const links = [...html.matchAll(/<a href="#(drift-[0-9a-f]{16})">(.*?)<\/a>/g)];
    expect(links.map(([, , id]) => id)).toEqual(["CRIT-001", "HIGH-001", "HIGH-002", "MED-001"]);
    expect(links.map(([, anchor]) => anchor)).toEqual(
      shop()
        .issues.slice(0, 4)
        .map(({ fingerprint }) => `drift-${fingerprint}`),
    );
    for (const [, anchor] of links) expect(html).toContain(`<a id="${anchor}"></a>`);
    expect(html.match(/<details>/g)).toHaveLength(4);
    expect(html.match(/<\/details>/g)).toHaveLength(4);
    expect(html).toContain("1 remark of severity info");
  });

  it("says in the details what was found and where, what it does, what to do, and the SQL", async () => {
    const text = await brief();
    for (const part of [
      "- Column users.role is declared and does not exist. `src/models/user.ts:5`",
      "**Repair.** Add role and email as declared, with default or backfill.",
      "ALTER TABLE users ADD COLUMN role TEXT;",
      "`doctor explain missing-column` says more.",
    ])
      expect(text).toContain(part);
  });

  it("shows what is new, counts what is accepted and lists what is fixed", async () => {
    const text = await brief(accepting(shop(), ["CRIT-001"], 25));
    expect(text).toContain("### New schema drift: 1 medium\n");
    expect(text).not.toContain("CRIT-001");
    expect(text).toContain(
      "2 findings accepted; new: 1 medium; 25 fixed (doctor-baseline.json). Only what is new fails the run.",
    );
    expect(text).toContain("<details><summary>Fixed: 25 accepted findings</summary>");
    expect(text).toContain("- missing-index: Index 19.\n- … and 5 more");
  });

  it("says in its title that nothing is new, and that all is well", async () => {
    const found = report({ issues: [shopIssue()] });
    expect(await brief(accepting(found, ["HIGH-001"], 0))).toContain("### No new schema drift");
    expect(await brief(report())).toContain("### Model and database agree");
    expect(await brief(found)).toContain("### Schema drift: 1 high");
  });

  it("is not brief unless it is asked to be", async () => {
    expect(await markdown.render(shop(), { color: false })).toContain("## Executive summary");
  });
});

function shopIssue(id = "HIGH-001", text = "Odd.") {
  const finding: Finding = {
    ...{ key: "odd", message: text, severity: "high", table: "users", column: null },
    ...{ location: { file: "src/models.ts", line: 1, column: 1 }, query: null },
  };
  return issue(id, { title: text, impact: text, repairAction: text, findings: [finding] });
}

describe("the length of the brief report", () => {
  const long = (length: number) => "日本 <b>|".repeat(length / 8);

  it.each([
    ["many issues", report({ issues: Array.from({ length: 5_000 }, (_, n) => shopIssue(`HIGH-${n}`)) })],
    [
      "long words",
      report({ issues: Array.from({ length: 300 }, (_, n) => shopIssue(`HIGH-${n}`, long(4_000))) }),
    ],
    ["one endless issue", report({ issues: [shopIssue("HIGH-001", long(200_000))] })],
    [
      "a long path",
      report({ database: { path: long(100_000), bytes: 1, sqliteVersion: "3.53.0", schemaHash: "a" } }),
    ],
    ["much that is fixed", accepting(report({ issues: [shopIssue()] }), [], 10_000)],
    [
      "endless SQL",
      report({
        issues: [issue("HIGH-001", { changes: [addColumn("users", "role")] })],
        plan: plan(
          step("step-1", [addColumn("users", "role")], { sql: [`SELECT '${"x".repeat(100_000)}'`] }),
        ),
      }),
    ],
  ])("keeps below 65,536 bytes with %s, and its tags stay closed", async (_, about) => {
    const text = await brief(about);
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
    expect(text).toMatch(/<sub>schema-drift-doctor .*<\/sub>\n$/);
  });

  it("prefers a line for each issue to the details of some, and says what is left out", async () => {
    const some = await brief(
      report({ issues: Array.from({ length: 300 }, (_, n) => shopIssue(`HIGH-${n}`)) }),
    );
    expect(some.match(/^\| \[HIGH-/gm)).toHaveLength(300);
    expect(some).toMatch(/The details of \d+ issues have no place here\./);
    const many = await brief(
      report({ issues: Array.from({ length: 5_000 }, (_, n) => shopIssue(`HIGH-${n}`)) }),
    );
    const rows = many.match(/^\| \[HIGH-/gm)?.length ?? 0;
    expect(many).toContain(`… and ${5_000 - rows} further issues: the whole report has them.`);
  });
});

describe("names in the brief report", () => {
  const tags = [
    "a",
    "blockquote",
    "br",
    "code",
    "details",
    "em",
    "h3",
    "input",
    "li",
    "p",
    "pre",
    "strong",
    "sub",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
  ];

  it.each(hostileNames)("%j brings no tag, link, row or mention of its own", async (name) => {
    const text = await brief(reportAbout(name));
    expect(text.replaceAll("\t", "")).not.toMatch(steering);
    const html = toHtml(text);
    const [plainHtml] = [toHtml(await brief(reportAbout("users")))];
    const found = (page: string) =>
      (page.match(/<\/?[a-z][^>]*>/g) ?? []).map((tag) => tag.replace(/^<\/?([a-z0-9]+)[\s\S]*$/, "$1"));
    expect(found(html).filter((tag) => !tags.includes(tag))).toEqual([]);
    const count = (page: string, tag: string) => found(page).filter((one) => one === tag).length;
    for (const tag of ["a", "tr", "td", "details", "h3", "li", "blockquote"]) {
      expect([tag, count(html, tag)]).toEqual([tag, count(plainHtml, tag)]);
    }
    expect(html.match(/href="(?!#drift-)/g)).toBeNull();
  });
});
