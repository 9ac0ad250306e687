import { type Severity, severities } from "../src/engine/issue.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import type { ShownRun } from "./runs.ts";
import { counted } from "./wording.ts";

/** A finding with the issue it belongs to; `was` is its former severity where that is another one. */
export interface DiffedFinding {
  readonly fingerprint: string;
  readonly message: string;
  readonly issue: { readonly id: string; readonly severity: Severity; readonly title: string };
  readonly was?: Severity;
}

/** What two runs found: only the later one, only the earlier one, both. */
export interface ShownRunDiff {
  readonly from: ShownRun;
  readonly to: ShownRun;
  readonly added: readonly DiffedFinding[];
  readonly gone: readonly DiffedFinding[];
  readonly unchanged: readonly DiffedFinding[];
}

/** Two runs compared, for the terminal. Of what is unchanged only the number is told, and where the severity is another. */
export async function renderRunDiff(
  { from, to, added, gone, unchanged }: ShownRunDiff,
  { color }: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(color);
  const changed = unchanged.filter(({ was }) => was !== undefined);
  const blocks = [
    [...runLine("From", from), ...runLine("To", to), ...caveats(from, to)],
    block(`NEW (${added.length})`, `only in ${to.id}`, added, paint),
    block(`GONE (${gone.length})`, `only in ${from.id}`, gone, paint),
    block(`SEVERITY CHANGED (${changed.length})`, "in both", changed, paint),
    [`${counted(added.length, "finding")} new, ${gone.length} gone, ${unchanged.length} unchanged.`],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function runLine(label: string, { id, command, database }: ShownRun): string[] {
  return labelled(`  ${label.padEnd(6)}`, plain(`${id}  ${command}  ${database ?? ""}`.trimEnd()));
}

function caveats(from: ShownRun, to: ShownRun): string[] {
  const parts = [from, to].filter(({ scope }) => scope === "part").map(({ id }) => id);
  return [
    ...(from.database === to.database ? [] : ["They looked at different databases."]),
    ...(parts.length === 0 ? [] : [`Of some issues only (--only): ${parts.join(", ")}.`]),
  ].flatMap((sentence) => wrapped("  ", sentence));
}

function block(title: string, about: string, findings: readonly DiffedFinding[], paint: Palette): string[] {
  if (findings.length === 0) return [];
  const inOrder = severities.flatMap((severity) =>
    findings.filter(({ issue }) => issue.severity === severity),
  );
  return [
    heading(title, about, paint.strong, paint.faint),
    "",
    ...inOrder.flatMap(({ issue, message, was }) => {
      const former = was === undefined ? "" : ` (was ${was})`;
      const label = `  ${issue.id.padEnd(8)}  `;
      return labelled(label, plain(`${message}${former}`), paint.severity[issue.severity]);
    }),
  ];
}
