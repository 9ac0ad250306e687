import { deflateSync, inflateSync } from "node:zlib";
import { connect } from "./connect.ts";
import type { FleetState } from "./run.ts";

/** What was asked of each file, and by its hash what the answers depend on besides. */
export type FleetQuestion = Pick<FleetState, "asked" | "question">;

/** An answer, as text, with the mark of the file it was found in. */
export interface FleetAnswer {
  readonly path: string;
  readonly mark: string;
  readonly answer: string;
}

/** What fleet runs of a project found, file by file. Each method throws what SQLite says. */
export interface FleetStates {
  /** The answer to this very question, or null. */
  readonly recall: (path: string) => Pick<FleetAnswer, "mark" | "answer"> | null;
  /** Keeps answers, each in the place of the last one to the same kind of question. */
  readonly keep: (answers: readonly FleetAnswer[]) => void;
  readonly close: () => void;
}

/**
 * Opens what fleet runs of a project found, and makes the history where there is none. Throws what SQLite or the file
 * system says, and DoctorError for a newer history.
 */
export function openFleetStates(root: string, { asked, question }: FleetQuestion): FleetStates {
  const connection = connect(root, { durable: false });
  return {
    recall: (path) => {
      const found = connection
        .prepare<[string, string, string], Pick<FleetState, "mark" | "answer">>(
          "SELECT mark, answer FROM fleet_states WHERE path = ? AND asked = ? AND question = ?",
        )
        .get(path, asked, question);
      return found ? { mark: found.mark, answer: inflateSync(found.answer).toString("utf8") } : null;
    },
    keep: (answers) => {
      const insert = connection.prepare(
        "INSERT OR REPLACE INTO fleet_states (path, asked, question, mark, answer, kept_at) VALUES (?, ?, ?, ?, ?, ?)",
      );
      const now = new Date().toISOString();
      connection
        .transaction(() => {
          for (const { path, mark, answer } of answers)
            insert.run(path, asked, question, mark, deflateSync(answer), now);
        })
        .immediate();
    },
    close: () => connection.close(),
  };
}
