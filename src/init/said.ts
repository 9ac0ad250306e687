import type { Choice, PassedOver } from "./choose.ts";
import type { Look } from "./look.ts";

/** What was found and chosen, and what is left to do, a sentence each. */
export interface Said {
  readonly found: readonly string[];
  readonly missing: readonly string[];
  readonly hints: readonly string[];
}

/** Says what a look at a project came to. */
export function say(look: Look, choice: Choice): Said {
  return { found: foundIn(look, choice), missing: missingIn(look, choice), hints: hintsFor(look) };
}

function foundIn(look: Look, { database, otherDatabases, model, otherModels, naming }: Choice): string[] {
  const shared =
    database && model ? `, with ${database.shared} of the model's ${counted(model.tables, "table")}` : "";
  const drivers = [...new Set(look.hints.flatMap((hint) => hint.drivers))].sort();
  return [
    ...(database?.kind === "file" ? [`database: ${database.path}${shared}${instead(otherDatabases)}`] : []),
    ...(database?.kind === "environment"
      ? [
          `database: ${database.path}, which DATABASE_URL of ${look.named?.from} names${shared}${instead(otherDatabases)}`,
        ]
      : []),
    ...(model ? [`model: ${model.patterns.join(", ")} (${model.what})${instead(otherModels)}`] : []),
    ...(naming
      ? [`naming: tables ${naming.tables}, columns ${naming.columns}, as the database has them`]
      : []),
    ...(look.queries.length > 0
      ? [`queries: ${look.queries.join(", ")}${drivers.length > 0 ? ` (${drivers.join(", ")})` : ""}`]
      : []),
    ...(look.snapshot === null ? [] : [`snapshot: ${look.snapshot}`]),
  ];
}

function instead(others: readonly PassedOver[]): string {
  const unread = others.filter(({ why }) => why !== null).length;
  if (others.length === 0) return "";
  return `; ${others.length} more found${unread > 0 ? `, ${unread} not readable` : ""}: the config lists ${others.length === 1 ? "it" : "them"}`;
}

function missingIn({ queries, named, snapshot }: Look, { database, model }: Choice): string[] {
  return [
    ...(database === null
      ? [
          `no SQLite file${named === null ? "" : ` (DATABASE_URL of ${named.from} names none that is there)`}${snapshot === null ? "" : "; the snapshot is analysed"}`,
        ]
      : []),
    ...(model === null ? ["no model"] : []),
    ...(queries.length === 0 ? ["no SQL in TypeScript files"] : []),
  ];
}

function hintsFor({ manifest, ignoresHistory, isPart, hasTsconfig, hints }: Look): string[] {
  return [
    ...(isPart ? ["The tree is large: only its upper part was looked at."] : []),
    ...(ignoresHistory === false
      ? [".gitignore does not have .doctor/, where runs are recorded: add the line."]
      : []),
    ...(manifest.dependencies.has("schema-drift-doctor")
      ? []
      : ["schema-drift-doctor is not among the dependencies: npm install --save-dev schema-drift-doctor."]),
    ...(hints.length > 0 && !hasTsconfig
      ? ["There is no tsconfig.json: TypeScript is read with the doctor's own settings."]
      : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
