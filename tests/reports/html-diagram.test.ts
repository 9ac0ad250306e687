import { describe, expect, it } from "vitest";
import { drawn } from "../../reports/html-diagram.ts";
import { tablesOf } from "../../reports/html-tables.ts";
import type { Box } from "../../reports/layout/box.ts";
import { arranged } from "../../reports/layout/boxes.ts";
import { visible } from "../../reports/layout/visible.ts";
import { shortened, widthOf } from "../../reports/layout/wrap.ts";
import { shopWithCode } from "./html-samples.ts";
import { grownShop } from "./large.ts";
import { shop } from "./samples.ts";

type Drawn = Awaited<ReturnType<typeof drawn>>["boxes"][number];

function overlap(a: Drawn, b: Drawn): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("the diagram of a database", () => {
  it.each([5, 50, 300])("has a place of its own for each of %i tables, inside the picture", async (count) => {
    const tables = tablesOf(grownShop(count, Math.ceil(count / 10)));
    const { boxes, width, height } = await drawn(tables);
    const anchors = boxes.flatMap((box) => [box.anchor, ...box.rows.map((row) => row.anchor)]);
    expect(anchors.filter((anchor) => anchor !== null).sort()).toEqual(
      tables.map(({ anchor }) => anchor).sort(),
    );
    boxes.forEach((box, index) => {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
      for (const { text, end, x } of box.rows)
        expect(x + (widthOf(text) + widthOf(end)) * 7.3).toBeLessThanOrEqual(box.width);
    });
  });

  it("is the same each time, whatever was drawn before", async () => {
    const once = await drawn(tablesOf(grownShop(120)));
    await drawn(tablesOf(grownShop(7, 3)));
    expect(await drawn(tablesOf(grownShop(120)))).toEqual(once);
  });

  it("draws a line for each foreign key, new ones as such, and one from a table to itself", async () => {
    const { plan, ...rest } = shop();
    const [first, ...others] = plan.tables;
    if (first === undefined) throw new Error("the sample lost its tables");
    const toItself = { columns: ["boss_id"], parent: first.name };
    const tables = [{ ...first, references: [toItself] }, ...others];
    const { paths } = await drawn(tablesOf({ ...rest, plan: { ...plan, tables } }));
    expect(paths.map(({ title, isNew }) => [title, isNew])).toEqual([
      ["invoices (user_id) → users, new", true],
      ["orders (user_id) → users, new", true],
      ["users (boss_id) → users", false],
    ]);
    for (const { d } of paths) expect(d).toMatch(/^M[\d.-]+ [\d.-]+C[\dMLC .-]+$/);
  });

  it("survives keys in a circle, and a key to a table that is not there", async () => {
    const { plan, ...rest } = grownShop(3, 1);
    const surroundings = ["chickens", "eggs", "nests"].map((name, index, all) => ({
      name,
      columns: 2,
      references: [
        { columns: ["of"], parent: all[(index + 1) % 3] ?? "" },
        { columns: ["x"], parent: "gone" },
      ],
    }));
    const { paths, boxes } = await drawn(tablesOf({ ...rest, plan: { ...plan, tables: [], surroundings } }));
    expect(paths).toHaveLength(3);
    expect(boxes.length).toBeGreaterThanOrEqual(3);
  });

  it("puts tables that hang on one other only, and are as they should be, into one box", async () => {
    const { plan, ...rest } = shop();
    const surroundings = ["logins", "sessions", "avatars"].map((name) => ({
      name,
      columns: 3,
      references: [{ columns: ["user_id"], parent: "Users" }],
    }));
    const { boxes } = await drawn(tablesOf({ ...rest, plan: { ...plan, surroundings } }));
    const shared = boxes.find(({ state }) => state === "several");
    expect(shared?.rows.map(({ text }) => text)).toEqual(["3 tables", "logins", "sessions", "avatars"]);
    expect(boxes).toHaveLength(4);
  });
});

describe("the tables of a page", () => {
  it("say how each differs, what of it, and which issues are about it", () => {
    const tables = tablesOf(shopWithCode());
    expect(tables.map(({ name, state, issues }) => [name, state, issues.map(({ id }) => id)])).toEqual([
      ["users", "changed", ["CRIT-001"]],
      ["invoices", "missing", ["HIGH-001"]],
      ["orders", "changed", ["HIGH-002", "MED-001", "MED-002", "INFO-001"]],
      ["genres", "same", []],
      ["shelves", "same", []],
      ["publishers", "same", []],
    ]);
    const [users, , orders] = tables;
    expect(users?.columns.map(({ name, mark }) => [name, mark])).toEqual([
      ["role", "added"],
      ["email", "added"],
    ]);
    expect(users?.more).toBe(2);
    expect(orders?.columns.map(({ name, mark }) => [name, mark])).toEqual([["user_id", "concerned"]]);
  });

  it("draw nothing for a name that is no table", () => {
    const { issues, ...rest } = shop();
    const about = issues.map((issue) => ({ ...issue, rule: "failing-statement", table: "orderz" }));
    const { plan } = rest;
    const tables = tablesOf({ ...rest, issues: about, plan: { ...plan, tables: [] } });
    expect(tables.find(({ name }) => name === "orderz")).toMatchObject({
      isDrawn: false,
      state: "concerned",
    });
  });
});

describe("boxes", () => {
  const box = (id: string): Box => ({ id, width: 80, height: 40 });

  it("stand left of those that refer to them", async () => {
    const { places } = await arranged(
      ["lines", "orders", "customers"].map(box),
      [
        { child: "lines", parent: "orders" },
        { child: "orders", parent: "customers" },
      ],
      500,
    );
    const x = (id: string) => places.get(id)?.x ?? Number.NaN;
    expect(x("customers")).toBeLessThan(x("orders"));
    expect(x("orders")).toBeLessThan(x("lines"));
  });

  it("without links fill rows", async () => {
    const { places, width, height } = await arranged(["a", "b", "c", "d", "e"].map(box), [], 300);
    expect([...places.values()]).toEqual([
      { x: 0, y: 0 },
      { x: 108, y: 0 },
      { x: 216, y: 0 },
      { x: 0, y: 68 },
      { x: 108, y: 68 },
    ]);
    expect([width, height]).toEqual([296, 108]);
  });

  it.each([
    ["a long chain", 3000, (index: number) => [index - 1]],
    ["a tangle", 300, (index: number) => [index >> 1, (index * 7) % index, index - 1]],
    ["one circle", 500, (index: number) => [index - 1, (index + 1) % 500]],
  ])("have their places at once in %s", async (_, count, parentsOf) => {
    const boxes = Array.from({ length: count }, (_, index) => box(`t${index}`));
    const links = boxes
      .slice(1)
      .flatMap((child, index) =>
        [...new Set(parentsOf(index + 1))]
          .filter((parent) => parent !== index + 1)
          .map((parent) => ({ child: child.id, parent: `t${parent}` })),
      );
    const began = Date.now();
    const { places, lines } = await arranged(boxes, links, 1000);
    expect(Date.now() - began).toBeLessThan(3000);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
    expect(lines).toHaveLength(links.length);
  });

  it("may be none", async () => {
    expect(await arranged([], [], 300)).toMatchObject({ width: 0, height: 0, lines: [] });
  });
});

describe("what is made visible", () => {
  it("is every text at any depth; SQL keeps its lines", () => {
    expect(visible({ name: "a\nb\u0000", sql: ["a\r\n\tb\u202e"], count: 1, none: null })).toEqual({
      name: "a\\nb\\u0000",
      sql: ["a\n\tb\\u202e"],
      count: 1,
      none: null,
    });
  });

  it("is cut by what it takes, not by its letters", () => {
    expect(shortened("orders", 6)).toBe("orders");
    expect(shortened("customers", 6)).toBe("custo…");
    expect(shortened("日本語テーブル", 7)).toBe("日本語…");
  });
});
