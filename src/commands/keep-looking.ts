import { setTimeout as later } from "node:timers/promises";
import { StandingDatabase } from "../database/standing.ts";
import { glanceAt, pathsOf } from "../files/glance.ts";
import { standsStill } from "../files/witness.ts";
import { type ParsedFiles, withParsedFiles } from "../typescript/parsed-files.ts";
import type { AnalyzeOptions } from "./analyze.ts";
import { type Look, lookAgain, type News, newsOf } from "./look.ts";

/** How a project is watched. */
export interface WatchOptions extends AnalyzeOptions {
  /** Told what is new, the first look included. */
  readonly onNews: (news: News) => void;
  /** Whether somebody asked to stop. */
  readonly stopped: () => boolean;
}

/** In milliseconds: how long a glance at the files waits at least, how long a file must be left alone, and how long what takes more than a glance waits. */
const pace = { glance: 15, rest: 15, whole: 1_000 };

/** A watch may take this part of one processor, at most. */
const share = 20;

/** Analyses a project whenever its config, model, code or database changes, until somebody asks to stop. */
export async function keepLooking({ onNews, stopped, ...options }: WatchOptions): Promise<void> {
  const parsed: ParsedFiles = new Map();
  const database = new StandingDatabase();
  const openDatabase: AnalyzeOptions["openDatabase"] = (path, opened) => database.open(path, opened);
  let before: Look | null = null;
  try {
    while (!stopped()) {
      const began = performance.now();
      const look = await withParsedFiles(parsed, () => lookAgain({ ...options, openDatabase }));
      const news = newsOf(look, before);
      if (news !== null) onNews(news);
      // After trouble the findings of before are still those that are known.
      before = look.report === null && before !== null ? { ...look, report: before.report } : look;
      await changed(look, stopped, performance.now() - began);
    }
  } finally {
    database.close();
  }
}

/** Waits until something that a look depends on is different, and has come to rest. */
async function changed(look: Look, stopped: () => boolean, took: number): Promise<void> {
  const paths = pathsOf(look.answers);
  let glance = glanceAt(paths);
  let whole = performance.now();
  if (!standsStill(look.answers)) return;
  let cost = performance.now() - whole;
  // A database that is always written to is looked at half of the time.
  const notBefore = performance.now() + took;
  while (!stopped()) {
    const begun = performance.now();
    const isWritten = glanceAt(look.database.paths) !== look.database.glance;
    if (isWritten && begun >= notBefore) return;
    const now = glanceAt(paths);
    const isDue = begun - whole > Math.max(pace.whole, cost * share);
    if (now !== glance || isDue) {
      if (now !== glance) await atRest(paths, now);
      whole = performance.now();
      if (!standsStill(look.answers)) return;
      cost = performance.now() - whole;
      glance = glanceAt(paths);
    }
    await later(Math.max(pace.glance, (performance.now() - begun) * share));
  }
}

/** An editor writes a file in several steps. */
async function atRest(paths: Iterable<string>, seen: string): Promise<void> {
  for (let before = "", now = seen; before !== now; now = glanceAt(paths)) {
    before = now;
    await later(pace.rest);
  }
}
