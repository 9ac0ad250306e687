import type { PageColumn, PageTable } from "./html-tables.ts";
import type { Arranged, Link, Point } from "./layout/box.ts";
import { arranged } from "./layout/boxes.ts";
import { betweenSides, curve, loop, type Rect } from "./layout/lines.ts";
import { shortened, widthOf } from "./layout/wrap.ts";
import { counted } from "./wording.ts";

/** What stands before a column, so that colour is not all that tells. */
const signs: Readonly<Record<PageColumn["mark"], string>> = {
  ...{ added: "+", renamed: "→", altered: "~", dropped: "−" },
  ...{ concerned: "!", undeclared: "?", none: "" },
};

const words: Readonly<Record<PageTable["state"], string>> = {
  ...{ missing: "missing", changed: "differs", renamed: "renamed", dropped: "goes" },
  ...{ concerned: "issues", undeclared: "not in the model", same: "" },
};

// A monospaced digit at the size of the style sheet, a line, and what is around them, in pixels.
const [character, line, padding, heading] = [7.3, 18, 10, 28];
const [longestName, longestType, mostColumns, mostLeaves] = [30, 14, 10, 3];

/** The width that groups of tables are arranged in, if none of them needs more. */
const width = 1000;

/** What is taller than this many pixels does not stand in the page at full length. */
const tallest = 3200;

/** A drawing of tables: boxes with lines of text, and paths between them. */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  /** Whether it is better looked at through a window. */
  readonly isTall: boolean;
  readonly boxes: readonly DrawnBox[];
  readonly paths: readonly { readonly d: string; readonly title: string; readonly isNew: boolean }[];
}

interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly state: PageTable["state"] | "several";
  readonly rows: readonly DrawnRow[];
  /** What it says to those who hear the page. */
  readonly label: string;
  readonly anchor: string | null;
}

interface DrawnRow {
  readonly text: string;
  /** What stands at the right end. */
  readonly end: string;
  readonly endAt: number;
  readonly sign: string;
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: string | null;
}

/** A box before it has a place. */
type Sized = Omit<DrawnBox, "x" | "y"> & { readonly id: string };

/** Draws these tables with the foreign keys between them. Tables that only refer to one other, and are as they should be, share a box. */
export async function drawn(tables: readonly PageTable[]): Promise<Diagram> {
  const links = linksBetween(tables);
  const owners = ownersOf(tables, links);
  const boxes = [
    ...tables.filter(({ anchor }) => !owners.has(anchor)).map(boxOf),
    ...[...new Set(owners.values())].map((owner) =>
      sharedBox(
        owner,
        tables.filter(({ anchor }) => owners.get(anchor) === owner),
      ),
    ),
  ];
  const boxFor = (anchor: string): string => {
    const owner = owners.get(anchor);
    return owner === undefined ? anchor : `of-${owner}`;
  };
  const lines = new Map<string, Line>();
  for (const { child, parent, title, isNew } of links) {
    const [from, to] = [boxFor(child), boxFor(parent)];
    const known = lines.get(`${from} ${to}`);
    const titles = known && from === child ? `${known.title}\n${title}` : (known?.title ?? title);
    lines.set(`${from} ${to}`, {
      child: from,
      parent: to,
      title: titles,
      isNew: isNew || known?.isNew === true,
    });
  }
  return placed(boxes, [...lines.values()], await arranged(boxes, [...lines.values()], width));
}

type Line = Link & { readonly title: string; readonly isNew: boolean };

function linksBetween(tables: readonly PageTable[]): Line[] {
  const shown = new Set(tables.map(({ anchor }) => anchor));
  return tables.flatMap(({ anchor: child, name, references }) =>
    references.flatMap(({ anchor, parent, columns, isNew }) =>
      anchor !== null && shown.has(anchor)
        ? [
            {
              child,
              parent: anchor,
              isNew,
              title: `${name} (${columns.join(", ")}) → ${parent}${isNew ? ", new" : ""}`,
            },
          ]
        : [],
    ),
  );
}

/** Of tables that hang on one other only, and are many there, that other. */
function ownersOf(tables: readonly PageTable[], links: readonly Link[]): ReadonlyMap<string, string> {
  const neighbours = new Map<string, Set<string>>(tables.map(({ anchor }) => [anchor, new Set()]));
  for (const { child, parent } of links) {
    neighbours.get(child)?.add(parent);
    neighbours.get(parent)?.add(child);
  }
  const leaves = new Map<string, string[]>();
  for (const { anchor, state } of tables) {
    const [only, ...others] = neighbours.get(anchor) ?? [];
    const isPlain = state === "same" || state === "undeclared";
    if (only === undefined || only === anchor || others.length > 0 || !isPlain) continue;
    const isChild = links.some((link) => link.child === anchor && link.parent === only);
    if (isChild) leaves.set(only, [...(leaves.get(only) ?? []), anchor]);
  }
  const many = [...leaves].filter(([, members]) => members.length >= mostLeaves);
  return new Map(many.flatMap(([owner, members]) => members.map((member) => [member, owner] as const)));
}

function boxOf(table: PageTable): Sized {
  const shown = table.columns.slice(0, mostColumns);
  const more = table.more + table.columns.length - shown.length;
  const rest = shown.length === 0 ? counted(more, "column") : `${more} more`;
  const ids = table.issues.map(({ id }) => id);
  const rows = [
    ...shown.map((column) => rowOf(column)),
    ...(more > 0 ? [textRow(rest, "", "quiet")] : []),
    ...(ids.length > 0 && table.state !== "same" ? [textRow(shortened(ids.join(" "), 34), "", "ids")] : []),
  ];
  const word = words[table.state];
  const title = textRow(shortened(table.name, longestName), word, "name");
  return {
    id: table.anchor,
    ...sized(title, rows),
    state: table.state,
    label: `${table.name}${word === "" ? "" : `: ${word}`}${ids.length > 0 ? `, ${counted(ids.length, "issue")}` : ""}`,
    anchor: table.anchor,
  };
}

/** One box for tables that would stand in a long row otherwise. */
function sharedBox(owner: string, tables: readonly PageTable[]): Sized {
  // About as high as wide, and never a long row.
  const perColumn = Math.max(8, Math.ceil(Math.sqrt(tables.length * 8)));
  const members = tables.map(({ name, anchor }) => ({
    ...textRow(shortened(name, longestName), "", "member"),
    anchor,
  }));
  const title = textRow(counted(tables.length, "table"), "as they should be", "several");
  const one = sized(title, members.slice(0, perColumn), members);
  const step = one.width - padding;
  const rows = members.map((row, index) => ({
    ...row,
    x: padding + Math.floor(index / perColumn) * step,
    y: one.rows[1 + (index % perColumn)]?.y ?? 0,
  }));
  const width = padding + Math.ceil(tables.length / perColumn) * step;
  return {
    id: `of-${owner}`,
    width,
    height: one.height,
    rows: [{ ...title, y: one.rows[0]?.y ?? 0, endAt: width - padding }, ...rows],
    state: "several",
    label: `${counted(tables.length, "table")} that refer to one other`,
    anchor: null,
  };
}

function rowOf({ name, type, key, mark }: PageColumn): DrawnRow {
  const end = `${shortened(type, longestType)}${key ? " key" : ""}`.trim();
  return { ...textRow(shortened(name, longestName), end, mark), sign: signs[mark] };
}

function textRow(text: string, end: string, mark: string): DrawnRow {
  return { text, end, endAt: 0, mark, sign: "", x: padding, y: 0, anchor: null };
}

/** A box around rows, wide enough for the widest of them, or of others. */
function sized(
  title: DrawnRow,
  rows: readonly DrawnRow[],
  widths: readonly DrawnRow[] = rows,
): Pick<Sized, "width" | "height" | "rows"> {
  const widest = Math.max(...[title, ...widths].map(({ text, end }) => widthOf(text) + widthOf(end) + 3));
  const width = Math.ceil(Math.max(16, widest) * character) + 2 * padding;
  const endAt = width - padding;
  return {
    width,
    height: heading + rows.length * line + (rows.length > 0 ? 8 : 0),
    rows: [
      { ...title, endAt, y: 19 },
      ...rows.map((row, index) => ({ ...row, endAt, y: heading + 15 + index * line })),
    ],
  };
}

function placed(boxes: readonly Sized[], links: readonly Line[], layout: Arranged): Diagram {
  const at = (id: string): Point => layout.places.get(id) ?? { x: 0, y: 0 };
  const sizes = new Map(boxes.map((box) => [box.id, box]));
  const rectOf = (id: string): Rect => ({ width: 0, height: 0, ...sizes.get(id), ...at(id) });
  const titles = new Map(links.map((link) => [`${link.child} ${link.parent}`, link]));
  const lines = layout.lines.map(({ child, parent, points }) => {
    const { title = "", isNew = false } = titles.get(`${child} ${parent}`) ?? {};
    const ends = { parent: rectOf(parent), child: rectOf(child) };
    return { d: curve(betweenSides(points, ends)), title, isNew };
  });
  const loops = links
    .filter(({ child, parent }) => child === parent)
    .map(({ child, title, isNew }) => ({ d: loop(rectOf(child)), title, isNew }));
  return {
    // A margin for lines at the border and for loops.
    width: layout.width + 24,
    height: layout.height + 12,
    isTall: layout.height > tallest,
    boxes: boxes.map(({ id, ...box }) => ({ ...box, ...at(id) })),
    paths: [...lines, ...loops],
  };
}
