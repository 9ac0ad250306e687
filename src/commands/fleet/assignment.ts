import type { Config } from "../../config/config.ts";
import type { Written } from "../../doctor.ts";
import { judgingOf } from "../held-against.ts";
import { type Answer, readCarefully, readRows } from "./work.ts";

/** What a thread is to do with each path it is given; plain data. */
export interface Assignment {
  /** Null where only schemas are wanted. */
  readonly rows: {
    readonly held: Written;
    /** The config as JSON: its maps have no prototype, which a message between threads would give them. */
    readonly config: string;
    readonly showValues: boolean;
  } | null;
}

/** What does it. */
export function labourer({ rows }: Assignment): (path: string) => Answer {
  if (rows === null) return readCarefully;
  const config: Config = JSON.parse(rows.config, withoutPrototype);
  const judging = judgingOf(config, { onRows: undefined, showValues: rows.showValues });
  // Who asks for rows gets them, whatever the config says of a single analysis.
  const data = judging.data === "off" ? null : judging.data;
  const settings = { ...judging, data, only: [], allowDestructive: false, rowsUpTo: 0 };
  return (path) => readRows(path, rows.held, settings);
}

function withoutPrototype(_key: string, value: unknown): unknown {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMap ? Object.setPrototypeOf(value, null) : value;
}
