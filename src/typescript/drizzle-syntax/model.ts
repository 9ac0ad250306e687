import type { TypeScriptModel } from "../model.ts";
import { relativePath } from "../relative-path.ts";
import type { Vocabulary } from "../tags.ts";
import { openPlainDrizzle } from "./open.ts";

/** Tags that are about no table, and that nobody writes where he means one of the doctor's. */
const others: ReadonlySet<string> = new Set([
  ...["author", "deprecated", "description", "example", "internal", "link", "param", "private", "public"],
  ...["remarks", "return", "returns", "see", "since", "summary", "throws", "todo", "ts"],
]);

/**
 * Opens model files that speak of Drizzle and of nothing that types would tell, without the compiler; `otherwise` opens
 * them with it. null where it takes the compiler to say what they declare.
 */
export function openDrizzleModel(
  root: string,
  paths: readonly string[],
  { isDoctorTag }: Vocabulary,
  otherwise: () => Promise<TypeScriptModel>,
): TypeScriptModel | null {
  const plain = openPlainDrizzle(root, paths);
  if (!plain?.texts.every((text) => isWithoutTypes(text, isDoctorTag))) return null;
  return {
    files: paths.map((path) => relativePath(root, path)),
    types: [],
    strayTags: [],
    misplacedTables: [],
    syntaxFaults: [],
    databases: () => ({ tables: [], types: new Set(), notAnalysed: [] }),
    camelCase: () => null,
    drizzle: async (casing) => {
      const schema = plain.read(casing);
      if (schema) return schema;
      const { drizzle } = await otherwise();
      return drizzle ? drizzle(casing) : { tables: [], views: [], expectedViews: [], notAnalysed: [] };
    },
    isObjectType: () => false,
    mayBeTable: () => false,
    reader: () => () => null,
  };
}

/** Whether no type in a text is called a table, or stands for tables. */
function isWithoutTypes(text: string, isDoctorTag: (tag: string) => boolean): boolean {
  if (/kysely/i.test(text)) return false;
  // The scope of a package is no tag.
  const tags = [...text.matchAll(/@([a-z]\w*)(?![\w.-]*\/)/gi)];
  return tags.every(([, name = ""]) => others.has(name) && !isDoctorTag(name));
}
