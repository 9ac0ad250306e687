import { beforeAll, describe, expect, it } from "vitest";
import { DoctorError } from "../../src/errors.ts";
import * as realDoctor from "../../src/internal.ts";
import { doctor } from "./harness.ts";

/** A page of help, by the words of its command. */
interface Page {
  readonly command: readonly string[];
  readonly text: string;
}

/** The page of a command, and those of the commands below it. */
async function pagesOf(command: readonly string[]): Promise<Page[]> {
  const { code, out, err } = await doctor([...command, "--help"]);
  expect({ command, code, err }).toEqual({ command, code: 0, err: "" });
  const pages: Page[] = [{ command, text: out }];
  const below = section(out, "Commands:").filter((line) => /^ {2}doctor /.test(line));
  for (const line of below) {
    const words = line.trim().split(" ").slice(1);
    const added = words[command.length] ?? "";
    expect(words.slice(0, command.length)).toEqual(command);
    pages.push(...(await pagesOf([...command, added])));
  }
  return pages;
}

/** The lines under a heading. */
function section(text: string, heading: string): string[] {
  const lines = text.split("\n");
  const start = lines.indexOf(heading);
  if (start === -1) return [];
  const end = lines.findIndex((line, place) => place > start && !line.startsWith(" "));
  return lines.slice(start + 1, end === -1 ? undefined : end);
}

/** The examples of a page: a comment, and the command below it. */
function examplesOf({ text }: Page): { readonly does: string; readonly command: string }[] {
  const lines = section(text, "Examples:");
  return lines.flatMap((line, place) =>
    line.startsWith("  doctor ") ? [{ does: (lines[place - 1] ?? "").trim(), command: line.trim() }] : [],
  );
}

/** The words of a command line, as a shell splits them. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "").slice(1);
}

const reached = new DoctorError("reached", "The command was understood.", "Nothing was done.");
const words0 = ["nearest", "plainLines"];

/** A doctor that does nothing: whatever it is asked to do, it was understood. */
const idle = Object.fromEntries(
  Object.entries(realDoctor).map(([name, part]) => [
    name,
    typeof part === "function" && !words0.includes(name) && part !== DoctorError
      ? () => {
          throw reached;
        }
      : part,
  ]),
);

let pages: readonly Page[];

beforeAll(async () => {
  pages = await pagesOf([]);
});

describe("help", () => {
  it("has a page for every command and those below it", () => {
    const commands = pages.map(({ command }) => command.join(" "));
    for (const known of ["analyze", "repair", "rollback", "runs", "runs list", "runs diff", "report"]) {
      expect(commands).toContain(known);
    }
    expect(new Set(commands).size).toBe(commands.length);
  });

  it("fits into 80 columns, and ends no line with white space", () => {
    for (const { command, text } of pages) {
      const long = text.split("\n").filter((line) => line.length > 80 || /\s$/.test(line));
      expect([command, long]).toEqual([command, []]);
    }
  });

  it("says of every command what it does, with at least two examples and its exit codes", () => {
    for (const page of pages) {
      const { command, text } = page;
      const about = text.split("\n\n")[1] ?? "";
      expect([command, about]).toEqual([command, expect.stringMatching(/^[A-Z].{15,}/)]);
      const examples = examplesOf(page);
      expect([command, examples.length >= 2]).toEqual([command, true]);
      for (const { does, command: line } of examples)
        expect([line, does]).toEqual([line, expect.stringMatching(/^# ./)]);
      if (command.length > 0)
        expect([command, text]).toEqual([command, expect.stringMatching(/^Exit codes?: /m)]);
    }
  });

  it("says of every option what it is", () => {
    for (const { command, text } of pages) {
      for (const heading of ["Options:", "Options of every command:", "Positionals:"]) {
        const lines = section(text, heading);
        const silent = lines.filter((line) => /^ {2}(--)?[\w-]+\s*(\[.*)?$/.test(line));
        expect([command, silent]).toEqual([command, []]);
      }
    }
  });

  it("puts what a command has itself before what all have", () => {
    for (const { command, text } of pages) {
      const shared = text.indexOf("\nOptions of every command:");
      expect([command, shared > 0, shared > text.indexOf("\nOptions:\n")]).toEqual([command, true, true]);
    }
  });

  it("shows no example that is refused", async () => {
    for (const { command: line } of pages.flatMap(examplesOf)) {
      const { err } = await doctor(words(line), { doctor: idle });
      const isUnderstood = err === "" || err.includes(reached.message);
      expect([line, isUnderstood ? "" : err]).toEqual([line, ""]);
    }
  });

  it("shows what there is to who says nothing, and fails: a job may have forgotten its command", async () => {
    const { code, out, err } = await doctor([]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.replace(/^doctor: Name a command\.\n/, "")).toBe((await doctor(["--help"])).out);
  });
});

describe("a word that is nearly right", () => {
  it.each([
    [["analize"], "There is no such command. Did you mean analyze?"],
    [["runs", "lst"], "There is no such command. Did you mean list?"],
    [["analyze", "--fotmat", "json"], "There is no option --fotmat. Did you mean --format?"],
    [["rollback", "--aply"], "There is no option --aply. Did you mean --apply?"],
    [["runs", "list", "--limt", "3"], "There is no option --limt. Did you mean --limit?"],
    [["--versoin"], "There is no option --versoin. Did you mean --version?"],
    [["analyze", "--format", "jsno"], '--format is "jsno". Did you mean json? Allowed are text, json, '],
    [
      ["runs", "list", "--status", "faild"],
      '--status is "faild". Did you mean failed? Allowed are running, ',
    ],
    [["explain", "missing-colum"], 'There is no rule called "missing-colum". Did you mean "missing-column"?'],
  ] as const)("%j", async (line, message) => {
    const { code, out, err } = await doctor(line);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("is compared with the options of its own command only", async () => {
    // --older-than-days is an option of runs clean.
    const { err } = await doctor(["analyze", "--older-than-day", "3"]);
    expect(err).toContain("There is no option --older-than-day of doctor analyze.\n");
    expect(err).not.toContain("Did you mean");
    expect((await doctor(["runs", "clean", "--older-than-day", "3"])).err).toContain(
      "Did you mean --older-than-days?",
    );
  });

  it("is named with its page of help", async () => {
    expect((await doctor(["runs", "list", "--limt", "3"])).err).toContain("doctor runs list --help shows ");
    expect((await doctor(["analize"])).err).toContain("doctor --help shows ");
  });
});
