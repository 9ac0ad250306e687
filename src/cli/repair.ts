import { relative, resolve } from "node:path";
import type { Argv } from "yargs";
import type { Repair } from "../internal.ts";
import { applyCommand, notePulledIn } from "./apply.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions, snapshotOption } from "./options.ts";
import { startProgress } from "./progress.ts";
import { usageError } from "./usage.ts";
import { type Folder, writeRepair } from "./write-repair.ts";

/** Where scripts or migration go: as --out says, else where the project keeps its migrations. Throws a usage error where it does not say it. */
function folderFor(
  { out, as }: { out?: string | undefined; as?: string | undefined },
  { ledgers }: Pick<Repair, "ledgers">,
  here: string,
): Folder | null {
  if (out !== undefined) return { path: resolve(here, out), shown: out };
  if (as === undefined) return null;
  const [own, ...others] = ledgers.filter(({ folder }) => folder.tool === as);
  if (own && others.length === 0) return { path: own.path, shown: relative(here, own.path) || "." };
  throw usageError(
    `--as ${as} needs the folder that it writes into, and the project does not say it.`,
    "Name it with --out.",
  );
}

/** `doctor repair`: plans and rehearses the repair, shows it, writes its scripts. */
export function registerRepair(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "repair",
    "Plan the repair, prove it on a copy with all rows, show it or write its scripts",
    (command) =>
      command
        .options({
          "dry-run": { type: "boolean", describe: "Change nothing (so it is without a flag, too)" },
          apply: {
            type: "boolean",
            conflicts: ["dry-run", "out", "as"],
            describe: "Prove it anew, back the database up, and apply it",
          },
          ...snapshotOption,
          out: { type: "string", requiresArg: true, describe: "Write the scripts into this folder" },
          as: {
            choices: ["sql", ...doctor.migrationToolNames],
            requiresArg: true,
            describe:
              "Write it for this migration tool into --out, its folder of migrations (drizzle: as drizzle.config says)",
          },
          format: {
            choices: ["text", "json"] as const,
            default: "text",
            requiresArg: true,
            describe: "How the repair is shown",
          },
          "allow-destructive": {
            type: "boolean",
            default: false,
            describe: "Take in the steps that delete data",
          },
          only: {
            type: "string",
            array: true,
            nargs: 1,
            default: [] as string[],
            defaultDescription: "all",
            describe:
              "Repair only this issue (id or fingerprint) or rule, and what it depends on; repeatable",
          },
          run: {
            type: "string",
            requiresArg: true,
            describe: "The recorded run that the ids of --only refer to; the last one without it",
          },
        })
        .example("doctor repair", "every step with its SQL, its proof and its way back")
        .example("doctor repair --only CRIT-001 --only missing-index", "some issues, and what they depend on")
        .example("doctor repair --dry-run --out repair", "scripts for the sqlite3 shell")
        .example(
          "doctor repair --out migrations --as knex",
          "a migration, up and down, after those that are there",
        )
        .example("doctor repair --apply", "proven, backed up, applied in one transaction")
        .epilogue(
          "Exit codes: 0 applied, proven or nothing to do; 1 something is unproven, blocked or waits for a decision; 2 could not run.",
        ),
    carryOut(async (options) => {
      const { only, allowDestructive, run: reference } = options;
      const { snapshot } = options;
      const wanted = { ...runOptions(options, io), snapshot, only, run: reference, allowDestructive };
      if (options.as !== "drizzle") folderFor(options, { ledgers: [] }, io.folder);
      if (options.apply) return applyCommand(wanted, options, { io, doctor, exit });
      const progress = startProgress(io, options.quiet);
      const run = await doctor
        .repair({ ...wanted, onPhase: progress.enter, onCopy: progress.copied, onRows: progress.rows })
        .finally(progress.end);
      notePulledIn(run, options.quiet, io);
      const folder = folderFor(options, run, io.folder);
      if (folder !== null) {
        const said = await writeRepair(run, folder, options.as ?? "sql", doctor);
        if (!options.quiet) io.err(`${said}\n`);
      }
      const json = doctor.reporters.find(({ format }) => format === "json");
      const color = wantsColor(io, options.noColor);
      io.out(
        options.format === "json"
          ? ((await json?.render(run.report, { color: false })) ?? "")
          : await doctor.renderDryRun(run, { color }),
      );
      exit(run.exitCode);
    }),
  );
}
