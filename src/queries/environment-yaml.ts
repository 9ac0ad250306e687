import { assignedInShell, withoutComments } from "./environment-shell.ts";

/** The keys whose list names variables that are passed on. */
const passesOn = /^(environment|env|args|build-args|build_args|secrets)$/;

/** The keys whose value is a command. */
const commands = /^(run|\w*script|\w*command|entrypoint|args|cmd|build|start|test|shell|deploy|release)$/i;

/**
 * Whether YAML gives the variable a value or passes it on: as a key, as `name:` of an item, as an item of a list of
 * variables, in a flow collection, or in a command.
 */
export function definedInYaml(text: string, name: string): boolean {
  const keys: { readonly depth: number; readonly key: string }[] = [];
  return withoutComments(text)
    .split("\n")
    .some((line) => {
      const [, indent = "", dashes = "", rest = ""] = /^(\s*)((?:-\s+)*)(.*)$/.exec(line) ?? [];
      const depth = indent.length;
      // A list may stand as deep as the key that it belongs to.
      while ((keys.at(-1)?.depth ?? -1) >= depth + (dashes === "" ? 0 : 1)) keys.pop();
      const list = keys.at(-1)?.key ?? "";
      const [, key = "", content = ""] = /^["']?([\w.-]+)["']?\s*:(?:\s+(.*)|)$/.exec(rest) ?? [];
      if (key !== "") keys.push({ depth: depth + dashes.length, key });
      return inLine({ name, rest, key, content, list, isItem: dashes !== "" });
    });
}

interface Line {
  /** The variable, as a pattern. */
  readonly name: string;
  /** The line without indentation and dashes; where it is a pair, also its two parts. */
  readonly rest: string;
  readonly key: string;
  readonly content: string;
  /** The key of the collection it stands in. */
  readonly list: string;
  readonly isItem: boolean;
}

function inLine({ name, rest, key, content, list, isItem }: Line): boolean {
  const exactly = (text: string): boolean => new RegExp(`^["']?${name}["']?$`).test(text.trim());
  if (exactly(key)) return true;
  if ((key === "name" || (key === "key" && isItem)) && exactly(content)) return true;
  if (isItem && passesOn.test(list) && exactly(rest)) return true;
  if (isItem && new RegExp(`^["']?${name}=`).test(rest)) return true;
  if (inFlow(key === "" ? rest : content, key, name)) return true;
  const command = key === "" ? rest : commands.test(key) ? content : "";
  return assignedInShell(command.replace(/^["']/, ""), name);
}

function inFlow(text: string, key: string, name: string): boolean {
  if (!/^[{[]|[:,]\s*[{[]/.test(text)) return false;
  if (new RegExp(`[{,[]\\s*["']?${name}(["']?\\s*:(\\s|$)|=)`).test(text)) return true;
  return passesOn.test(key) && new RegExp(`[[,]\\s*["']?${name}["']?\\s*[,\\]]`).test(text);
}
