import { sameName } from "../schema/names.ts";
import type { SortedColumn } from "../sql/query/lookup.ts";
import type { Candidate } from "./index-candidates.ts";

/** Columns of an index whose order among themselves is free. */
type Block = readonly SortedColumn[];

/**
 * The fewest indexes that begin with what each of these needs, those with most columns first: columns that are held to
 * values may stand in any order, so that one index can begin with what another needs.
 */
export function mergeIndexes(wanted: readonly Candidate[]): Pick<Candidate, "table" | "columns">[] {
  const merged: { table: string; blocks: readonly Block[] }[] = [];
  for (const candidate of [...wanted].sort((a, b) => b.columns.length - a.columns.length)) {
    const fits = merged
      .filter(({ table }) => sameName(table, candidate.table))
      .map((index) => ({ index, blocks: beginning(index.blocks, blocksOf(candidate)) }))
      .find(({ blocks }) => blocks !== null);
    if (fits?.blocks) fits.index.blocks = fits.blocks;
    else merged.push({ table: candidate.table, blocks: blocksOf(candidate) });
  }
  return merged.map(({ table, blocks }) => ({ table, columns: blocks.flat() }));
}

function blocksOf({ columns, held }: Candidate): Block[] {
  const first = columns.slice(0, held);
  return [...(first.length > 0 ? [first] : []), ...columns.slice(held).map((column) => [column])];
}

/** The blocks narrowed so that they begin with others; null when they cannot. */
function beginning(blocks: readonly Block[], wanted: readonly Block[]): readonly Block[] | null {
  const [need, ...needs] = wanted;
  if (!need) return blocks;
  const [block, ...rest] = blocks;
  if (!block) return null;
  const shared = block.filter(({ name }) => includes(need, name));
  if (shared.length === 0) return null;
  const left = block.filter(({ name }) => !includes(need, name));
  const open = need.filter(({ name }) => !includes(block, name));
  // What is left of both stands in each other's way.
  if (left.length > 0 && open.length > 0) return null;
  const after = beginning(
    left.length > 0 ? [left, ...rest] : rest,
    open.length > 0 ? [open, ...needs] : needs,
  );
  return after && [shared, ...after];
}

function includes(block: Block, name: string): boolean {
  return block.some((column) => sameName(column.name, name));
}
