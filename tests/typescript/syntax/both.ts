import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isTagName, takesSql } from "../../../src/sources/doctor-tags.ts";
import { openCheckedModel, type TypeScriptModel } from "../../../src/typescript/model.ts";
import { openPlainModel } from "../../../src/typescript/syntax/model.ts";

/** Files by their paths; those in `models/` are the model. */
export type Files = Readonly<Record<string, string>>;

/** What a model says of files: read by their syntax alone, null where that does not suffice, and with the compiler. */
export function bothWays(files: Files, isExported = false): { plain: unknown; checked: unknown } {
  const root = mkdtempSync(join(tmpdir(), "doctor-plain-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const paths = Object.keys(files).flatMap((path) => (path.startsWith("models/") ? join(root, path) : []));
    const exported = new Set(isExported ? paths : []);
    const vocabulary = { isDoctorTag: isTagName, takesSql };
    const plain = openPlainModel(root, paths, exported, vocabulary);
    return {
      plain: plain && told(plain, exported),
      checked: told(openCheckedModel(root, paths, vocabulary), exported),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** All that a model tells of its files and tables, as plain data. */
function told(model: TypeScriptModel, exported: ReadonlySet<string>): unknown {
  const marked = model.types.filter(({ tags }) => tags.some(({ name }) => name === "table"));
  const others = model.types.filter((type) => type.exported && exported.has(type.file));
  const asked = [...new Set([...marked, ...others])];
  const tables = asked.filter(
    (type) => marked.includes(type) || (!type.generic && model.mayBeTable(type.body)),
  );
  const read = model.reader(tables.map(({ body }) => body));
  return {
    files: model.files,
    types: model.types.map(({ body: _, file: __, ...type }) => type),
    strayTags: model.strayTags,
    misplacedTables: model.misplacedTables,
    syntaxFaults: model.syntaxFaults.map(({ path: _, ...fault }) => fault),
    databases: model.databases(null)?.tables,
    camelCase: model.camelCase(),
    drizzle: model.drizzle,
    tables: tables.map(({ name, body, location }) => ({
      name,
      isObject: model.isObjectType(body),
      mayBe: marked.length === 0 || model.mayBeTable(body),
      fields: read(body, location),
    })),
  };
}
