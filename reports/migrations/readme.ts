import { codeOf, proseOf } from "../layout/markdown-text.ts";
import { counted, minutesShown, proofSentence } from "../wording.ts";
import type { MigrationOrder, WrittenMigration } from "./tool.ts";

/** README.md of a written migration, for the one who runs it. */
export function migrationReadme({ report, repair }: MigrationOrder, written: WrittenMigration): string {
  const { plan, proof, database, tool, run, summary } = report;
  return `${[
    `# ${written.names.join(", ")}`,
    `Repairs ${codeOf(database.path)}. Written by ${tool.name} ${tool.version} in run ${codeOf(run.id)}${repair === null ? "" : `, repair ${codeOf(repair)}`}: ${counted(plan.steps.length, "step")}, about ${minutesShown(summary.estimatedMinutes)}, risk ${summary.risk}. ${proofSentence(report)}`,
    ...(proof.ok
      ? []
      : ["**Do not run it as it is:** the rehearsal failed, and so will the migration, changing nothing."]),
    ...proof.checks
      .filter(({ ok }) => !ok)
      .map(({ name, detail }) => `Failed: ${proseOf(name)}: ${proseOf(detail)}`),
    "## How to run it",
    ...written.howTo,
    "## What it makes sure of",
    "Before anything is done: the tables it concerns are exactly those it was proven on, and no row stands in the way. Before it is committed: the numbers of rows, the foreign keys, the validations, every other object, and the schema that the rehearsal ended with. When one does not hold it fails, and everything of it is rolled back.",
    "## Steps",
    table([
      ["Step", "What it does", "Issues", "Safety", "Rollback"],
      ...plan.steps.map(({ id, comment, issues, safety, rollback }) => [
        codeOf(id),
        proseOf(comment),
        issues.join(", "),
        safety,
        [rollback.kind, ...(rollback.note === "" ? [] : [proseOf(rollback.note)])].join(": "),
      ]),
    ]),
    ...(plan.steps.some(({ safety }) => safety === "destructive")
      ? ["Destructive steps are in it only when it was written with `--allow-destructive`."]
      : []),
  ].join("\n\n")}\n`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
