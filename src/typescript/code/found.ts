import type { Location, NotAnalysed } from "../../schema/location.ts";
import type { ValueKind } from "../builtin-types.ts";

/** What the code believes of a property of a row; what is absent it leaves open. */
export interface ClaimedProperty {
  readonly name: string;
  readonly location: Location;
  readonly kind?: ValueKind;
  readonly nullable?: boolean;
  /** Whether a row may do without it. */
  readonly optional: boolean;
}

/** The type that the code gives the rows of a statement. */
export interface Claim {
  /** The type's name, or the function's where it has none. */
  readonly name: string;
  /** Which type it is, from run to run: its file and name. */
  readonly key: string;
  readonly location: Location;
  readonly properties: readonly ClaimedProperty[];
  /** Whether it may have properties beside these. */
  readonly open: boolean;
}

/** What is bound to a statement: how many values by place, and which names. */
export interface Bound {
  readonly places: number;
  readonly names: readonly string[] | null;
  readonly unbindable: readonly Unbindable[];
}

/** A value of a type that some drivers refuse to bind. */
export interface Unbindable {
  /** Its place ("value 2") or its name. */
  readonly at: string;
  readonly kind: "boolean" | "Date";
}

/** A place where a statement is run. */
export interface FoundRun {
  readonly location: Location;
  readonly method: string;
  readonly claim: Claim | null;
  readonly loop: {
    readonly location: Location;
    readonly over: string;
    readonly caller: string | null;
  } | null;
  readonly bound: Bound | null;
}

/** A place where the code hands SQL to a database. */
export interface FoundQuery {
  /** What the text may be; a part that is not known stands as a value. */
  readonly texts: readonly string[];
  /** Whether there are more than were looked at. */
  readonly cut: boolean;
  /** Those parts, as written. */
  readonly holes: readonly string[];
  /** Where the text stands: in the code, or at the beginning of the .sql file that is read. */
  readonly location: Location;
  /** Whether the text's lines are those that follow its place. */
  readonly inLines: boolean;
  /** The call, with the characters it stands at. */
  readonly call: {
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly location: Location;
  };
  readonly role: "prepare" | "script" | "pragma" | "run" | "one" | "many" | "execute" | "batch";
  readonly driver: string;
  readonly within: string | null;
  /** Whether the function around asks for the schema or changes it, as migrations do. */
  readonly meetsOld: boolean;
  readonly ignored: readonly string[] | "all";
  readonly runs: readonly FoundRun[];
  readonly concatenated: readonly { readonly location: Location; readonly text: string }[];
  readonly preparedIn: Location | null;
  /** What it does to a transaction; `open` says where one begins that some way out leaves open. */
  readonly transaction: {
    readonly begins: boolean;
    readonly open: { readonly location: Location; readonly by: "error" | "return" } | null;
  } | null;
}

/** A database that is opened. */
export interface FoundConnection {
  readonly location: Location;
  readonly within: string | null;
  readonly driver: string;
  /** What names it: the text, quoted, where it is known, else as written. */
  readonly target: string | null;
  readonly options: string | null;
  /** What `configure` sets on it or another one. */
  readonly configures: readonly string[];
  readonly ignored: readonly string[] | "all";
}

/** What was found in the code. */
export interface FoundCode {
  readonly files: readonly string[];
  readonly queries: readonly FoundQuery[];
  readonly handlers: readonly {
    readonly location: Location;
    readonly within: string | null;
    readonly manner: "dropped" | "logged" | "answered" | "turned into an outcome";
    readonly words: string;
  }[];
  readonly connections: readonly FoundConnection[];
  /** Environment variables that name a database, read without a value to fall back on. */
  readonly variables: readonly {
    readonly name: string;
    readonly location: Location;
    readonly within: string | null;
  }[];
  /** Statements by their looks that no call was found for. */
  readonly strays: readonly string[];
  /** The tables that it makes with functions of its own. */
  readonly ownTables: readonly string[];
  readonly faults: readonly { readonly location: Location; readonly message: string }[];
  readonly notAnalysed: readonly NotAnalysed[];
}
