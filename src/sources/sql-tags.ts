import type { Generated } from "../schema/column.ts";
import type { Check } from "../schema/constraint.ts";
import type { Location } from "../schema/location.ts";
import { quoteName, quoteText } from "../sql/quote.ts";
import { isWord, nameOf, tokenize } from "../sql/tokens.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";
import { malformed, textFrom } from "./grammar.ts";
import { type Scope, withoutParentheses } from "./scope.ts";

/** Reads `@default`: a literal or an expression in parentheses. Throws DoctorError for anything else. */
export function readDefault(tag: DoctorTag, scope: Scope): string {
  const { text } = tag;
  if (isLiteral(text)) return text;
  const isExpression =
    text.startsWith("(") && scope.syntaxComplaint(text) === null && withoutParentheses(text) !== text;
  if (!isExpression) {
    const quoted = /^(["`'])(.*)\1$/s.exec(text)?.[2] ?? text;
    throw tagError(
      tag,
      `@default ${text} is no literal: a number, a string in single quotes, TRUE, FALSE, NULL, CURRENT_TIMESTAMP or an expression in parentheses.`,
      `For this text write @default ${quoteText(quoted)}; for an expression put it in parentheses.`,
    );
  }
  const complaint = scope.columnComplaint(`"_default" DEFAULT ${text}`);
  if (complaint) throw refused(tag, complaint, scope);
  return text;
}

function isLiteral(text: string): boolean {
  return (
    /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text) ||
    /^[+-]?0x[0-9a-f]+$/i.test(text) ||
    /^'(?:[^']|'')*'$/s.test(text) ||
    /^(?:true|false|null|current_(?:timestamp|date|time))$/i.test(text)
  );
}

/**
 * Reads `@check [name] expression`. The first word is a name when the whole does not parse, or when it would call
 * a function that SQLite lacks. Throws DoctorError when SQLite takes neither.
 */
export function readCheck(tag: DoctorTag, scope: Scope): Check & { readonly location: Location } {
  const [first, ...rest] = tokenize(tag.text);
  if (!first) throw malformed(tag, "@check expression, or @check name expression");
  const complaint = checkComplaint(tag.text, scope);
  if (complaint === null) return check(null, tag.text, tag);
  const mayBeName = first.kind === "word" || first.kind === "quoted";
  const lacksFirst = complaint.toLowerCase() === `no such function: ${nameOf(first).toLowerCase()}`;
  const parses = scope.syntaxComplaint(tag.text) === null;
  const expression = textFrom(tag, rest);
  if (!mayBeName || (parses && !lacksFirst) || scope.syntaxComplaint(expression) !== null) {
    throw refused(tag, complaint, scope);
  }
  const named = checkComplaint(expression, scope);
  if (named) throw refused(tag, named, scope);
  return check(nameOf(first), expression, tag);
}

function checkComplaint(expression: string, scope: Scope): string | null {
  return scope.tableComplaint(`CHECK (\n${expression}\n)`, { expression });
}

function check(name: string | null, expression: string, { location }: DoctorTag) {
  return { name, expression: withoutParentheses(expression), location };
}

/** Reads `@generated expression [stored]`. Throws DoctorError for what SQLite refuses. */
export function readGenerated(tag: DoctorTag, column: string, type: string, scope: Scope): Generated {
  const tokens = tokenize(tag.text);
  const last = tokens.at(-1);
  const shorter = last ? tag.text.slice(0, last.start).trim() : "";
  const hasWord = isWord(last, "STORED", "VIRTUAL") && scope.syntaxComplaint(shorter) === null;
  const expression = withoutParentheses(hasWord ? shorter : tag.text);
  const stored = hasWord && isWord(last, "STORED");
  const clause = `${quoteName(column)} ${type} GENERATED ALWAYS AS (\n${expression}\n) ${stored ? "STORED" : "VIRTUAL"}`;
  const complaint = scope.tableComplaint(clause, { expression, replaces: column });
  if (complaint) throw refused(tag, complaint, scope);
  return { expression, stored };
}

/** Reads `@backfill expression`; it may use columns that the model no longer has. Throws DoctorError when it does not parse. */
export function readBackfill(tag: DoctorTag, scope: Scope): string {
  const complaint = scope.syntaxComplaint(tag.text);
  if (complaint) throw refused(tag, complaint, scope);
  return tag.text;
}

/** Reads `@type SQLTYPE`. Throws DoctorError for what is no type name. https://www.sqlite.org/syntax/type-name.html */
export function readType(tag: DoctorTag, scope: Scope): string {
  const isType =
    typeName.test(tag.text) && !tokenize(tag.text).some((token) => isWord(token, ...clauseWords));
  if (!isType || scope.columnComplaint(`"_type" ${tag.text}`) !== null) {
    throw malformed(tag, "@type with the declared type only, such as @type VARCHAR(40)");
  }
  return tag.text;
}
const typeName =
  /^[A-Za-z_][\w$]*(?:\s+[A-Za-z_][\w$]*)*\s*(?:\(\s*[+-]?[\d.]+\s*(?:,\s*[+-]?[\d.]+\s*)?\))?$/;
const clauseWords = [
  "AS",
  "CHECK",
  "COLLATE",
  "CONSTRAINT",
  "DEFAULT",
  "GENERATED",
  "NOT",
  "NULL",
  "PRIMARY",
  "REFERENCES",
  "UNIQUE",
];

/** A DoctorError with SQLite's complaint about a tag's SQL. */
export function refused(tag: DoctorTag, complaint: string, scope: Scope): Error {
  return tagError(tag, `SQLite refuses @${tag.name} ${tag.text}: ${complaint}.`, scope.hint(complaint));
}
