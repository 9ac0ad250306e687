import type { Location, NotAnalysed } from "../schema/location.ts";
import type { Given } from "../sql/query/given.ts";

/** Something wrong with a file of the code, at a place. */
export interface Fault {
  readonly location: Location;
  readonly message: string;
}

/** What the code believes of a property of a row; what is absent it leaves open. */
export interface ClaimedProperty {
  readonly name: string;
  readonly location: Location;
  readonly kind?: "string" | "number" | "bigint" | "boolean" | "date" | "bytes" | "json";
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

/** A place where a statement is run. */
export interface Execution {
  readonly location: Location;
  readonly method: string;
  readonly claim: Claim | null;
  /** The loop it runs in, by itself or in a function called there, with what differs from round to round. */
  readonly loop: {
    readonly location: Location;
    readonly over: string;
    readonly caller: string | null;
  } | null;
  /** How many values are bound by place, and the names bound by name; null where that is not known. */
  readonly bound: {
    readonly places: number;
    readonly names: readonly string[] | null;
    /** Values of a type that some drivers refuse, by place ("value 2") or name. */
    readonly unbindable?: readonly { readonly at: string; readonly kind: "boolean" | "Date" }[];
  } | null;
}

/** A statement that the code hands to the database. */
export interface Query {
  /** As SQLite gets it; a value written into the text stands as a parameter. */
  readonly sql: string;
  /** What the text may be besides, where branches decide. */
  readonly alternatives: readonly string[];
  /** Set where it may be more than was looked at. */
  readonly cut?: boolean;
  /** The parts of it that are known only when the program runs, as written. */
  readonly holes: readonly string[];
  readonly location: Location;
  /** The function it stands in. */
  readonly within: string | null;
  readonly driver: string;
  /** Whether the function around asks for the schema or changes it: the statement may be for an older one. */
  readonly meetsOld: boolean;
  /** The rules that a comment silences for it; "all" for all. */
  readonly ignored: readonly string[] | "all";
  readonly executions: readonly Execution[];
  /** Values that are written into the text instead of bound. */
  readonly concatenated: readonly { readonly location: Location; readonly text: string }[];
  /** The loop in which it is prepared anew each time. */
  readonly preparedIn: Location | null;
}

/** What SQLite makes of a statement on some schema. Nothing is run. */
export type QueryResult =
  | {
      readonly ok: true;
      /** Whether SQLite compiled it; what defines or controls is not tried. */
      readonly prepared: boolean;
      /** What it returns; null for a statement that returns nothing. */
      readonly columns: readonly ResultColumn[] | null;
    }
  | {
      readonly ok: false;
      readonly message: string;
      /** The name it stumbles over, if it is one. */
      readonly missing: { readonly kind: "table" | "column"; readonly name: string } | null;
      /** Whether it needs what only the running application has: its functions, attached or temporary tables. */
      readonly excused: string | null;
    };

/** A column that a statement returns. */
export interface ResultColumn {
  readonly name: string;
  readonly value: Given;
  /** The declared type of the column it shows unchanged; null for an expression. */
  readonly declaredType: string | null;
}

/** A statement with what SQLite makes of it today and on the repaired schema. */
export interface TriedQuery extends Query {
  readonly now: QueryResult;
  readonly repaired: QueryResult;
  /** The names in its text, folded. */
  readonly mentions: ReadonlySet<string>;
  /** Tables and columns, `table` or `table.column` folded, without which it fails and which the repair brings. */
  readonly needs: ReadonlySet<string>;
}

/** A connection that the code opens, with what is left unset or switched off. */
export interface Connection {
  readonly location: Location;
  readonly driver: string;
  readonly within: string | null;
  readonly settings: readonly {
    readonly setting: "journal_mode" | "busy_timeout" | "foreign_keys";
    readonly is: "unset" | "off";
    readonly location: Location;
  }[];
}

/** What becomes of an error of a database call. */
export interface Handler {
  readonly location: Location;
  readonly within: string | null;
  readonly manner: "dropped" | "logged" | "answered" | "turned into an outcome";
  readonly words: string;
}

/** An environment variable that names the database, and where it is read. */
export interface DatabaseVariable {
  readonly name: string;
  readonly location: Location;
  readonly within: string | null;
}

/** An index that queries would use, tried on the schema twin. */
export interface IndexTrial {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly descending: boolean }[];
  /** The statements that use it, by their place among the queries, with their query plans. */
  readonly uses: readonly {
    readonly query: number;
    /** The columns of the table that this statement filters, joins or sorts by. */
    readonly columns: readonly string[];
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

/** Everything that was found in the code, before any of it is tried. */
export interface ReadCode extends Omit<Code, "queries" | "trials"> {
  readonly queries: readonly Query[];
  /** The folded names of tables and columns (`table.column`) that the code makes itself. */
  readonly makes: ReadonlySet<string>;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Everything that was found in the code. */
export interface Code {
  /** How many files were read. */
  readonly files: number;
  readonly queries: readonly TriedQuery[];
  readonly faults: readonly Fault[];
  /** What the compiler says at calls of the database; empty unless asked for. */
  readonly typeErrors: readonly Fault[];
  readonly connections: readonly Connection[];
  readonly handlers: readonly Handler[];
  /** Transactions that some path leaves open. */
  readonly openTransactions: readonly {
    readonly location: Location;
    readonly within: string | null;
    readonly by: "error" | "return";
  }[];
  /** Variables for the database that the project defines nowhere. */
  readonly undefinedVariables: readonly DatabaseVariable[];
  readonly trials: readonly IndexTrial[];
}

/** What is known where no code is read. */
export const noCode: Code = {
  files: 0,
  queries: [],
  faults: [],
  typeErrors: [],
  connections: [],
  handlers: [],
  openTransactions: [],
  undefinedVariables: [],
  trials: [],
};
