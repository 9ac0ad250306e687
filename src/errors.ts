/** An error that means "could not run": what happened, why, and what to do next. Never thrown for an issue of the database. */
export class DoctorError extends Error {
  readonly code: string;
  readonly help: string;

  constructor(code: string, message: string, help: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "DoctorError";
    this.code = code;
    this.help = help;
  }
}
