/** An expression of a statement. https://www.sqlite.org/lang_expr.html */
export type Expr =
  | {
      readonly kind: "column";
      readonly table: string | null;
      readonly name: string;
      readonly quoted: boolean;
    }
  | {
      readonly kind: "literal";
      readonly type: "text" | "integer" | "real" | "blob" | "null";
      readonly text: string;
    }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "unary"; readonly op: string; readonly operand: Expr }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expr[];
      /** A window, if it is one's: "whole" when it holds its own row, "apart" when it ends before or begins after it. */
      readonly over: "whole" | "framed" | "apart" | null;
      readonly filtered: boolean;
    }
  | {
      readonly kind: "case";
      readonly subject: Expr | null;
      readonly branches: readonly { readonly when: Expr; readonly value: Expr }[];
      readonly otherwise: Expr | null;
    }
  | { readonly kind: "cast"; readonly operand: Expr; readonly type: string }
  | { readonly kind: "null-test"; readonly operand: Expr; readonly not: boolean }
  | {
      readonly kind: "between";
      readonly operand: Expr;
      readonly low: Expr;
      readonly high: Expr;
      readonly not: boolean;
    }
  | {
      readonly kind: "in";
      readonly operand: Expr;
      readonly list: readonly Expr[] | Query;
      readonly not: boolean;
    }
  | { readonly kind: "exists"; readonly query: Query }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "collate"; readonly operand: Expr; readonly collation: string }
  | { readonly kind: "row"; readonly items: readonly Expr[] };

/** What a SELECT returns: an expression with its alias, or all columns of everything or of one table. */
export type Output =
  | {
      readonly kind: "expression";
      readonly value: Expr;
      readonly alias: string | null;
      readonly text: string;
    }
  | { readonly kind: "all"; readonly table: string | null };

export type JoinKind = "inner" | "left" | "right" | "full";

/** Where rows come from. */
export type Source =
  | {
      readonly kind: "table";
      readonly name: string;
      readonly alias: string | null;
      /** The arguments of a table-valued function; null for a table. */
      readonly args: readonly Expr[] | null;
    }
  | { readonly kind: "query"; readonly query: Query; readonly alias: string | null }
  | {
      readonly kind: "join";
      readonly join: JoinKind;
      readonly left: Source;
      readonly right: Source;
      readonly natural: boolean;
      readonly using: readonly string[];
      readonly on: Expr | null;
    };

/** One SELECT, or VALUES. */
export interface Select {
  readonly outputs: readonly Output[];
  readonly distinct: boolean;
  readonly from: Source | null;
  readonly where: Expr | null;
  readonly groupBy: readonly Expr[];
  readonly having: Expr | null;
  /** The rows of VALUES; null for a SELECT. */
  readonly values: readonly (readonly Expr[])[] | null;
}

/** A common table expression. https://www.sqlite.org/lang_with.html */
export interface Cte {
  readonly name: string;
  readonly columns: readonly string[] | null;
  readonly query: Query;
}

export interface OrderTerm {
  readonly value: Expr;
  readonly descending: boolean;
}

/** A SELECT with what it is joined to by UNION, INTERSECT or EXCEPT. https://www.sqlite.org/lang_select.html */
export interface Query {
  readonly ctes: readonly Cte[];
  readonly first: Select;
  readonly rest: readonly {
    readonly op: "UNION" | "UNION ALL" | "INTERSECT" | "EXCEPT";
    readonly select: Select;
  }[];
  readonly orderBy: readonly OrderTerm[];
  /** Whether it ends after so many rows. */
  readonly limited: boolean;
  /** Whether it leaves out rows at the beginning. */
  readonly offset: boolean;
}

/** A statement that reads or writes rows. */
export type StatementTree =
  | { readonly kind: "select"; readonly query: Query }
  | {
      readonly kind: "insert" | "update" | "delete";
      readonly ctes: readonly Cte[];
      readonly table: string;
      readonly alias: string | null;
      /** The columns an INSERT lists, or an UPDATE sets. */
      readonly columns: readonly string[];
      /** What an INSERT writes; null for DEFAULT VALUES and for the others. */
      readonly source: Query | null;
      readonly set: readonly { readonly columns: readonly string[]; readonly value: Expr }[];
      readonly from: Source | null;
      readonly where: Expr | null;
      readonly returning: readonly Output[];
    };
