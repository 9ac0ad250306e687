import type { Change, ChangeOf } from "../diff/change.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { type AlteredTable, alterTable } from "./alter-table.ts";
import { asIndex, createIndex, createObjects, createTables, renameIndex, takenNames } from "./create.ts";
import { ofKind, type StepDraft } from "./draft.ts";
import { dropLeftover } from "./drop-leftover.ts";
import { insertRows } from "./lookup-rows.ts";
import { MoveSteps } from "./move-steps.ts";
import { withoutParent } from "./no-parent.ts";
import { OldNames } from "./old-names.ts";
import { oldStringsOf, withoutOldStrings } from "./old-strings.ts";
import { parentsFirst } from "./order.ts";
import type { Plan, Step } from "./plan.ts";
import { preconditionsOf } from "./preconditions.ts";
import { raiseCounter } from "./raise-counter.ts";
import type { Made } from "./recorded.ts";
import { renameSteps } from "./rename.ts";
import { replacements } from "./replace.ts";
import { givesValues, structural } from "./structural.ts";
import { survivalsOf } from "./survival.ts";
import { createTrail, newTriggers, renewedTrails, whyNoTrail } from "./trails.ts";
import { unmendable } from "./unmendable.ts";

/** What the planner may do. */
export interface PlanOptions {
  /** Whether steps that lose data are going to run. They are planned in any case. */
  readonly allowDestructive: boolean;
}

/** What a plan is made from: the wanted changes and both sides they follow from. */
export interface PlanInput {
  readonly changes: readonly Change[];
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
}

/**
 * Turns changes into ordered steps: tables are altered under the names of today, then renamed, then new tables, indexes,
 * views and triggers are made. Pure: the same input gives the same plan.
 */
export function makePlan(input: PlanInput, options: PlanOptions): Plan {
  const planner = new Planner(input, options);
  const drafts = planner.drafts();
  const steps = drafts.map((draft, i): Step => ({ id: `step-${i + 1}`, ...draft }));
  const run = runnable(steps, options.allowDestructive);
  return {
    steps,
    survivals: survivalsOf(run, input.actual, new OldNames(input.changes)),
    impossible: planner.impossible,
  };
}

/** The steps that run: those that lose data only with leave. */
export function runnable(steps: readonly Step[], allowDestructive: boolean): Step[] {
  return steps.filter(({ safety }) => allowDestructive || safety !== "destructive");
}

class Planner {
  readonly impossible: { change: Change; why: string }[];
  private readonly input: PlanInput;
  private readonly allowDestructive: boolean;
  private readonly names: OldNames;
  private readonly taken: Set<string>;
  private readonly moves: MoveSteps;

  constructor(input: PlanInput, { allowDestructive }: PlanOptions) {
    this.allowDestructive = allowDestructive;
    this.names = new OldNames(input.changes);
    this.moves = new MoveSteps(input.changes, { ...input, names: this.names });
    this.impossible = [...this.moves.planned.impossible];
    const left = new Set(this.impossible.map(({ change }) => change));
    this.input = { ...input, changes: input.changes.filter((change) => !left.has(change)) };
    this.taken = takenNames(input.actual, input.changes);
  }

  drafts(): StepDraft[] {
    const { changes, actual } = this.input;
    const altered = this.alterations();
    const created = createTables(this.creatable(), this.taken);
    const before = [
      ...altered.flatMap(({ first }) => first),
      ...created.filter((step) => this.moves.isSplit(step)).map((step) => this.moves.filled(step)),
      ...altered.flatMap(({ last }) => last),
      ...ofKind(changes, "drop-table").map((change) =>
        dropLeftover(change, change, this.freeName(`_doctor_undo_${change.table}`), actual),
      ),
      ...ofKind(changes, "rename-index").map(renameIndex),
      ...this.counters(),
    ];
    const after = [
      ...renameSteps(changes, actual, this.names),
      ...created.filter((step) => !this.moves.isSplit(step)),
      ...this.indexes(),
      ...this.lookupRows(),
    ];
    const run = [...before, ...after].filter(
      ({ safety }) => this.allowDestructive || safety !== "destructive",
    );
    const made = { actual, changes: run.flatMap((step) => step.changes) };
    const replaced = replacements(changes, actual);
    const renewed = renewedTrails(made, ofKind(changes, "create-trail"));
    return [
      ...before,
      ...replaced.before,
      ...renewed.before,
      ...after,
      ...createObjects(changes),
      ...replaced.after,
      // Last, so that nothing the repair itself writes is recorded.
      ...renewed.after,
      ...this.trails(made),
    ];
  }

  private counters(): StepDraft[] {
    return ofKind(this.input.changes, "raise-counter").flatMap((change) => {
      const table = this.actualTable(change.table);
      return table ? [raiseCounter(change, table, this.freeName(`_doctor_undo_${table.name}`))] : [];
    });
  }

  private trails(made: Made): StepDraft[] {
    const wanted = ofKind(this.input.changes, "create-trail");
    return wanted.flatMap((change) => {
      if (newTriggers(change, made).length === 0) return [];
      const step = createTrail(change, made);
      if (step) return [step];
      this.impossible.push({ change, why: whyNoTrail(change, made) });
      return [];
    });
  }

  /** A table whose columns could not all be read must not be made without the others. */
  private creatable(): ChangeOf<"create-table">[] {
    return ofKind(this.input.changes, "create-table").filter((change) => {
      if (!change.declared.open) return true;
      this.impossible.push({ change, why: "Some of its columns could not be read from the model." });
      return false;
    });
  }

  private lookupRows(): StepDraft[] {
    return ofKind(this.input.changes, "insert-rows").flatMap((change) => {
      const declared = findNamed(this.input.declared.tables, change.table);
      if (!declared) return [];
      try {
        return [insertRows(change, declared, this.input.actual)];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        this.impossible.push({ change, why: error.message });
        return [];
      }
    });
  }

  /** The tables to alter, parents first. */
  private alterations(): AlteredTable[] {
    const given = { ...this.input, names: this.names };
    const hopeless = [...withoutParent(this.input.changes, given), ...unmendable(this.input.changes, given)];
    this.impossible.push(...hopeless);
    const left = new Set(hopeless.map(({ change }) => change));
    const groups = new Map<string, Change[]>();
    for (const change of this.input.changes) {
      if (!structural.includes(change.kind) || left.has(change)) continue;
      const key = foldName(change.table);
      groups.set(key, [...(groups.get(key) ?? []), change]);
    }
    const tables = [...groups].flatMap(([name, changes]) => {
      const declared = findNamed(this.input.declared.tables, name);
      const table = this.actualTable(name);
      return declared && table ? [{ declared, table, changes }] : [];
    });
    return parentsFirst(tables).flatMap(({ declared, table, changes }) => {
      const wanted = changes.filter((change) => asIndex(change, declared).kind !== "create-index");
      return wanted.length === 0 ? [] : this.altered(table, declared, wanted);
    });
  }

  private altered(
    table: Table,
    declared: DeclaredSchema["tables"][number],
    wanted: Change[],
  ): AlteredTable[] {
    try {
      const { moves } = this;
      const oldStrings = oldStringsOf(table);
      const steps = alterTable(
        {
          table: withoutOldStrings(table, oldStrings),
          oldStrings,
          declared: this.names.declared(declared),
          schema: this.input.actual,
          arriving: moves.arriving,
          changes: wanted.map((change) => moves.adjusted(this.names.change(change), change)),
          wanted,
          allowDestructive: this.allowDestructive,
          undoName: () => this.freeName(`_doctor_undo_${table.name}`),
          keptName: (choice) =>
            this.freeName(`_doctor_${choice === "delete" ? "undo" : "quarantine"}_${table.name}`),
          hold: this.freeName(`_doctor_hold_${table.name}`),
        },
        moves.leaving(declared.name),
      );
      return [{ ...steps, first: steps.first.map((step) => moves.carried(step)) }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.impossible.push(...wanted.map((change) => ({ change, why: error.message })));
      return [];
    }
  }

  private actualTable(declaredName: string): Table | undefined {
    const name = this.names.table(declaredName);
    return this.input.actual.tables.find((table) => sameName(table.name, name));
  }

  private indexes(): StepDraft[] {
    return this.input.changes.flatMap((wanted) => {
      const declared = findNamed(this.input.declared.tables, wanted.table);
      if (!declared) return [];
      const change = asIndex(wanted, declared);
      if (change.kind !== "create-index" && change.kind !== "replace-index") return [];
      const table = this.actualTable(wanted.table);
      const preconditions = table ? this.indexPreconditions(change, table, declared) : [];
      return {
        ...createIndex(change, preconditions, this.taken, this.goneColumns(wanted.table)),
        changes: [wanted],
      };
    });
  }

  /** Folded names of the columns of a table that will be gone when its indexes are made. */
  private goneColumns(table: string): ReadonlySet<string> {
    if (!this.allowDestructive) return new Set();
    const dropped = ofKind(this.input.changes, "drop-column").filter((change) =>
      sameName(change.table, table),
    );
    return new Set(dropped.map(({ column }) => foldName(column)));
  }

  private indexPreconditions(
    change: Change,
    table: Table,
    declared: DeclaredSchema["tables"][number],
  ): string[] {
    const own = this.input.changes.filter((other) => sameName(other.table, change.table));
    const filling = own.filter(({ kind }) => givesValues.includes(kind));
    const asked = {
      table,
      declared: this.names.declared(declared),
      schema: this.input.actual,
      changes: filling.map((other) => this.names.change(other)),
    };
    const before = new Set(preconditionsOf(asked));
    const all = preconditionsOf({ ...asked, changes: [...asked.changes, this.names.change(change)] });
    return all.filter((query) => !before.has(query));
  }

  /** A name that no table has, not even an undo log of an earlier repair. */
  private freeName(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(foldName(name)); n++) name = `${wanted}_${n}`;
    this.taken.add(foldName(name));
    return name;
  }
}
