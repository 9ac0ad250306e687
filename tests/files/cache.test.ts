import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cached } from "../../src/files/cache.ts";
import {
  globSync,
  existsSync as isThere,
  readdirSync as namesIn,
  statSync,
  readFileSync as textOf,
} from "../../src/files/disk.ts";
import type { Cache } from "../../src/files/store.ts";

let root: string;
let cache: Cache;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cache-"));
  mkdirSync(join(root, ".doctor"));
  cache = { folder: join(root, ".doctor", "cache"), build: "one" };
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Reads through the cache twice, with something done between; returns how often it was really read. */
async function timesRead(read: () => unknown, between: () => void): Promise<number> {
  let times = 0;
  const reading = async (): Promise<unknown> => {
    times += 1;
    return read();
  };
  await cached(cache, "the shop", reading);
  between();
  await cached(cache, "the shop", reading);
  return times;
}

const at = (path: string): string => join(root, path);

describe("what was read of files", () => {
  beforeEach(() => write("users.ts", "export interface User { id: number }"));
  const nothing = (): void => undefined;

  it.each<[what: string, read: () => unknown, between: () => void, times: number]>([
    ["a file that is as it was", () => textOf(at("users.ts"), "utf8"), nothing, 1],
    [
      "a file of the same size with other text",
      () => textOf(at("users.ts"), "utf8"),
      () => write("users.ts", "export interface User { no: number }"),
      2,
    ],
    [
      "a file that is written again with the same text",
      () => textOf(at("users.ts"), "utf8"),
      () => write("users.ts", "export interface User { id: number }"),
      1,
    ],
    ["a file that was looked for and comes", () => isThere(at("orders.ts")), () => write("orders.ts", ""), 2],
    ["a file that goes", () => isThere(at("users.ts")), () => rmSync(at("users.ts")), 2],
    [
      "a file that becomes a folder",
      () => statSync(at("users.ts")),
      () => {
        rmSync(at("users.ts"));
        mkdirSync(at("users.ts"));
      },
      2,
    ],
    [
      "a new file that matches a glob",
      () => globSync("**/*.ts", { cwd: root }),
      () => write("a/b/orders.ts", ""),
      2,
    ],
    [
      "a new file that matches none",
      () => globSync("**/*.ts", { cwd: root }),
      () => write("a/b/orders.sql", ""),
      1,
    ],
    ["a name more in a folder", () => namesIn(root), () => write("zebra.md", ""), 2],
    [
      "a name more in a folder that nobody looked into",
      () => textOf(at("users.ts")),
      () => write("zebra.md", ""),
      1,
    ],
    [
      "a link that leads elsewhere",
      () => textOf(at("link.ts"), "utf8"),
      () => {
        write("other.ts", "x");
        rmSync(at("link.ts"), { force: true });
        symlinkSync(at("other.ts"), at("link.ts"));
      },
      2,
    ],
  ])("%s", async (_, read, between, times) => {
    symlinkSync(at("users.ts"), at("link.ts"));
    expect(await timesRead(read, between)).toBe(times);
  });

  it("is nothing to another doctor, nor to another question", async () => {
    const read = async (): Promise<string> => textOf(at("users.ts"), "utf8");
    await cached(cache, "the shop", read);
    const anew = async (): Promise<string> => "read anew";
    expect(await cached({ ...cache, build: "two" }, "the shop", anew)).toBe("read anew");
    expect(await cached(cache, "the library", anew)).toBe("read anew");
    expect(await cached(cache, "the shop", anew)).toContain("interface User");
  });

  it("comes back as it was: sets, maps, absent and undefined, large integers, one object in two places", async () => {
    const shared = { name: "users" };
    const value = {
      made: new Set(["users"]),
      by: new Map([["users", 2n ** 60n]]),
      gone: undefined,
      twice: [shared, shared],
    };
    await cached(cache, "the shop", async () => value);
    const back = await cached(
      cache,
      "the shop",
      async (): Promise<typeof value> => Promise.reject(new Error("read again")),
    );
    expect(back).toStrictEqual(value);
    expect("gone" in back).toBe(true);
    expect(back.twice[0]).toBe(back.twice[1]);
  });

  it("is not kept where it would not come back as it was", async () => {
    class Column {
      readonly name = "id";
    }
    await cached(cache, "the shop", async () => new Column());
    expect(await cached(cache, "the shop", async () => "read anew")).toBe("read anew");
  });

  it("is not kept when a file changes while it is read", async () => {
    const reading = async (): Promise<string> => {
      const text = textOf(at("users.ts"), "utf8");
      write("users.ts", `${text} // changed`);
      return text;
    };
    await cached(cache, "the shop", reading);
    expect(existsSync(cache.folder)).toBe(false);
  });

  it("is read anew where the kept file is cut off, damaged or something else", async () => {
    const text = async (): Promise<string> => textOf(at("users.ts"), "utf8");
    await cached(cache, "the shop", text);
    const [name = ""] = readdirSync(cache.folder);
    const file = join(cache.folder, name);
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole);
    damaged[whole.length - 3] = (damaged[whole.length - 3] ?? 0) ^ 1;
    for (const bytes of [
      whole.subarray(0, 40),
      whole.subarray(0, 10),
      Buffer.alloc(0),
      damaged,
      Buffer.from("SQLite format 3"),
    ]) {
      writeFileSync(file, bytes);
      expect(await cached(cache, "the shop", async () => "read anew")).toBe("read anew");
      await cached(cache, "the shop", text);
    }
  });

  it("does not keep what fails, and throws it again", async () => {
    const failing = async (): Promise<string> => textOf(at("missing.ts"), "utf8");
    await expect(cached(cache, "the shop", failing)).rejects.toThrow("ENOENT");
    expect(existsSync(cache.folder)).toBe(false);
  });

  it("writes nothing where the folder around it is not there, or is no folder", async () => {
    rmSync(join(root, ".doctor"), { recursive: true });
    expect(await cached(cache, "the shop", async () => 1)).toBe(1);
    expect(existsSync(join(root, ".doctor"))).toBe(false);
    writeFileSync(join(root, ".doctor"), "");
    expect(await cached(cache, "the shop", async () => 1)).toBe(1);
  });

  it("keeps no more than a few", async () => {
    for (let shop = 0; shop < 40; shop++) await cached(cache, shop, async () => shop);
    expect(readdirSync(cache.folder).length).toBe(24);
    expect(await cached(cache, 39, async () => "read anew")).toBe(39);
  });
});
