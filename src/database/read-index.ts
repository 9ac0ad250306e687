import type { Index, IndexPart } from "../schema/constraint.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { readCreateIndex } from "../sql/create-index.ts";
import type { ListedPart, StoredObject } from "./catalogue.ts";
import { readPart } from "./read-key.ts";

/** Reads an index made by CREATE INDEX; expressions and the predicate stand only in its stored text. */
export function readIndex(
  stored: StoredObject,
  parts: readonly ListedPart[],
  notAnalysed: NotAnalysed[],
): Index {
  const sql = stored.sql ?? "";
  const partial = parts[0]?.partial === 1;
  const needsText = partial || parts.some((part) => part.column === null);
  const text = needsText ? readCreateIndex(sql) : null;
  const read = parts.map((part, i) =>
    part.column === null ? readExpression(part, text?.parts[i]) : readPart(part),
  );
  const where = partial ? (text?.where ?? null) : null;
  if ((partial && where === null) || read.some((part) => part.column === null && part.expression === null)) {
    notAnalysed.push({
      what: `index ${stored.name}`,
      location: null,
      why: "its stored CREATE INDEX text has a form the doctor does not read",
    });
  }
  return { name: stored.name, unique: parts[0]?.unique === 1, parts: read, where, sql };
}

function readExpression(part: ListedPart, written: IndexPart | undefined): IndexPart {
  const read = readPart(part);
  if (!written) return read;
  const expression = written.expression ?? written.column ?? "";
  // A COLLATE that is not the index's own belongs to the last operand: a || b COLLATE NOCASE.
  const ofOperand = written.collation !== "BINARY" && written.collation !== read.collation;
  return { ...read, expression: ofOperand ? `${expression} COLLATE ${written.collation}` : expression };
}
