import { fold } from "./pair.ts";

const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*|\d[\w.]*|\.\d[\w.]*|[\s\uFEFF]+|[<>=!|]+|[\s\S]/g;

const isComment = (text: string): boolean => text.startsWith("--") || text.startsWith("/*");

/** The tokens of a statement without blanks and comments: names folded and bare, strings as they are. */
export function words(sql: string, columns: ReadonlySet<string> | null = null): string[] {
  return (sql.match(token) ?? []).flatMap((text): string[] => {
    if (isComment(text) || /^[\s\uFEFF]/.test(text)) return [];
    if (/^["`[]/.test(text)) {
      const inner = fold(unquote(text));
      // What no column is called is a string to a SQLite that still takes it for one.
      return text.startsWith('"') && columns && !columns.has(inner)
        ? [`'${unquote(text).replaceAll("'", "''")}'`]
        : [inner];
    }
    return [/^['\d]/.test(text) ? text : fold(text)];
  });
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  return quote === "[" ? text.slice(1, -1) : text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** The comments of a statement. */
export function comments(sql: string): string[] {
  return (sql.match(token) ?? []).filter(isComment).map((text) => text.trim());
}

/** What of a CREATE TABLE no PRAGMA tells, a sentence each, sorted. */
export function textFacts(
  sql: string,
  columns: ReadonlySet<string>,
  declared: ReadonlySet<string>,
): string[] {
  const all = words(sql, columns);
  const body = all.slice(all.indexOf("(") + 1, closing(all, all.indexOf("(")));
  const found = split(body).flatMap((item) => [...factsOf(item)]);
  return [
    ...new Set(found.filter(({ of }) => of === null || declared.has(of)).map(({ fact }) => fact)),
  ].sort();
}

/** The index of the parenthesis that closes the one at `open`. */
function closing(list: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < list.length; i++) {
    if (list[i] === "(") depth++;
    if (list[i] === ")" && --depth === 0) return i;
  }
  return list.length;
}

function split(list: readonly string[]): string[][] {
  const items: string[][] = [[]];
  for (let i = 0; i < list.length; i++) {
    const end = list[i] === "(" ? closing(list, i) : i;
    if (list[i] === ",") items.push([]);
    else items.at(-1)?.push(...list.slice(i, end + 1));
    i = end;
  }
  return items;
}

function* factsOf(item: readonly string[]): Generator<{ fact: string; of: string | null }> {
  const isTable = ["constraint", "primary", "unique", "check", "foreign"].includes(item[0] ?? "");
  const of = isTable ? null : (item[0] ?? "");
  let subject = "";
  let columns = of ?? "";
  for (let i = isTable ? 0 : 1; i < item.length; i++) {
    const word = item[i];
    const group = (): string => {
      const open = item.indexOf("(", i);
      const end = closing(item, open);
      i = end;
      return item.slice(open + 1, end).join(" ");
    };
    if (word === "(") i = closing(item, i);
    else if (word === "default") i++;
    else if (word === "constraint") i++;
    else if (word === "check") yield { fact: `check (${bare(group())})`, of: null };
    else if (word === "collate")
      yield { fact: `${of} collate ${fold(item[++i] ?? "").replaceAll("'", "")}`, of };
    else if (word === "as") {
      const expression = bare(group());
      yield { fact: `${of} as (${expression}) ${item[i + 1] === "stored" ? "stored" : "virtual"}`, of };
    } else if (word === "unique" || word === "primary" || word === "foreign") {
      subject = word;
      if (isTable) columns = group();
    } else if (word === "references") subject = "foreign";
    else if (word === "not" && item[i + 1] === "null") subject = "not null";
    else if (word === "autoincrement") yield { fact: "autoincrement", of: null };
    else if (word === "initially" && item[i + 1] === "deferred") yield { fact: `${columns} deferred`, of };
    else if (word === "conflict" && item[i + 1] !== "abort")
      yield { fact: `${subject} (${columns}) on conflict ${item[i + 1]}`, of };
  }
}

/** Without parentheses around the whole. */
function bare(text: string): string {
  const list = text.split(" ");
  return list[0] === "(" && closing(list, 0) === list.length - 1 ? bare(list.slice(1, -1).join(" ")) : text;
}
