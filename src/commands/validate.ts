import { openDatabase } from "../database/open.ts";
import { failedValidations } from "../database/run-plan.ts";
import { openHistory } from "../history/open.ts";
import { appliedRepair } from "./applied-repairs.ts";
import { databaseOf, loadProject, type RunOptions } from "./project.ts";
import { settleToday } from "./today.ts";

/** One validation of an applied repair, asked today. */
export interface AskedValidation {
  readonly step: string;
  readonly query: string;
  /** How many rows it returns, or what SQLite says when it cannot be asked; null when it holds. */
  readonly against: string | null;
}

/** What the validations of a repair say today. */
export interface ValidateOutcome {
  readonly repair: string;
  readonly validations: readonly AskedValidation[];
  readonly exitCode: 0 | 1;
}

/** Asks the validations of the last repair, or of the one named, of today's database. Throws DoctorError when it could not run. */
export function validate(options: RunOptions & { readonly repair?: string | undefined }): ValidateOutcome {
  const { config } = loadProject(options);
  const database = databaseOf(config, options);
  const source = openDatabase(database);
  try {
    const history = openHistory(config.root);
    try {
      settleToday(history, database);
      const record = appliedRepair(history, database, options.repair);
      const validations = record.steps.flatMap(({ id, validations: queries }) =>
        queries.map((query): AskedValidation => {
          const [failed] = failedValidations(source.connection, [{ id, validations: [query] }]);
          return { step: id, query, against: failed?.why.slice(0, -`: ${query}`.length) ?? null };
        }),
      );
      const holds = validations.every(({ against }) => against === null);
      return { repair: record.id, validations, exitCode: holds ? 0 : 1 };
    } finally {
      history.close();
    }
  } finally {
    source.close();
  }
}
