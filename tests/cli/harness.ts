import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Doctor } from "../../src/cli/context.ts";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import type { RepairOptions, RunOptions } from "../../src/internal.ts";
import * as realDoctor from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { type Ended, listeningIo } from "../cases/command-line.ts";
import { shop } from "../reports/samples.ts";

/** What one command line did. */
export interface Outcome extends Ended {
  /** What the commands asked of the doctor. */
  readonly asked: readonly (RunOptions & Partial<RepairOptions>)[];
  readonly folder: string;
}

/** How a command line is run: by default in an empty folder, with the shop's report and no terminal. */
export interface Setting {
  readonly report?: Report;
  readonly fails?: unknown;
  readonly folder?: string;
  readonly environment?: Io["environment"];
  readonly outIsTerminal?: boolean;
  readonly doctor?: Partial<Doctor>;
}

/** A fresh empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "doctor-cli-"));
}

/** Runs a command line against a doctor that has analysed already. */
export async function doctor(line: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const asked: (RunOptions & Partial<RepairOptions>)[] = [];
  const report = setting.report ?? shop();
  const folder = setting.folder ?? emptyFolder();
  const answer = async <T>(options: RunOptions, value: T): Promise<T> => {
    asked.push(options);
    if (setting.fails !== undefined) throw setting.fails;
    return value;
  };
  const stub: Doctor = {
    ...realDoctor,
    analyze: (options) => answer(options, report),
    analyzeToKeep: async (options) => {
      const report = await (setting.doctor?.analyze ?? stub.analyze)(options);
      const { failOn } = await (setting.doctor?.settingsOf ?? realDoctor.settingsOf)(options);
      return { report, exitCode: realDoctor.exitCode(report, failOn), keep: () => undefined };
    },
    repair: (options) =>
      answer(options, {
        id: null,
        report,
        pulledIn: ["HIGH-001"],
        offending: new Map([["SELECT * FROM orders WHERE user_id NOT IN (SELECT id FROM users)", 2]]),
        allowDestructive: options.allowDestructive,
        losses: [],
        scripts: { "repair.sql": "-- repair\n", "rollback.sql": "-- rollback\n" },
        migration: null,
        ledgers: [],
        exitCode: 1,
      }),
    ...setting.doctor,
  };
  const { environment = {}, outIsTerminal = false } = setting;
  const { io, said } = listeningIo(folder, { environment, outIsTerminal });
  const code = await run(line, io, stub);
  return { code, ...said, asked, folder };
}
