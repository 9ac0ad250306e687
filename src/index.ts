export { analyze } from "./api/analyze.ts";
export type { AnalyzeOptions, ProjectOptions } from "./api/options.ts";
export type { Progress } from "./api/progress.ts";
export { DoctorError } from "./errors.ts";
export { exitCode, type FailOn } from "./reporting/exit.ts";
export type { Report } from "./reporting/report.ts";
