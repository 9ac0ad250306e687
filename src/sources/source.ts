import type { DeclaredSchema } from "../schema/declared.ts";

/** How names in code become names in the database. */
export interface Naming {
  readonly tables: "snake_plural" | "snake" | "camel" | "pascal" | "as-is";
  readonly columns: "snake" | "camel" | "as-is";
}

/** What a model source gets: the folder everything is relative to, and the patterns as the config states them. */
export interface SourceRequest {
  /** Absolute path. */
  readonly root: string;
  /** Globs, `exported:` globs, .sql files and folders of migrations, as written in the config. */
  readonly patterns: readonly string[];
  /** The name of the Kysely database interface, where the config states one. */
  readonly databaseType: string | null;
  readonly naming: Naming;
}

/** Reads models of one kind, statically. A source is one file with one of these. */
export interface ModelSource {
  readonly kind: string;
  /** Whether a pattern may hold models of this kind; every source that says yes reads it. */
  readonly accepts: (pattern: string, root: string) => boolean;
  /** Throws DoctorError when nothing can be read at all. */
  readonly read: (request: SourceRequest) => Promise<DeclaredSchema>;
}
