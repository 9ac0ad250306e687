import { createHash } from "node:crypto";
import { markOf } from "../../database/mark.ts";
import { type FleetAnswer, type FleetStates, openFleetStates } from "../../history/fleet-states.ts";
import { version } from "../version.ts";
import type { Assignment } from "./assignment.ts";
import type { Answer } from "./work.ts";

/** What is remembered of a fleet from run to run. */
export interface Memory {
  /** What was found at a path that has not changed since; null where that is not known. */
  readonly recalled: (path: string) => Answer | null;
  readonly remember: (path: string, answer: Answer) => void;
  /** Writes down what is not yet written. */
  readonly close: () => void;
}

/** What a run remembers that is not recorded. */
export const noMemory: Memory = { recalled: () => null, remember: () => undefined, close: () => undefined };

/**
 * How often, in milliseconds, what was found is written down: more is not lost when a run is killed. Schemas are read so
 * quickly that in less there is nothing worth remembering.
 */
const interval = { rows: 500, schema: 2_000 };

/**
 * The memory of a project's fleet runs. A run that is over sooner than it is worth remembering opens nothing; `resume` says
 * whether what is remembered is asked. What cannot be written down is told once, and no reason to end.
 */
export function openMemory(
  root: string,
  {
    assignment,
    resume,
    onTrouble,
  }: { readonly assignment: Assignment; readonly resume: boolean; readonly onTrouble: (why: string) => void },
): Memory {
  const asked = assignment.rows === null ? "schema" : "rows";
  const question = { asked, question: questionOf(assignment) } as const;
  let states: FleetStates | null = null;
  let isBroken = false;
  let waiting: FleetAnswer[] = [];
  let since = Date.now();
  const trying = <T>(work: (opened: FleetStates) => T): T | null => {
    if (isBroken) return null;
    try {
      states ??= openFleetStates(root, question);
      return work(states);
    } catch (error) {
      isBroken = true;
      onTrouble(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const write = (): void => {
    const batch = waiting;
    [waiting, since] = [[], Date.now()];
    if (batch.length > 0) trying(({ keep }) => keep(batch));
  };
  return {
    recalled: (path) => {
      if (!resume) return null;
      const found = trying(({ recall }) => recall(path));
      return found === null || found.mark !== markOf(path) ? null : JSON.parse(found.answer);
    },
    remember: (path, answer) => {
      if ("refusal" in answer || answer.mark === null) return;
      waiting.push({ path, mark: answer.mark, answer: JSON.stringify(answer) });
      if (Date.now() - since > interval[asked]) write();
    },
    close: () => {
      // Rows are long in reading, and a run that resumes has begun to remember.
      if (states !== null || asked === "rows") write();
      states?.close();
    },
  };
}

/** What answers depend on besides the file: this version, and for rows the model, the code and the config. */
function questionOf({ rows }: Assignment): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value;
  return createHash("sha256")
    .update(JSON.stringify([version, rows], plain))
    .digest("hex");
}
