import { DoctorError } from "../errors.ts";
import type { Location } from "../schema/location.ts";
import type { Statement } from "../sql/statements.ts";
import { isOperator } from "../sql/tokens.ts";
import { reachesOutside } from "./outside.ts";

/** Throws DoctorError for a statement that must not run: it reaches outside, or it is a command of the sqlite3 shell. */
export function refuse(statement: Statement, location: Location): void {
  const [first, second] = statement;
  if (isOperator(first, ".")) {
    throw new DoctorError(
      "model-sql-shell-command",
      `${placeOf(location)}: .${second?.text ?? ""} is a command of the sqlite3 shell, not SQL.`,
      "Keep only SQL in the model's files. For what .read would include, name those files as models of their own.",
    );
  }
  const why = reachesOutside(statement);
  if (why === null) return;
  throw new DoctorError(
    "model-sql-refused",
    `${placeOf(location)}: this statement is not run, because ${why}.`,
    "The doctor builds the model in memory and touches nothing else. Take the statement out of the model, or move it to a file the model does not name.",
  );
}

/** The error for a statement that SQLite refuses. */
export function failed(message: string, location: Location): DoctorError {
  return new DoctorError(
    "model-sql-failed",
    `${placeOf(location)}: SQLite refuses this statement: ${message}.`,
    helps.find(([pattern]) => pattern.test(message))?.[1] ?? usual,
  );
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

const usual =
  "The files of the model run in an empty database, in the order the config names them and by name inside a folder. Correct the statement, or add the file that it needs before it.";

const helps: readonly (readonly [RegExp, string])[] = [
  [
    /string literal in single-quotes/,
    "Text stands in single quotes: 'draft', not \"draft\". SQLite takes double quotes for a name; the sqlite3 shell is more lenient than the SQLite that applications use.",
  ],
  [
    /already exists/,
    "Two statements create the same thing. Name each file once, and either the migrations or the schema they end in, not both.",
  ],
  [
    /no such (?:table|column|index|view|trigger)/,
    "The files of the model run in an empty database, in the order the config names them and by name inside a folder. Add the file that creates what is missing before this one.",
  ],
  [
    /no such function/,
    "The statement needs a function that the application registers. Take it out of the model's files, or move the rows it writes to a file the model does not name.",
  ],
  [/within a transaction/, "An earlier file leaves a transaction open: add its COMMIT."],
];
