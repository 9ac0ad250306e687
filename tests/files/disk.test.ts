import * as fs from "node:fs";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { existsSync, globSync, readdirSync, readFileSync, statSync } from "../../src/files/disk.ts";
import { standsStill, witnessed } from "../../src/files/witness.ts";
import { disk } from "../../src/typescript/disk.ts";

vi.mock("node:fs", { spy: true });

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "disk-"));
  write("users.ts", "users");
  symlinkSync("loop.ts", at("loop.ts"));
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (path: string): string => join(root, path);
const write = (path: string, content: string | Buffer): void => writeFileSync(at(path), content);

describe("the disk", () => {
  it("is asked once for what is noted of it", async () => {
    vi.clearAllMocks();
    await witnessed(async () => {
      readFileSync(at("users.ts"), "utf8");
      existsSync(at("orders.ts"));
      statSync(at("users.ts"));
      readdirSync(root);
    });
    expect(fs.readFileSync).toHaveBeenCalledTimes(1);
    expect(fs.statSync).toHaveBeenCalledTimes(2);
    expect(fs.readdirSync).toHaveBeenCalledTimes(1);
  });

  it.each<[what: string, look: () => unknown, change: () => void, back: () => void]>([
    [
      "a text",
      () => readFileSync(at("users.ts")),
      () => write("users.ts", "other"),
      () => write("users.ts", "users"),
    ],
    ["what is there", () => existsSync(at("new.ts")), () => write("new.ts", ""), () => rmSync(at("new.ts"))],
    ["a size", () => statSync(at("users.ts")), () => write("users.ts", ""), () => write("users.ts", "users")],
    ["the names in a folder", () => readdirSync(root), () => write("new.ts", ""), () => rmSync(at("new.ts"))],
    [
      "what matches a glob",
      () => globSync("*.ts", { cwd: root }),
      () => write("new.ts", ""),
      () => rmSync(at("new.ts")),
    ],
  ])(
    "makes %s doubtful that was seen in two ways, though in the end it is as at first",
    async (_, look, change, back) => {
      const steady = await witnessed(async () => [look(), look()]);
      expect(standsStill(steady.answers)).toBe(true);
      const { answers } = await witnessed(async () => {
        look();
        change();
        look();
        back();
      });
      expect(standsStill(answers)).toBe(false);
    },
  );

  it("says what is not there as Node does; what cannot be looked at is not there for who asks so", async () => {
    expect([existsSync(at("loop.ts")), existsSync(at("orders.ts")), existsSync(at("users.ts/x"))]).toEqual([
      false,
      false,
      false,
    ]);
    expect(statSync(at("orders.ts"), { throwIfNoEntry: false })).toBeUndefined();
    expect(() => statSync(at("orders.ts"))).toThrow("ENOENT: no such file or directory, stat");
    expect(() => statSync(at("loop.ts"))).toThrow("ELOOP");
    expect(statSync(at("loop.ts"), { throwIfNoEntry: false })).toBeUndefined();
    expect(statSync(at("users.ts/x"), { throwIfNoEntry: false })).toBeUndefined();
    expect(() => readFileSync(at("orders.ts"), "utf8")).toThrow("ENOENT: no such file or directory, open");
    expect(() => readdirSync(at("users.ts"))).toThrow("ENOTDIR");
  });
});

describe("the compiler's view of it", () => {
  it.each<[encoding: string, bytes: Buffer]>([
    ["UTF-8", Buffer.from("größe")],
    ["UTF-8 with a mark", Buffer.from("\uFEFFgröße")],
    ["UTF-16", Buffer.from("\uFEFFgröße", "utf16le")],
    ["UTF-16 the other way round", Buffer.from("\uFEFFgröße", "utf16le").swap16()],
  ])("reads %s", (_, bytes) => {
    write("sizes.ts", bytes);
    expect(disk.readFile(at("sizes.ts"))).toBe("größe");
  });

  it("takes what cannot be looked at for nothing", () => {
    const paths = ["loop.ts", "users.ts/x", "orders.ts", "o".repeat(300)].map(at);
    expect(paths.map(disk.fileExists)).toEqual([false, false, false, false]);
    expect(paths.map(disk.directoryExists)).toEqual([false, false, false, false]);
    expect(paths.map(disk.readFile)).toEqual([undefined, undefined, undefined, undefined]);
    expect(paths.map(disk.realpath)).toEqual(paths);
  });
});
