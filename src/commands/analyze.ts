import type { Config } from "../config/config.ts";
import type { Report } from "../reporting/report.ts";
import { examine } from "./examine.ts";
import type { RunOptions } from "./project.ts";

/** Compares model and database and rehearses the repair. Throws DoctorError when it cannot run. */
export async function analyze(options: RunOptions): Promise<Report> {
  const extent = { only: [], allowDestructive: false, rowsUpTo: ({ proof }: Config) => proof.maxBytes };
  return (await examine(options, extent)).report;
}
