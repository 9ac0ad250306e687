import type { ProofCheck } from "../../src/reporting/report.ts";
import { plain } from "./plain.ts";
import { labelled } from "./terminal.ts";

/** A check of the proof: its name and what was compared, each line of that on its own. */
export function checkLines(label: string, check: ProofCheck, paint?: (text: string) => string): string[] {
  const [first = "", ...others] = check.detail.split("\n").map(plain);
  const indent = " ".repeat(label.length);
  return [
    ...labelled(label, `${plain(check.name)}: ${first}`, paint),
    ...others.flatMap((line) => labelled(indent, line)),
  ];
}
