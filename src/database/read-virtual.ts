import type { NotAnalysed } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import type { VirtualTable } from "../schema/schema.ts";
import { isWord, nameOf, tokenize } from "../sql/tokens.ts";
import type { Catalogue } from "./catalogue.ts";

/** Reads the virtual tables with their shadow tables. https://www.sqlite.org/vtab.html#the_xshadowname_method */
export function readVirtualTables(catalogue: Catalogue, notAnalysed: NotAnalysed[]): VirtualTable[] {
  const stored = catalogue.objects.filter((object) => object.type === "table" && object.rootpage === 0);
  if (stored.length === 0) return [];
  const owners = stored.map((object) => ({ name: object.name, module: moduleOf(object.sql ?? "") }));
  const shadows = new Map<string, string[]>(owners.map((owner) => [owner.name, []]));
  for (const { name, type } of catalogue.objects) {
    if (type !== "table") continue;
    const owner = ownerOf(name, owners);
    if (owner && isShadow(name, owner.module, catalogue)) shadows.get(owner.name)?.push(name);
  }
  return stored.map((object) => {
    const module = moduleOf(object.sql ?? "");
    const shadowTables = shadows.get(object.name) ?? [];
    if (!catalogue.modules.has(foldName(module)))
      notAnalysed.push(unknownModule(object.name, module, shadowTables));
    return { name: object.name, module, shadowTables, sql: object.sql ?? "" };
  });
}

function moduleOf(sql: string): string {
  const tokens = tokenize(sql);
  const module = tokens[tokens.findIndex((token) => isWord(token, "USING")) + 1];
  return module ? nameOf(module) : "";
}

/** The virtual table whose name and an underscore a name begins with; of several the longest. */
function ownerOf<T extends { readonly name: string }>(name: string, owners: readonly T[]): T | undefined {
  const folded = foldName(name);
  const matches = owners.filter((owner) => folded.startsWith(`${foldName(owner.name)}_`));
  return matches.sort((a, b) => b.name.length - a.name.length)[0];
}

/** SQLite asks the module; where that is unknown, the name decides, unless the table has foreign keys as only the application's would. */
function isShadow(name: string, module: string, catalogue: Catalogue): boolean {
  if (catalogue.modules.has(foldName(module))) return catalogue.tables.get(name)?.type === "shadow";
  return !catalogue.references.has(name);
}

function unknownModule(name: string, module: string, shadowTables: readonly string[]): NotAnalysed {
  const own = shadowTables.length > 0 ? `; taken for its own: ${shadowTables.join(", ")}` : "";
  return {
    what: `virtual table ${name}`,
    location: null,
    why: `its module ${module} is an extension that the doctor does not load${own}`,
  };
}
