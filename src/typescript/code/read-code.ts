import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { relativePath } from "../relative-path.ts";
import { boundBy } from "./bound.ts";
import { findCalls, type SqlCall } from "./calls.ts";
import { claimOf, type Rows } from "./claims.ts";
import { configured, findOpened, shownTarget, variablesIn } from "./connections.ts";
import type { FoundCode, FoundConnection, FoundQuery, FoundRun } from "./found.ts";
import { type Caught, caughtAround } from "./handlers.ts";
import { dependsOn, loopAround, repetitionOf } from "./loops.ts";
import { meetsOld } from "./old-schema.ts";
import { openCode } from "./open-code.ts";
import { ownTables } from "./own-tables.ts";
import { most, type Text } from "./parts.ts";
import { bare, type CodeProgram, nameCalled } from "./program.ts";
import { givesStatement, Runs } from "./runs.ts";
import { isIgnored, silencedFor } from "./silenced.ts";
import { isFree, sqlOf } from "./sql-text.ts";
import { transactionOf } from "./transactions.ts";

/**
 * Reads files (absolute paths) that hold SQL, and of their imports what that needs, or all. Nothing of them is run. Throws
 * DoctorError for one that cannot be read.
 */
export function readCode(
  root: string,
  paths: readonly string[],
  imports: "needed" | "all" = "needed",
): FoundCode {
  const program = openCode(root, paths, imports);
  return new CodeReader(program).read();
}

class CodeReader {
  private readonly program: CodeProgram;
  private readonly runs: Runs;

  constructor(program: CodeProgram) {
    this.program = program;
    this.runs = new Runs(program);
  }

  read(): FoundCode {
    const { program } = this;
    const { calls, unknown, strays } = findCalls(program);
    const caught = new Map<ts.Node, Caught>();
    const queries = calls.map((call) => this.query(call, caught));
    const opened = findOpened(program);
    return {
      files: program.files.map((file) => program.locateAt(file, 0).file),
      queries,
      handlers: [...caught.values()].map(({ node, manner, words }) => ({
        location: program.locate(node),
        within: program.within(node),
        manner,
        words,
      })),
      connections: opened.map(
        (each): FoundConnection => ({
          location: program.locate(each.node),
          within: program.within(each.node),
          driver: each.driver,
          target: each.target && shownTarget(each.target, program),
          options: each.options?.getText() ?? null,
          configures: configured(program),
          ignored: silencedFor("", [each.node]),
        }),
      ),
      variables: opened
        .flatMap(({ target }) => (target ? variablesIn(target, program) : []))
        .map(({ name, node }) => ({
          name,
          location: program.locate(node),
          within: program.within(node),
        })),
      strays,
      ownTables: ownTables(program),
      faults: program.files.flatMap((file) => program.syntaxError(file) ?? []),
      notAnalysed: unknown.map(({ node, why }) => ({
        what: `SQL in ${program.within(node) ?? "a call"}`,
        location: program.locate(node),
        why,
      })),
    };
  }

  private query(found: SqlCall, caught: Map<ts.Node, Caught>): FoundQuery {
    const { program } = this;
    const { call, role, driver, texts, tagged } = found;
    const from = texts.find((text) => text.from)?.from ?? call;
    const made = texts.map(sqlOf);
    const runs = this.runsOf(
      found,
      made.flatMap((text) => text.holes.map(({ node }) => node)),
    );
    const isControl = made.every(({ sql }) =>
      /^\s*(?:begin|commit|end|rollback|savepoint|release|alter|create|drop|pragma)\b/i.test(sql),
    );
    const ignored = silencedFor(made[0]?.sql ?? "", [from, call, ...runs.map((run) => run.node)]);
    if (!isControl && !isIgnored(ignored, "swallowed-error")) {
      for (const node of [call, ...runs.map((run) => run.node)]) {
        const handled = caughtAround(node, program);
        if (handled) caught.set(handled.node, handled);
      }
    }
    const values = tagged ? [] : (made[0]?.values ?? []);
    const loop =
      role === "prepare" && runs.some(({ node }) => loopAround(node, program))
        ? loopAround(call, program)
        : null;
    const file = call.getSourceFile();
    return {
      texts: [...new Set(made.map(({ sql }) => (role === "pragma" ? `PRAGMA ${sql}` : sql)))],
      cut: texts.length >= most,
      holes: made[0]?.holes.map(({ node }) => node.getText()) ?? [],
      ...placeOf(texts, made[0]?.sql ?? "", isInside(from, program) ? from : call, program),
      call: {
        file: program.locateAt(file, 0).file,
        start: call.getStart(),
        end: call.getEnd(),
        location: program.locate(call),
      },
      role,
      driver,
      within: program.within(call),
      meetsOld: meetsOld(call),
      ignored,
      runs: runs.map(({ found: run }) => run),
      concatenated: values
        .filter(({ node }) => isFree(node, program.checker))
        .map(({ node }) => ({
          location: program.locate(node),
          text: node.getText(),
        })),
      preparedIn: loop && !dependsOn(partsOf(call), loop, program) ? program.locate(loop.node) : null,
      transaction: transactionOf(
        made.map(({ sql }) => sql),
        call,
        program,
      ),
    };
  }

  private runsOf(
    { call, role, bound, through }: SqlCall,
    holes: readonly ts.Expression[],
  ): { node: ts.Node; found: FoundRun }[] {
    const isPrepared = through === null || givesStatement(through, this.program);
    if (role === "prepare" && compiler.isCallExpression(call) && isPrepared) {
      return this.runs.of(call).map((run) => {
        const rows: Rows | null = run.method === "get" ? "one" : run.method === "run" ? null : "many";
        const args = run.call.arguments;
        return {
          node: run.call,
          found: {
            ...this.run(run.call, run.method, run.reshaped ? null : rows, args, holes),
            ...(run.isBound && { bound: null }),
          },
        };
      });
    }
    if (role === "script" || role === "pragma") return [];
    const rows = this.rowsOf(call, role, through);
    const args = bound.filter((argument) => !isCallback(argument));
    return [
      {
        node: call,
        found: {
          ...this.run(call, role, rows, compiler.isTaggedTemplateExpression(call) ? [] : args, holes),
          ...(through && !handsValuesOn(through, call, bound) && { bound: null }),
        },
      },
    ];
  }

  private rowsOf(call: SqlCall["call"], role: SqlCall["role"], through: SqlCall["through"]): Rows | null {
    if (role === "run" || role === "batch") return null;
    if (through) {
      const type = this.program.checker.getTypeAtLocation(call);
      const name = type.symbol?.getName();
      const inner =
        name === "Promise" ? this.program.checker.getTypeArguments(type as ts.TypeReference)[0] : type;
      if (!inner || !returnsRows(through)) return null;
      return this.program.checker.isArrayType(inner) ? "many" : "one";
    }
    return role === "one" ? "one" : "many";
  }

  private run(
    node: ts.Expression,
    method: string,
    rows: Rows | null,
    args: readonly ts.Expression[],
    holes: readonly ts.Expression[],
  ): FoundRun {
    const { program } = this;
    const repeated = repetitionOf(node, args.length > 0 ? args : holes, program);
    return {
      location: program.locate(node),
      method,
      claim: rows && claimOf(node, rows, program),
      loop: repeated && {
        location: program.locate(repeated.loop.node),
        over: repeated.loop.over,
        caller: repeated.caller,
      },
      bound: boundBy(args, program),
    };
  }
}

/** Whether a node stands in one of the project's files, and not in a .sql file that is read. */
function isInside(node: ts.Node, program: CodeProgram): boolean {
  return program.files.includes(node.getSourceFile()) || program.imported.includes(node.getSourceFile());
}

/** Where a text stands, and whether its lines count from there: those of a template do, those of "a\\nb" do not. */
function placeOf(
  [only, ...others]: readonly Text[],
  sql: string,
  node: ts.Node,
  program: CodeProgram,
): Pick<FoundQuery, "location" | "inLines"> {
  if (only?.file !== undefined && others.length === 0)
    return { location: { file: relativePath(program.root, only.file), line: 1, column: 1 }, inLines: true };
  return { location: program.locate(node), inLines: linesIn(node.getText()) === linesIn(sql) };
}

function linesIn(text: string): number {
  return text.split("\n").length;
}

/** What decides which statement a call prepares: its text, and the database. */
function partsOf(call: SqlCall["call"]): ts.Node[] {
  return compiler.isCallExpression(call) ? [call.expression, ...call.arguments.slice(0, 1)] : [];
}

function isCallback(node: ts.Expression): boolean {
  return compiler.isArrowFunction(node) || compiler.isFunctionExpression(node);
}

/** Whether what a function takes after the SQL is values by its looks, and not a label or options. */
function handsValuesOn(
  through: NonNullable<SqlCall["through"]>,
  call: SqlCall["call"],
  bound: SqlCall["bound"],
): boolean {
  if (!compiler.isCallExpression(call)) return false;
  const [values, ...more] = through.parameters.slice(call.arguments.length - bound.length);
  if (!values) return bound.length === 0;
  const isNamedSo = /param|arg|value|bind/i.test(values.name.getText());
  return more.length === 0 && (isNamedSo || values.dotDotDotToken !== undefined);
}

/** Whether a function returns what the driver gives, unchanged. */
function returnsRows({ body }: NonNullable<SqlCall["through"]>): boolean {
  if (!body) return false;
  if (!compiler.isBlock(body)) return isRows(bare(body));
  const returned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isReturnStatement(node) && node.expression) returned.push(bare(node.expression));
    if (!compiler.isFunctionLike(node)) compiler.forEachChild(node, visit);
  };
  visit(body);
  return returned.length > 0 && returned.every(isRows);
}

function isRows(node: ts.Expression): boolean {
  if (compiler.isIdentifier(node)) return true;
  if (compiler.isBinaryExpression(node)) return isRows(bare(node.left));
  if (!compiler.isCallExpression(node)) return false;
  const name = nameCalled(bare(node.expression)) ?? "";
  return !/^(?:map|flatMap|filter|reduce|find|from|entries|keys|values|pluck)$/.test(name);
}
