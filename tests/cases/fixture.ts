import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import ts from "typescript";

const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** One issue as a fixture's authors expect it. */
export interface ExpectedIssue {
  readonly rule: string;
  readonly severity: string;
  /** null for an issue of the whole project. */
  readonly table: string | null;
  readonly columns: readonly string[];
  /** Where its findings point, as file:line, for what is wrong in the code. */
  readonly places?: readonly string[];
  /** The issue that hides it, as rule and table. */
  readonly after?: string;
}

/** What `expected/issues.json` says: the issues, those of severity info, and what the compiler says of the code. */
export interface Expected {
  readonly issues: readonly ExpectedIssue[];
  readonly info: readonly Omit<ExpectedIssue, "severity">[];
  readonly compiler: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

/** The names of all fixtures. */
export function fixtureNames(): string[] {
  return readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(fixtures, name, "expected/issues.json"), "utf8"));
}

/** A copy of a fixture in a folder of its own, with the database built from its SQL text. */
export function buildFixture(name: string): { folder: string; database: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  cpSync(join(fixtures, name), folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(folder, "doctor.config.json"), "utf8"));
  const database = join(folder, config.database);
  const connection = new Database(database);
  connection.exec(readFileSync(join(folder, "database.sql"), "utf8"));
  connection.close();
  return { folder, database, remove: () => rmSync(folder, { recursive: true }) };
}

/** What the compiler says of a fixture's code under its own tsconfig, files that do not parse included. */
export function compile(name: string): Expected["compiler"] {
  const folder = join(fixtures, name);
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ]
    .map(({ file, start, messageText }) => ({
      file: file ? relative(folder, file.fileName) : "",
      line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
      message: ts.flattenDiagnosticMessageText(messageText, " "),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
