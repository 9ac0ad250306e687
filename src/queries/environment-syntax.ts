import type { Syntax } from "./environment-files.ts";
import { assignedInShell, joined, withoutComments } from "./environment-shell.ts";
import { definedInYaml } from "./environment-yaml.ts";

/** Whether a file gives the variable a value or passes it on. A comment, or a use of the value, does neither. */
export function defines(syntax: Syntax, text: string, name: string): boolean {
  return text.includes(name) && readers[syntax](text.replace(/^\uFEFF/, ""), name.replace(/\W/g, "\\$&"));
}

/** The files with variables that a settings file names, by `env_file`, `--env-file` and their like. */
export function environmentFilesNamedIn(text: string): string[] {
  const lists = [...text.matchAll(/^\s*env_file:\s*(\S.*)?$((?:\r?\n\s+-\s.*$)*)/gm)].flatMap(
    ([, line, list]) =>
      [...`${line ?? ""}\n${list ?? ""}`.matchAll(/[^\s"'[\],:-][^\s"'[\],:]*/g)].map(([file]) => file),
  );
  const options = text.matchAll(
    /(?:--env-file(?:-if-exists)?[= ]|\bdotenv\s+-e\s+|\benv-cmd\s+-f\s+|^EnvironmentFile=-?)["']?([^\s"']+)/gm,
  );
  return [...lists, ...[...options].map(([, file]) => file ?? "")].filter((file) => file !== "path");
}

const readers: Readonly<Record<Syntax, (text: string, name: string) => boolean>> = {
  docker: (text, name) =>
    joined(text)
      .split("\n")
      .some((line) => inDockerfile(line, name)),
  env: (text, name) => found(text, `^\\s*(?:export\\s+)?${name}(?:\\s*=|:\\s|\\s*$)`),
  json: (text, name) => found(withoutCodeComments(text), `"${name}"\\s*:|"(?:name|key)"\\s*:\\s*"${name}"`),
  make: (text, name) =>
    found(joined(text), `^(?:[^\\s:=][^:=]*:)?\\s*(?:(?:export|override)\\s+)*${name}\\s*[?:+!]*=(?!=)`) ||
    assignedInShell(joined(text).replace(/^\t[@+-]*/gm, ""), name),
  package: inPackage,
  procfile: (text, name) => assignedInShell(text.replace(/^[\w-]+:/gm, ""), name),
  script: (text, name) =>
    found(withoutCodeComments(text), `[{,]\\s*["']?${name}["']?\\s*:|\\benv\\.${name}\\s*\\??\\??=(?!=)`),
  shell: assignedInShell,
  toml: (text, name) => found(withoutComments(text), `(?:^|[{,.])\\s*["']?${name}["']?\\s*=`),
  unit: (text, name) =>
    found(joined(text), `^Environment=(?:.*[\\s"'])?${name}=|^PassEnvironment=(?:.*\\s)?${name}(?:\\s|$)`),
  yaml: definedInYaml,
};

function found(text: string, pattern: string): boolean {
  return new RegExp(pattern, "m").test(withoutComments(text));
}

function inDockerfile(line: string, name: string): boolean {
  const [, instruction = "", rest = ""] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? [];
  if (!/^(ENV|ARG)$/i.test(instruction)) return assignedInShell(rest, name);
  return new RegExp(`^(?:.*\\s)?["']?${name}=|^${name}(?:\\s|$)`).test(rest);
}

/** Scripts are shell text; `env` objects, as of nodemon, are values. */
function inPackage(text: string, name: string): boolean {
  const { scripts, ...others }: Record<string, unknown> = record(parsed(text));
  const commands = Object.entries(record(scripts)).filter(([script]) => !script.startsWith("//"));
  const values = Object.values(others).map((value) => record(record(value).env));
  return (
    commands.some(([, command]) => typeof command === "string" && assignedInShell(command, name)) ||
    values.some((env) => Object.keys(env).some((key) => key.replace(/\W/g, "\\$&") === name))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** The text without the comments of JavaScript; what looks like one inside a string stays. */
function withoutCodeComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\/.*|\/\*[\s\S]*?\*\//g,
    "$1",
  );
}
