import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { functionAround, nameCalled, nameNode } from "./program.ts";

/** What asks for the schema before it is used, or changes it. https://www.sqlite.org/schematab.html */
const asking =
  /\bsqlite_(?:master|schema)\b|\btable_(?:x?info|list)\b|\buser_version\b|\b(?:table|column)\w*(?:exists?|has)\w*\(|\bhas\w*(?:table|column)s?\(|\balter\s+table\b|\bdrop\s+table\b/i;

const old = /migrat|legacy|upgrade|backfill/i;

/** Names of what tells whether a part of the schema is there: `if (this.legacyTableLive()) …`. */
const telling = /table|column|schema|legacy|migrat/i;

/**
 * Whether a call meets older schemas: in a migration, in a function that looks before it reads, behind a condition that
 * asks for a part of the schema.
 */
export function meetsOld(call: ts.Node): boolean {
  const around: { node: ts.Node; name: string }[] = [];
  for (let at = functionAround(call); at; at = functionAround(at)) {
    const name = nameNode(at);
    if (name) around.push({ node: at, name: name.getText() });
  }
  const [first] = around;
  if (!first) return false;
  return (
    asking.test(first.node.getText()) ||
    around.some(({ name }) => old.test(name)) ||
    isAskedFor(call, first.node)
  );
}

/** Whether a condition around a call asks a function of a telling name. */
function isAskedFor(call: ts.Node, top: ts.Node): boolean {
  for (let at = call; at !== top; at = at.parent) {
    const { parent } = at;
    if (compiler.isIfStatement(parent) && parent.thenStatement === at && asks(parent.expression)) return true;
    if (compiler.isConditionalExpression(parent) && parent.whenTrue === at && asks(parent.condition))
      return true;
  }
  return false;
}

function asks(condition: ts.Node): boolean {
  if (compiler.isCallExpression(condition) && telling.test(nameCalled(condition.expression) ?? ""))
    return true;
  return compiler.forEachChild(condition, asks) === true;
}
