import type { Settings, Written } from "../../doctor.ts";
import type { AnalysedSchema } from "../../fleet/group.ts";
import { analyseSchema, bareSnapshot } from "./analyse.ts";
import type { FleetFile } from "./files.ts";
import { type Answer, refusalOf } from "./work.ts";

/** What the distinct schemas of a fleet came to, and the answers as they stand after a second look. */
export interface AnalysedFleet {
  readonly schemas: readonly AnalysedSchema[];
  readonly answers: ReadonlyMap<string, Answer>;
}

/**
 * Analyses each distinct schema once, by the first database that has it. That one is read again, with care: when SQLite
 * says otherwise of it than was seen before, that is what holds. Throws what `pause` throws.
 */
export async function analyseSchemas(
  files: readonly FleetFile[],
  seen: ReadonlyMap<string, Answer>,
  {
    held,
    settings,
    pause,
  }: { readonly held: Written; readonly settings: Settings; readonly pause: () => Promise<void> },
): Promise<AnalysedFleet> {
  const answers = new Map(seen);
  const analysed = new Map<string, Pick<AnalysedSchema, "schema" | "report">>();
  for (const { path } of files) {
    const answer = answers.get(path);
    if (answer === undefined || "refusal" in answer || analysed.has(answer.schemaHash)) continue;
    await pause();
    try {
      const snapshot = bareSnapshot(path);
      const { schemaHash } = snapshot;
      if (!analysed.has(schemaHash)) analysed.set(schemaHash, analyseSchema(snapshot, held, settings));
      answers.set(path, { ...answer, schemaHash });
    } catch (error) {
      answers.set(path, { refusal: refusalOf(error) });
    }
  }
  return { schemas: countedSchemas(files, answers, analysed), answers };
}

function countedSchemas(
  files: readonly FleetFile[],
  answers: ReadonlyMap<string, Answer>,
  analysed: ReadonlyMap<string, Pick<AnalysedSchema, "schema" | "report">>,
): AnalysedSchema[] {
  const counted = new Map<string, { example: string; databases: number }>();
  for (const { path, shown } of files) {
    const answer = answers.get(path);
    if (answer === undefined || "refusal" in answer) continue;
    const known = counted.get(answer.schemaHash);
    if (known) known.databases += 1;
    else counted.set(answer.schemaHash, { example: shown, databases: 1 });
  }
  return [...counted].flatMap(([schemaHash, count]) => {
    const found = analysed.get(schemaHash);
    return found ? [{ schemaHash, ...count, ...found }] : [];
  });
}
