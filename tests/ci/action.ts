import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const path = fileURLToPath(new URL("../../action.yml", import.meta.url));

/** The action as a runner reads it. */
export const action: Action = parse(readFileSync(path, "utf8"));

/** What a step did to the runner. */
export interface StepOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The folder for temporary files. */
  readonly temp: string;
}

/** Programs that stand in for those of the runner, as scripts of the shell. */
export type Programs = Readonly<Record<string, string>>;

/** Runs a step as GitHub's runner does: the same bash, its inputs in the environment. */
export function runStep(
  name: string,
  given: {
    readonly folder: string;
    readonly programs: Programs;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
    readonly temp?: string;
  },
): StepOutcome {
  const step = action.runs.steps.find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`no step ${name}`);
  const temp = given.temp ?? mkdtempSync(join(tmpdir(), "doctor runner "));
  const files = {
    output: join(temp, "output"),
    summary: join(temp, "summary"),
    script: join(temp, "step.sh"),
  };
  const bin = withPrograms(temp, given.programs);
  writeFileSync(files.script, step.run);
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", files.script],
    {
      cwd: given.folder,
      encoding: "utf8",
      env: {
        ...{ PATH: [bin, process.env.PATH].join(delimiter), HOME: temp, RUNNER_TEMP: temp },
        ...{ GITHUB_OUTPUT: files.output, GITHUB_STEP_SUMMARY: files.summary },
        ...environmentOf(step, given.inputs ?? {}),
        ...given.environment,
      },
    },
  );
  const outputs = Object.fromEntries(
    textOf(files.output)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("=", 2)),
  );
  return { code: status, out: stdout, err: stderr, outputs, summary: textOf(files.summary), temp };
}

/** The variables of a step whose value is an input; the runner sets no others from them. */
function environmentOf(step: Step, inputs: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(step.env ?? {}).flatMap(([key, value]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
    return input === undefined ? [] : [[key, inputs[input] ?? action.inputs[input]?.default ?? ""]];
  });
  return Object.fromEntries(entries);
}

function withPrograms(temp: string, programs: Programs): string {
  const bin = join(temp, "bin");
  mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
