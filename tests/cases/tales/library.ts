import Database from "better-sqlite3";

type Value = string | number | Buffer | null;
type Row = Record<string, Value>;

/** The columns that go from a story to its generation. */
const moving = [
  "story_type",
  "story_length",
  "moral",
  "hero_appearance",
  "relationship_description",
  "model_used",
  "full_response",
];

/** What stands in a database: rows of each table in an order of its own, stories by their rowid. */
export interface Content {
  readonly stories: readonly Row[];
  readonly generations: readonly Row[] | null;
  readonly favourites: readonly Row[];
}

/** Reads all of it. */
export function contentOf(path: string): Content {
  const database = new Database(path, { readonly: true });
  const all = (sql: string): Row[] => database.prepare<[], Row>(sql).all();
  const known = all("SELECT 1 FROM sqlite_schema WHERE name = 'generations'").length > 0;
  const content = {
    stories: all("SELECT rowid AS rowid, * FROM stories ORDER BY rowid"),
    generations: known ? all("SELECT * FROM generations ORDER BY generation_id, attempt_number") : null,
    favourites: all("SELECT * FROM favourites ORDER BY id"),
  };
  database.close();
  return content;
}

/** What the application's rows should be, worked out row by row from what was there and what was done. */
export class Library {
  readonly stories: Map<string, Row>;
  readonly generations = new Map<string, Row>();
  private readonly favourites: readonly Row[];

  constructor({ stories, favourites }: Content) {
    this.stories = new Map();
    this.favourites = favourites;
    for (const story of stories) {
      const { generation_info, created_at, user_id, ...rest } = story;
      const key = { generation_id: `gen-${story.id}`, attempt_number: 1 };
      const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !moving.includes(name)));
      const moved = Object.fromEntries(moving.map((name) => [name, story[name] ?? null]));
      this.stories.set(String(story.id), {
        ...own,
        ...{
          generation_info: generation_info ?? null,
          created_at: created_at ?? null,
          user_id: user_id ?? null,
        },
        ...{ generation_id: key.generation_id, generation_attempt: 1 },
      });
      this.add({
        ...{ ...key, ...moved, user_id: user_id ?? null, status: "success", prompt: "" },
        ...{ error_message: null, created_at: created_at ?? null, completed_at: null },
      });
    }
  }

  add(generation: Row): void {
    this.generations.set(keyOf(generation.generation_id, generation.attempt_number), generation);
  }

  /** The generation of a story, if it has one. */
  generationOf(story: Row): Row | undefined {
    return this.generations.get(keyOf(story.generation_id, story.generation_attempt));
  }

  /** The content once the table is split. */
  split(): Content {
    const order = (row: Row): string => String(row.generation_id);
    return {
      stories: this.inOrder(),
      generations: [...this.generations.values()].sort(
        (a, b) =>
          Buffer.compare(Buffer.from(order(a)), Buffer.from(order(b))) ||
          Number(a.attempt_number) - Number(b.attempt_number),
      ),
      favourites: this.kept(),
    };
  }

  /** The content once it is one table again, with the generations' values of this day. */
  joined(): Content {
    const stories = this.inOrder().map((story) => {
      const { generation_id, generation_attempt, ...own } = story;
      const generation = this.generationOf(story);
      const none: Row = { model_used: "unknown" };
      const back = moving.map((name) => [name, (generation ?? none)[name] ?? null]);
      return { ...own, ...Object.fromEntries(back) };
    });
    return { stories, generations: null, favourites: this.kept() };
  }

  /** What one table has no place for, counted. */
  losses(): Record<string, number> {
    const lost: Record<string, number> = {};
    const count = (what: string): void => {
      lost[what] = (lost[what] ?? 0) + 1;
    };
    const used = new Set<Row>();
    for (const story of this.stories.values()) {
      const generation = this.generationOf(story);
      if (!generation) continue;
      used.add(generation);
      const wrote: Row = {
        ...{ user_id: story.user_id ?? null, status: "success", prompt: "", error_message: null },
        ...{ created_at: story.created_at ?? null, completed_at: null },
      };
      for (const [name, value] of Object.entries(wrote))
        if (generation[name] !== value) count(`values of generations.${name}`);
    }
    for (const generation of this.generations.values())
      if (!used.has(generation)) count("rows of generations");
    return lost;
  }

  private inOrder(): Row[] {
    return [...this.stories.values()].sort((a, b) => Number(a.rowid) - Number(b.rowid));
  }

  private kept(): readonly Row[] {
    return this.favourites.filter(({ story_id }) => this.stories.has(String(story_id)));
  }
}

const keyOf = (id: Value | undefined, attempt: Value | undefined): string => JSON.stringify([id, attempt]);

/** The CREATE TABLE text of the stories, names without quotes. */
export function storiesText(path: string): string {
  const database = new Database(path, { readonly: true });
  const sql = database
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'stories'")
    .pluck()
    .get();
  database.close();
  return (sql ?? "").replaceAll('"', "");
}

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const odd: readonly Value[] = [
  ...[
    null,
    "",
    "it's",
    'say "no"',
    "-- none",
    "a\nb",
    "Ä\u0000B",
    "🐻",
    "0010",
    "1e3",
    "null",
    "NULL",
    "'; DROP",
  ],
  ...[Buffer.from([0, 255]), Buffer.alloc(0)],
];
const numbers: readonly Value[] = [null, 0, -1, 2 ** 40, 1.5, "long", "", Buffer.from("7")];
const answers: readonly Value[] = [null, "{}", '{"q": "it\'s"}', "[1, 2]", '""', "12", "null"];

/** Adds stories to the database of the fixture, odd ones among them, and says what its rows should become. */
export function fill(path: string, count: number): Library {
  const next = chance(7);
  const one = (list: readonly Value[]): Value => list[Math.floor(next() * list.length)] ?? null;
  const database = new Database(path);
  const insert = database.prepare(
    `INSERT INTO stories (id, user_id, title, content, language, story_type, story_length, moral, hero_appearance,
       relationship_description, model_used, full_response, generation_info, created_at, updated_at)
     VALUES (?, ?, 'A tale', '…', 'en', ?, ?, ?, ?, ?, ?, ?, ?, ?, '2024-05-01')`,
  );
  database.transaction(() => {
    for (let n = 0; n < count; n++) {
      const id = `${n % 7 === 0 ? "T" : "t"}-${(n * 7919) % count}`;
      insert.run(
        ...[id, one([null, "u-ada", "u-björn", "u-o'hara"]), one([null, "child", "hero", "combined"])],
        ...[one(numbers), one(odd), one(odd), one(odd), one([...odd, "quill-1", "quill-2"]), one(answers)],
        ...[one(odd), `2024-${1 + (n % 9)}`],
      );
    }
    database.exec("DELETE FROM stories WHERE id LIKE 't-%3'");
    database.exec(
      "INSERT INTO favourites (story_id, note) SELECT id, NULL FROM stories WHERE id LIKE '%-1_'",
    );
  })();
  database.close();
  return new Library(contentOf(path));
}

/** Does to the split tables what an application does in some days: values, attempts, stories, all kinds of changes. */
export function edit(path: string, library: Library): void {
  const next = chance(11);
  const database = new Database(path);
  database.pragma("foreign_keys = ON");
  const change = (table: "stories" | "generations", row: Row, values: Row): void => {
    Object.assign(row, values);
    const set = Object.keys(values).map((name) => `${name} = @${name}`);
    const where =
      table === "stories"
        ? "id = @id"
        : "generation_id = @generation_id AND attempt_number = @attempt_number";
    database.prepare(`UPDATE ${table} SET ${set.join(", ")} WHERE ${where}`).run(row);
  };
  const insert = (table: "stories" | "generations", row: Row): void => {
    const names = Object.keys(row);
    database
      .prepare(
        `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`,
      )
      .run(row);
  };
  const generationFor = (story: Row, number: number, values: Row): Row => ({
    ...{ generation_id: story.generation_id ?? null, attempt_number: number, user_id: story.user_id ?? null },
    ...{ status: "success", prompt: "", error_message: null, created_at: "2025-01-01", completed_at: null },
    ...Object.fromEntries(moving.map((name) => [name, null])),
    ...values,
  });
  const retell = (story: Row): void => {
    const again = generationFor(story, 2, { moral: "Twice told.", model_used: "quill-9", prompt: "Again!" });
    insert("generations", again);
    library.add(again);
    change("stories", story, { generation_attempt: 2 });
  };
  const edits: readonly ((story: Row, generation: Row) => void)[] = [
    (_, generation) => change("generations", generation, { moral: "New moral.", story_length: 1 }),
    (_, generation) =>
      change("generations", generation, { model_used: null, full_response: '{"new": true}' }),
    (_, generation) => change("generations", generation, { status: "failed", error_message: "Too long." }),
    (_, generation) => change("generations", generation, { prompt: "Tell me", user_id: "u-ada" }),
    (story) => change("stories", story, { language: "it", user_id: null }),
    (story) => change("stories", story, { generation_id: null, generation_attempt: null }),
    (story, generation) => {
      change("stories", story, { generation_id: null, generation_attempt: null });
      database
        .prepare("DELETE FROM generations WHERE generation_id = ? AND attempt_number = ?")
        .run(generation.generation_id, generation.attempt_number);
      library.generations.delete(keyOf(generation.generation_id, generation.attempt_number));
    },
    retell,
    (story) => {
      database.prepare("DELETE FROM stories WHERE id = ?").run(story.id);
      library.stories.delete(String(story.id));
    },
  ];
  database.transaction(() => {
    for (const story of [...library.stories.values()]) {
      const generation = library.generationOf(story);
      const which = edits[Math.floor(next() * edits.length * 4)];
      if (generation) which?.(story, generation);
    }
    let rowid = Math.max(...[...library.stories.values()].map((story) => Number(story.rowid)));
    for (const [id, withGeneration] of [
      ["new-1", true],
      ["new-2", false],
      ["new-3", true],
    ] as const) {
      rowid += 1;
      const story: Row = {
        ...{ rowid, id, user_id: "u-ada", title: "New", content: "…", language: "en", generation_info: null },
        ...{ generation_id: withGeneration ? `attempt-of-${id}` : null },
        ...{
          generation_attempt: withGeneration ? 5 : null,
          created_at: "2025-01-02",
          updated_at: "2025-01-02",
        },
      };
      if (withGeneration) {
        const made = generationFor(story, 5, {
          moral: `Moral of ${id}`,
          story_length: 99,
          story_type: "hero",
        });
        insert("generations", made);
        library.add(made);
      }
      insert("stories", story);
      library.stories.set(id, story);
    }
    const pending = generationFor({ generation_id: "gen-none" }, 1, { status: "pending" });
    insert("generations", pending);
    library.add(pending);
  })();
  database.close();
}
