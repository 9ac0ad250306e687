import type { ts } from "ts-morph";
import { functionAround, nameNode } from "./program.ts";

/** What asks for the schema before it is used, or changes it. https://www.sqlite.org/schematab.html */
const asking =
  /\bsqlite_(?:master|schema)\b|\btable_(?:x?info|list)\b|\buser_version\b|\b(?:table|column)\w*(?:exists?|has)\w*\(|\bhas\w*(?:table|column)s?\(|\balter\s+table\b|\bdrop\s+table\b/i;

const old = /migrat|legacy|upgrade|backfill/i;

/** Whether the function around a call is one that meets older schemas: a migration, or one that looks before it reads. */
export function meetsOld(call: ts.Node): boolean {
  let around = functionAround(call);
  while (around && !nameNode(around)) around = functionAround(around);
  if (!around) return false;
  return asking.test(around.getText()) || old.test(nameNode(around)?.getText() ?? "");
}
