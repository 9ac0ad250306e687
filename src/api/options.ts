import type { FailOn } from "../reporting/exit.ts";
import type { Progress } from "./progress.ts";

/** Which project a function is about. What is stated here has precedence over the config; all of it may be left out. */
export interface ProjectOptions {
  /** The folder to run in: the config is looked for here, and paths are relative to it. The current folder unless stated. */
  readonly folder?: string | undefined;
  /** Where DATABASE_URL is looked up: `process.env` unless stated. A `.env` beside the config is read in any case. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** The config; without it `doctor.config.json` in the folder, or the `doctor` key of its package.json. */
  readonly config?: string | undefined;
  /** The SQLite file, instead of the config's. */
  readonly database?: string | undefined;
  /** Globs of TypeScript files, .sql files, folders of migrations, instead of the config's. */
  readonly model?: string | readonly string[] | undefined;
  /** Told what happens while it happens. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What whoever looks for issues takes besides. */
export interface ExamineOptions extends ProjectOptions {
  /** A file that `doctor snapshot` wrote, which is looked at instead of a database: all but the rows. */
  readonly snapshot?: string | undefined;
  /** From which severity on the recorded run counts as failed, instead of the config's. `exitCode` says the same of a report. */
  readonly failOn?: FailOn | undefined;
  /** Lets stored values stand in the report, of at most five rows an issue. No unless stated. */
  readonly showValues?: boolean | undefined;
}

/** What an analysis takes. */
export interface AnalyzeOptions extends ExamineOptions {
  /** The accepted findings; `false` for none. Without either, `doctor-baseline.json` beside the config where it is there. */
  readonly baseline?: string | false | undefined;
}

/** What a function takes that changes a database. */
export interface ChangeOptions {
  /** An AbortSignal: when it is aborted, the statement under way is finished and everything is rolled back. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}
