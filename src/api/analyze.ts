import { analyze as analyzeProject } from "../commands/analyze.ts";
import type { Report } from "../reporting/report.ts";
import type { AnalyzeOptions } from "./options.ts";
import { examineOptionNames, type Names, runOptions } from "./request.ts";

const optionNames: Names<AnalyzeOptions> = { ...examineOptionNames, baseline: true };

/**
 * Compares model, code, database and rows of a project, and rehearses the repair, as `doctor analyze` does. The database
 * is only read. Throws DoctorError when it cannot run; issues are no error.
 */
export async function analyze(options: AnalyzeOptions = {}): Promise<Report> {
  return await analyzeProject({ ...runOptions(options, optionNames), baseline: options.baseline });
}
