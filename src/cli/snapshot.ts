import type { Argv } from "yargs";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor snapshot`: writes the schema of the database to a text for the repository, or holds the two against each other. */
export function registerSnapshot(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "snapshot",
    "Write the database's schema to a file, to analyse without the database",
    (command) =>
      command
        .options({
          out: {
            type: "string",
            requiresArg: true,
            describe: "The file (the config's snapshot, else doctor-snapshot.sql beside the config)",
          },
          check: {
            type: "boolean",
            default: false,
            describe: "Write nothing; fail when the database has moved on from the file",
          },
        })
        .example("doctor snapshot", "writes doctor-snapshot.sql: the schema and statistics, no rows")
        .example("doctor snapshot --check", "says what the database has that the file has not")
        .example("doctor analyze --snapshot doctor-snapshot.sql", "where there is no database, as in CI")
        .epilogue(
          "Exit codes: 0 written, or the file is up to date; 1 with --check, the database has moved on; 2 could not run.",
        ),
    carryOut(async ({ out, check, ...options }) => {
      const request = { ...runOptions(options, io), out };
      if (check) {
        const checked = await doctor.checkSnapshot(request);
        io.out(await doctor.renderSnapshotCheck(checked, { color: wantsColor(io, options.noColor) }));
        return exit(checked.exitCode);
      }
      const { path, shown, text, objects } = await doctor.snapshot(request);
      writeFileAtomically(path, text, shown);
      if (!options.quiet)
        io.err(`The schema is in ${shown}: ${objects === 1 ? "1 object" : `${objects} objects`}, no rows.\n`);
    }),
  );
}
