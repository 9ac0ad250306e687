import type { ApplyPhase, ApplyWatch } from "../database/application.ts";
import { pause } from "../database/live.ts";
import type { Phase } from "../doctor.ts";

export type { ApplyPhase } from "../database/application.ts";

/** Who looks on while a database is changed. All of it may be left out. */
export interface Onlooker {
  readonly onPhase?: ((phase: Phase | ApplyPhase) => void) | undefined;
  /** Bytes copied of all, for the rehearsal's copy and for the backup. */
  readonly onCopy?: ((bytes: number, total: number) => void) | undefined;
  /** Told when another process holds the lock and waiting begins. */
  readonly onWaiting?: ((patienceMs: number) => void) | undefined;
  /** Whether somebody asked to stop. */
  readonly stopped?: (() => boolean) | undefined;
}

/** The watch of an application. */
export function watchOf({ onPhase, onCopy, onWaiting, stopped }: Onlooker): ApplyWatch {
  return {
    enter: onPhase ?? (() => undefined),
    copied: onCopy ?? (() => undefined),
    waiting: onWaiting ?? (() => undefined),
    stopped: stopped ?? (() => false),
  };
}

/** What lets a rehearsal hear that somebody asked to stop. */
export function pauseOf(onlooker: Onlooker): () => Promise<void> {
  const watch = watchOf(onlooker);
  return () => pause(watch);
}
