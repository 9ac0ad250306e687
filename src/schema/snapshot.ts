import type { StoredText } from "./stored.ts";

/** A row of sqlite_stat1: a table, one of its indexes or null, and what ANALYZE counted. */
export type Statistic = readonly [table: string, index: string | null, counted: string];

/** What a database says of itself besides its schema. https://www.sqlite.org/pragma.html */
export interface SnapshotSettings {
  readonly encoding: string;
  readonly userVersion: number;
  readonly applicationId: number;
  readonly autoVacuum: "none" | "full" | "incremental";
}

/** The schema of a database with its statistics, without a row: what a snapshot file holds. */
export interface Snapshot {
  /** The version of SQLite that read it. */
  readonly sqliteVersion: string;
  /** The hash of the schema as reports state it; shadow tables count there, and are left out here. */
  readonly schemaHash: string;
  readonly settings: SnapshotSettings;
  /** In the order of the file. SQLite's own, the doctor's and shadow tables of known modules are left out. */
  readonly objects: readonly StoredText[];
  /** The tables of ANALYZE that are there. The samples of sqlite_stat4 are values of rows, and left out. */
  readonly analysed: readonly ("sqlite_stat1" | "sqlite_stat4")[];
  readonly statistics: readonly Statistic[];
}

/** What ANALYZE writes, and nothing else: anybody may write to sqlite_stat1. https://www.sqlite.org/fileformat2.html#stat1tab */
export const countedByAnalyze = /^\d+(?: \d+)*(?: (?:unordered|noskipscan|sz=\d+))*$/;
