import type { Step, Survival } from "../plan/plan.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import type { Application } from "./application.ts";
import { movedTables } from "./concerned.ts";

/** The tables whose foreign keys a plan may break: those it moves and those that refer to them. */
export function checkedTables(
  before: Schema,
  steps: readonly Step[],
  survivals: readonly Survival[],
): Application["checked"] {
  const moved = movedTables(steps);
  const own = survivals.filter(({ to }) => moved.has(foldName(to)));
  const touched = new Set(own.map(({ from }) => foldName(from)));
  const referring = before.tables.filter(
    ({ name, foreignKeys }) =>
      !touched.has(foldName(name)) && foreignKeys.some(({ parent }) => touched.has(foldName(parent))),
  );
  return [
    ...own.map(({ from, to }) => ({ from, to })),
    ...referring.map(({ name }) => ({ from: name, to: name })),
  ];
}
