import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { shopFolder } from "../cli/shop.ts";
import { sarifMistakes } from "../reports/sarif-schema.ts";
import { action, runStep, type StepOutcome } from "./action.ts";

const declared = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, role TEXT);";
const actual = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";

const program = useProgram();

/** npx without the registry: notes how it was called, and runs this doctor. */
const npx = () => `
printf '%s\\n' "$*" >> "$RUNNER_TEMP/npx.log"
while [ "$1" != doctor ]; do shift; done
shift
exec "${process.execPath}" "${program}" "$@"`;

const analyse = (folder: string, inputs: Readonly<Record<string, string>> = {}): StepOutcome =>
  runStep("Analyze", { folder, inputs, programs: { npx: npx() } });

const npxCalls = ({ temp }: StepOutcome) => readFileSync(join(temp, "npx.log"), "utf8").trimEnd().split("\n");

describe("action.yml", () => {
  it("puts no expression into a script: inputs reach it by the environment", () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(3);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it("describes every input, uses every input, and names a shell for every script", () => {
    const steps = JSON.stringify(action.runs.steps);
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description).not.toBe("");
      expect(steps).toContain(`inputs.${name}`);
    }
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps.filter(({ run, shell }) => run !== undefined && shell !== "bash")).toEqual([]);
  });
});

describe("the step that analyses", () => {
  it("leaves drift to the verdict: report, SARIF, annotations, summary, and the log as asked for", () => {
    const ran = analyse(shopFolder({ declared, actual }), { "fail-on": "high" });
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: "" });
    expect(ran.outputs["exit-code"]).toBe("1");
    expect(JSON.parse(readFileSync(ran.outputs.report ?? "", "utf8")).formatVersion).toBe(1);
    expect(sarifMistakes(JSON.parse(readFileSync(ran.outputs.sarif ?? "", "utf8")))).toEqual([]);
    expect(ran.out).toContain("HIGH-001  Table users lacks 1 declared column: role");
    expect(ran.out).toMatch(/^::error file=schema\.sql,line=1,col=\d+,title=HIGH-001 missing-column::/m);
    expect(ran.summary).toMatch(/^<!-- schema-drift-doctor -->\n### Schema drift: 1 high/);
    // One analysis; the formats are the recorded run.
    expect(npxCalls(ran).map((call) => call.split(" ").slice(0, 5).join(" "))).toEqual([
      "--yes --package schema-drift-doctor@latest doctor analyze",
      ...Array(4).fill("--yes --package schema-drift-doctor@latest doctor report"),
    ]);
    expect(runStep("Verdict", { folder: ".", programs: {}, environment: { CODE: "1" } }).code).toBe(1);
  });

  it("shows the log between marks that stop commands", () => {
    const name = '"::error::gotcha ##[error]x"';
    const folder = shopFolder({ declared: `CREATE TABLE ${name} (id INTEGER PRIMARY KEY);`, actual });
    const { out } = analyse(folder, { annotations: "false" });
    const [, token = "?"] = /^::stop-commands::(\S+)$/m.exec(out) ?? [];
    const [before, after] = [out.indexOf("::stop-commands::"), out.indexOf(`\n::${token}::`)];
    expect(before).toBeGreaterThan(-1);
    expect(after).toBeGreaterThan(before);
    expect(out.slice(0, before) + out.slice(after)).not.toContain("gotcha");
    expect(out.slice(before, after)).toContain("gotcha");
  });

  it("passes with 0 when all is well, and with a baseline that accepts what there is", () => {
    const clean = analyse(shopFolder({ declared: actual, actual }));
    expect(clean).toMatchObject({ code: 0, outputs: { "exit-code": "0" } });
    expect(clean.summary).toContain("### Model and database agree");
    expect(runStep("Verdict", { folder: ".", programs: {}, environment: { CODE: "0" } }).code).toBe(0);
  });

  it("analyses again where nothing is recorded, with the same result", () => {
    const ran = analyse(shopFolder({ declared, actual, config: { history: false } }));
    expect({ code: ran.code, exit: ran.outputs["exit-code"], err: ran.err }).toEqual({
      code: 0,
      exit: "1",
      err: "",
    });
    expect(ran.summary).toContain("### Schema drift: 1 high");
    expect(existsSync(ran.outputs.sarif ?? "")).toBe(true);
  });

  it("fails at once with 2 and the reason when the doctor could not run; nothing of an older run is shown", () => {
    const ran = analyse(shopFolder({ declared, actual }), { db: "missing.db" });
    expect(ran.code).toBe(2);
    expect(ran.outputs).toEqual({ "exit-code": "2" });
    expect(ran.err).toContain("missing.db");
    expect(ran.summary).toBe("");
  });

  it("hands every input on as it is: none is read as shell", () => {
    const folder = shopFolder({ declared, actual });
    mkdirSync(join(folder, "a b"));
    const hostile = "a b/$(touch pwned) `touch pwned` \"; touch pwned; 'x.sql";
    writeFileSync(join(folder, hostile), declared);
    const ran = analyse(folder, {
      ...{
        db: "shop.db",
        config: "doctor.config.json",
        model: `${hostile.replace(/[()]/g, "\\$&")}\n\nschema.sql\n`,
      },
      ...{ "fail-on": "never", baseline: "false", version: "1.2.3" },
    });
    expect(readdirSync(folder)).not.toContain("pwned");
    const [first = ""] = npxCalls(ran);
    expect(first).toContain("--package schema-drift-doctor@1.2.3 doctor analyze");
    expect(first).toContain("$(touch pwned)".replace(/[()]/g, "\\$&"));
    expect(first).toMatch(/--fail-on never --no-baseline --config doctor\.config\.json$/);
  });

  it.each(["$(touch pwned)", "; touch pwned", "' || touch pwned #"])(
    "as a version, %s is a name and no command",
    (version) => {
      const folder = shopFolder({ declared, actual });
      analyse(folder, { version, "fail-on": version, baseline: version, format: version });
      expect(readdirSync(folder)).not.toContain("pwned");
    },
  );
});

const hasJq = spawnSync("jq", ["--version"]).status === 0;

describe.skipIf(!hasJq)("the step that comments", () => {
  const mark = "<!-- schema-drift-doctor -->";
  const gh = (comments: unknown) => `
printf '%s\\n' "$*" >> "$RUNNER_TEMP/gh.log"
case "$*" in *--paginate*) cat <<'JSON'
${JSON.stringify(comments)}
JSON
;; esac`;

  function comment(comments: unknown): string[] {
    const ran = analyse(shopFolder({ declared, actual }));
    const { code, err } = runStep("Comment on the pull request", {
      ...{ folder: ".", temp: ran.temp, programs: { gh: gh(comments) } },
      environment: { GITHUB_REPOSITORY: "ada/shop", NUMBER: "7" },
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return readFileSync(join(ran.temp, "gh.log"), "utf8").trimEnd().split("\n").slice(1);
  }

  it("writes one where the bot has none; what people write is left alone", () => {
    const people = [{ id: 1, user: { type: "User" }, body: `${mark}\nhello` }];
    expect(comment(people)).toEqual([
      expect.stringMatching(
        /^api --method POST repos\/ada\/shop\/issues\/7\/comments --field body=@.*brief\.md$/,
      ),
    ]);
  });

  it("replaces its own", () => {
    const comments = [
      { id: 2, user: { type: "Bot" }, body: "Coverage fell." },
      { id: 3, user: { type: "Bot" }, body: `${mark}\n### Schema drift` },
    ];
    expect(comment(comments)).toEqual([
      expect.stringMatching(/^api --method PATCH repos\/ada\/shop\/issues\/comments\/3 --field body=@/),
    ]);
  });

  it("is for pull requests of the repository itself", () => {
    const step = action.runs.steps.find(({ name }) => name === "Comment on the pull request");
    expect(step?.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
  });
});
