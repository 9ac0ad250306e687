import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { DoctorError } from "../errors.ts";
import { readFileSync } from "../files/disk.ts";

/** A key path inside a config: keys of objects and indexes of lists. */
export type KeyPath = readonly (string | number)[];

/** Says where in the config a key path stands, as `file:line:column`. */
export type Locate = (path: KeyPath, of?: "key" | "value") => string;

/** A config as it was read: its value, and where each part of it stands. */
export interface Document {
  readonly value: unknown;
  readonly locate: Locate;
}

/**
 * Reads a JSON file with comments and trailing commas. `inside` names the key that holds the config,
 * as in package.json; without that key the value is undefined. Throws DoctorError when the file cannot be read or parsed.
 */
export function readDocument(path: string, shown: string, inside: string | null): Document {
  const text = readText(path, shown);
  const help = "Comments and trailing commas are allowed; all else is as in JSON.";
  return parseDocument(text, shown, { inside, lenient: true, code: "config-syntax", help });
}

/** How a file is parsed, and what is said when it cannot be. */
export interface Parsing {
  readonly inside: string | null;
  /** Whether comments and trailing commas are allowed. */
  readonly lenient: boolean;
  readonly code: string;
  readonly help: string;
}

/** As `readDocument`, of a text that was read. Throws DoctorError with this code and help when it cannot be parsed. */
export function parseDocument(written: string, shown: string, parsing: Parsing): Document {
  const { inside, lenient, code, help } = parsing;
  const text = written.replace(/^\uFEFF/, "");
  if (nestsTooDeeply(text)) throw new DoctorError(code, `${shown}: this is nested too deeply.`, help);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: lenient, disallowComments: !lenient });
  const positions = lineIndex(text, shown);
  const error = errors[0];
  if (error !== undefined || tree === undefined) {
    const reason = error === undefined ? "it is empty" : worded(printParseErrorCode(error.error));
    throw new DoctorError(code, `${positions(error?.offset ?? 0)}: this is not JSON: ${reason}.`, help);
  }
  const node = inside === null ? tree : findNodeAtLocation(tree, [inside]);
  return {
    value: node === undefined ? undefined : plainValue(node, positions),
    locate: (keys, of = "value") => positions(offsetOf(node ?? tree, keys, of)),
  };
}

/** Whether a text has more braces in braces than any file of ours; the parser calls itself for each. */
function nestsTooDeeply(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length && depth <= 100; scanner.scan()) {
    const start = text.charAt(scanner.getTokenOffset());
    if (start === "{" || start === "[") depth++;
    if (start === "}" || start === "]") depth--;
  }
  return depth > 100;
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const why: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder, not a file",
      EACCES: "it may not be read",
    };
    throw new DoctorError(
      "config-unreadable",
      `The config ${shown} cannot be read: ${why[reason] ?? reason}.`,
      "Name the config with --config FILE, or leave --config out to use doctor.config.json here.",
      { cause },
    );
  }
}

function worded(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** Turns offsets into `file:line:column`. */
function lineIndex(text: string, shown: string): (offset: number) => string {
  return (offset) => {
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    return `${shown}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  };
}

function offsetOf(root: Node, path: KeyPath, of: "key" | "value"): number {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) continue;
    const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
    return of === "key" && length === path.length && key !== undefined ? key.offset : node.offset;
  }
  return root.offset;
}

/** The value of a node. A key written twice is an error: one of the two would be silently lost. */
function plainValue(node: Node, positions: (offset: number) => string): unknown {
  if (node.type === "array") return (node.children ?? []).map((item) => plainValue(item, positions));
  if (node.type !== "object") return node.value;
  const entries = new Map<string, unknown>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    if (entries.has(shield(key.value))) {
      throw new DoctorError(
        "config-syntax",
        `${positions(key.offset)}: the key ${JSON.stringify(key.value)} stands here a second time.`,
        "Keep one of the two.",
      );
    }
    entries.set(shield(key.value), plainValue(value, positions));
  }
  return Object.fromEntries(entries);
}

const reserved = new Set(["__proto__", "constructor", "prototype"]);
const mark = "\u0000";

/** valibot leaves these three keys out without a word, and a table may be called so: they travel under a mark. */
export function shield(key: string): string {
  return reserved.has(key) ? mark + key : key;
}

/** The key as it was written. */
export function unshield(key: string): string {
  return key.startsWith(mark) ? key.slice(mark.length) : key;
}

/** A key path as people write it: `renames.columns.users["first name"]`. */
export function keyPath(path: KeyPath): string {
  if (path.length === 0) return "The config";
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}
