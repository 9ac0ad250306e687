import type { Connection } from "../evidence/code.ts";
import type { FoundConnection, FoundQuery } from "../typescript/code/found.ts";

type Setting = Connection["settings"][number]["setting"];

/** What a driver sets by itself. https://github.com/WiseLibs/better-sqlite3/blob/master/docs/compilation.md */
const ofDriver: Readonly<Record<string, readonly Setting[]>> = {
  "better-sqlite3": ["foreign_keys", "busy_timeout"],
  libsql: ["foreign_keys", "busy_timeout"],
  "node:sqlite": ["foreign_keys"],
  "bun:sqlite": [],
  sqlite3: [],
  sqlite: [],
};

/** What a server wants of a connection, with its name in messages. */
const wanted: readonly Setting[] = ["journal_mode", "busy_timeout", "foreign_keys"];

/** What the connections that the code opens leave unset or switch off. Those in memory, read-only or remote are left alone. */
export function settingsOf(
  connections: readonly FoundConnection[],
  queries: readonly FoundQuery[],
): Connection[] {
  const pragmas = queries.flatMap((query) =>
    query.texts.flatMap((text) => pragmasIn(text).map((pragma) => ({ ...pragma, query }))),
  );
  return connections.flatMap((connection) => {
    const { location, within, driver, ignored } = connection;
    const known = ofDriver[driver];
    if (!known || isApart(connection) || ignored === "all" || ignored.includes("connection-settings"))
      return [];
    const settings = wanted.flatMap((setting): Connection["settings"][number][] => {
      const own = pragmas.filter(({ name }) => name === setting);
      const off = own.filter(
        ({ value }) =>
          isOff(setting, value) &&
          !isSwitchedBack(
            setting,
            own.map((each) => each.value),
          ),
      );
      if (isOptionOff(setting, connection)) return [{ setting, is: "off", location }];
      if (off[0]) return [{ setting, is: "off", location: off[0].query.call.location }];
      const isSet = own.length > 0 || known.includes(setting) || isOption(setting, connection);
      return isSet ? [] : [{ setting, is: "unset", location }];
    });
    return settings.length === 0 ? [] : [{ location, within, driver, settings }];
  });
}

function isApart({ target, options }: FoundConnection): boolean {
  if (target === null || /:memory:|^["'`]{2}$|^["'`](?:https?|libsql|wss?):/.test(target)) return true;
  return (
    options !== null &&
    /\breadonly\s*:\s*true|\breadOnly\s*:\s*true|OPEN_READONLY|["'`]:memory:/.test(options)
  );
}

function isOption(setting: Setting, { options, configures }: FoundConnection): boolean {
  if (setting !== "busy_timeout") return false;
  return configures.includes("busyTimeout") || /\btimeout\b/.test(options ?? "");
}

function isOptionOff(setting: Setting, { options }: FoundConnection): boolean {
  if (setting === "busy_timeout") return /\btimeout\s*:\s*0\b/.test(options ?? "");
  return setting === "foreign_keys" && /\benableForeignKeyConstraints\s*:\s*false\b/.test(options ?? "");
}

function pragmasIn(text: string): { name: string; value: string }[] {
  return [...text.matchAll(/\bpragma\s+(?:main\.)?(\w+)\s*(?:=|\()\s*["']?(\w+|\?)/gi)].map(
    ([, name = "", value = ""]) => ({
      name: name.toLowerCase(),
      value: value.toLowerCase(),
    }),
  );
}

function isOff(setting: Setting, value: string): boolean {
  if (setting === "journal_mode") return value === "off" || value === "memory";
  return setting === "busy_timeout" ? value === "0" : /^(?:off|0|false|no)$/.test(value);
}

/** Off for a while and on again is how a table is rebuilt. */
function isSwitchedBack(setting: Setting, values: readonly string[]): boolean {
  return setting === "foreign_keys" && values.some((value) => /^(?:on|1|true|yes)$/.test(value));
}
