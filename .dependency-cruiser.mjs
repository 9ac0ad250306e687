// @ts-check

/**
 * One line of the import table: what a folder may import besides itself, and why.
 * @typedef {{ folder: string, imports: string[], packages: string[], node: string[], reason: string }} Layer
 */

/** The folders whose results follow from their arguments alone. */
export const pureFolders = [
  "src/schema",
  "src/diff",
  "src/sql",
  "src/evidence",
  "src/engine",
  "src/plan",
  "src/reporting",
  "rules",
];

/**
 * Who may import whom. A line may import only lines above it, so folders cannot form a cycle. Type-only imports count.
 * @type {Layer[]}
 */
export const layers = [
  line("src/errors.ts", {}, "The one error class is known everywhere and knows nobody."),
  line(
    "src/driver.ts",
    { packages: ["better-sqlite3"], node: ["fs", "module", "path"] },
    "Not in the design: how a connection is made, for the application's databases and for the doctor's own.",
  ),
  line("src/schema", {}, "The vocabulary stands on nothing: everything else is said in its words."),
  line(
    "src/sql",
    { imports: ["src/schema"] },
    "Reads and writes SQL text in the words of the schema. Left the design: no parser package, see below.",
  ),
  line(
    "src/diff",
    { imports: ["src/schema", "src/sql"] },
    "Compares two schemas. Left the design: two spellings of one expression are told apart by src/sql.",
  ),
  line(
    "src/evidence",
    { imports: ["src/schema", "src/sql", "src/diff"], packages: ["pluralize"] },
    "What rules look at, as types and plain look-ups. Left the design: what a statement returns is told by src/sql, and pluralize knows the plurals that conventions of names ask for.",
  ),
  line(
    "src/engine",
    { imports: ["src/schema", "src/diff", "src/evidence"] },
    "Runs rules without knowing one; the words of messages come from the vocabulary alone.",
  ),
  line(
    "src/plan",
    { imports: ["src/schema", "src/diff", "src/sql"] },
    "Turns changes into SQL as data. It never learns which rule or which row asked for a change.",
  ),
  line(
    "src/reporting",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/sql",
        "src/diff",
        "src/evidence",
        "src/engine",
        "src/plan",
      ],
    },
    "Joins issues, plan and proof into one value. Left the design: which names SQL mentions is asked of src/sql, and a selection that names nothing is a DoctorError.",
  ),
  line(
    "src/fleet",
    {
      imports: ["src/errors.ts", "src/schema", "src/diff", "src/engine", "src/reporting"],
    },
    "Not in the design: many databases of one application, in groups by what is said of their schemas. Functions of values.",
  ),
  line(
    "rules",
    { imports: ["src/schema", "src/sql", "src/diff", "src/evidence", "src/engine"] },
    "The catalogue judges evidence; it neither reads files nor plans.",
  ),
  line(
    "reports",
    {
      imports: [
        "src/schema",
        "src/diff",
        "src/evidence",
        "src/engine",
        "src/plan",
        "src/reporting",
        "src/fleet",
        "rules",
      ],
      packages: ["@dagrejs/dagre", "handlebars", "kleur", "sarif", "fast-string-width"],
      node: ["crypto", "fs"],
    },
    "Formats are functions from a report to text; node:fs reads the templates beside them, node:crypto lets a page's own script run and no other. Left the design: SARIF says what each rule is; of its package there are types only.",
  ),
  line(
    "src/database",
    {
      imports: [
        "src/errors.ts",
        "src/driver.ts",
        "src/schema",
        "src/sql",
        "src/diff",
        "src/evidence",
        "src/plan",
      ],
      packages: ["better-sqlite3"],
      node: ["buffer", "crypto", "fs", "os", "path", "process", "timers/promises", "util"],
    },
    "The only folder that opens an application's database; node: for private copies, backups and waiting for locks.",
  ),
  line(
    "src/snapshot",
    { imports: ["src/errors.ts", "src/schema", "src/sql"], node: ["crypto"] },
    "Not in the design: a schema as a file of text, both ways. Reading one needs no database, and runs nothing of it.",
  ),
  line(
    "src/files",
    {
      imports: ["src/errors.ts"],
      packages: ["tinyglobby"],
      node: ["async_hooks", "buffer", "crypto", "fs", "module", "path", "v8", "vm", "zlib"],
    },
    "Not in the design: the disk as the readers of models and code see it, each answer noted, so that what they read counts again while all answers stand; node:module and node:vm for programs whose compiled form is kept, too.",
  ),
  line(
    "src/typescript",
    {
      imports: ["src/errors.ts", "src/schema", "src/files"],
      packages: ["jsonc-parser", "oxc-parser", "ts-morph"],
      node: ["async_hooks", "module", "path"],
    },
    "The only folder that knows ts-morph and the compiler in it, which src/files requires for it; node:module says where that lies. Left the design: its folder syntax reads plain models with oxc-parser alone, and a tsconfig.json with jsonc-parser; locations and not-analysed entries are the schema's words.",
  ),
  line(
    "src/sources",
    {
      imports: ["src/errors.ts", "src/schema", "src/sql", "src/database", "src/files", "src/typescript"],
      packages: ["pluralize"],
      node: ["path"],
    },
    "Models from files, which src/files alone opens: globs, plural table names, and .sql models built in memory by src/database.",
  ),
  line(
    "src/queries",
    {
      imports: ["src/errors.ts", "src/schema", "src/sql", "src/evidence", "src/files", "src/typescript"],
      node: ["path"],
    },
    "Finds the statements of the code and what stands around them; trying them on a schema is src/database's.",
  ),
  line(
    "src/config",
    {
      imports: ["src/errors.ts", "src/schema", "src/engine", "src/files", "src/sources"],
      packages: ["jsonc-parser", "valibot"],
      node: ["path", "util"],
    },
    "Not in the design: finding, reading and checking doctor.config.json is a subject of its own.",
  ),
  line(
    "src/init",
    {
      imports: ["src/errors.ts", "src/schema", "src/database", "src/sources", "src/queries", "src/config"],
      node: ["fs", "path", "util"],
    },
    "Not in the design: looks at a project that has no config and writes one, which it tries before it says so.",
  ),
  line(
    "src/repair-plan.ts",
    { imports: ["src/schema", "src/diff", "src/evidence", "src/engine", "src/plan"] },
    "Which changes become steps: all that issues bring, but for what would break statements of the code.",
  ),
  line(
    "src/values.ts",
    { imports: ["src/diff", "src/evidence", "src/sql", "src/engine"] },
    "What stands in the rows that findings name, where it may be told.",
  ),
  line(
    "src/judge.ts",
    {
      imports: ["src/schema", "src/diff", "src/evidence", "src/engine", "src/plan"],
    },
    "From two schemas, rows and code to issues, masked ones included; a part of the pipeline that the rehearsal uses too.",
  ),
  line(
    "src/doctor.ts",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/diff",
        "src/evidence",
        "src/engine",
        "src/plan",
        "src/reporting",
        "src/judge.ts",
        "src/values.ts",
        "src/repair-plan.ts",
      ],
    },
    "The pipeline takes its edges as ports, so it knows neither a driver nor a parser. Left the design: a model without tables is a DoctorError.",
  ),
  line(
    "src/history",
    {
      imports: ["src/errors.ts", "src/driver.ts", "src/schema", "src/sql", "src/diff", "src/plan"],
      packages: ["better-sqlite3"],
      node: ["crypto", "fs", "os", "path", "zlib"],
    },
    "The doctor's own memory: runs and attempts in a small database, artefacts as files. Left the design: a report is text to it.",
  ),
  line(
    "src/apply.ts",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/sql",
        "src/diff",
        "src/plan",
        "src/database",
        "src/history",
      ],
    },
    "How a proven repair comes to stand in a database; driver and history are ports, known by their types.",
  ),
  line(
    "src/rollback.ts",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/sql",
        "src/diff",
        "src/plan",
        "src/database",
        "src/history",
      ],
    },
    "How a repair is taken back; driver and history are ports, known by their types.",
  ),
  line(
    "src/commands",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/sql",
        "src/diff",
        "src/evidence",
        "src/engine",
        "src/plan",
        "src/reporting",
        "src/fleet",
        "rules",
        "reports",
        "src/database",
        "src/snapshot",
        "src/files",
        "src/typescript",
        "src/sources",
        "src/queries",
        "src/config",
        "src/init",
        "src/history",
        "src/repair-plan.ts",
        "src/doctor.ts",
        "src/apply.ts",
        "src/rollback.ts",
      ],
      packages: ["tinyglobby"],
      node: ["crypto", "fs", "module", "path", "timers/promises", "worker_threads"],
    },
    "Not in the design: the composition root, one file for each thing the doctor does. node:fs reads the version and resolves links, node:module finds the versions of what reads SQL and TypeScript; the rest finds the files of a fleet and shares them out among threads.",
  ),
  line(
    "src/program.ts",
    { imports: ["src/files"], node: ["path", "v8"] },
    "Not in the design: where the published program begins. It knows that the command line is a file beside it, and how soon V8 had better optimise.",
  ),
  line(
    "src/internal.ts",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/reporting",
        "src/fleet",
        "rules",
        "reports",
        "src/config",
        "src/doctor.ts",
        "src/commands",
      ],
    },
    "What the command line calls, each part loaded with its first call. Left the design: much of it is made for one command and promised to nobody, so it is not the package's entry.",
  ),
  line(
    "src/api",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/engine",
        "src/plan",
        "src/reporting",
        "rules",
        "reports",
        "src/config",
        "src/doctor.ts",
        "src/commands",
      ],
      node: ["path", "process"],
    },
    "Not in the design: what the commands do, for programs: options that may be left out, results that are plain data.",
  ),
  line(
    "src/index.ts",
    {
      imports: [
        "src/errors.ts",
        "src/schema",
        "src/engine",
        "src/plan",
        "src/reporting",
        "src/doctor.ts",
        "src/commands",
        "src/api",
      ],
    },
    "The package's entry: names what may be used from outside.",
  ),
  line(
    "src/cli",
    {
      imports: ["src/errors.ts", "src/internal.ts"],
      packages: ["cli-progress", "yargs"],
      node: ["fs", "os", "path"],
    },
    "The command line is a guest of one module, and the only folder with streams and exit codes.",
  ),
];

/**
 * @param {string} folder
 * @param {Partial<Pick<Layer, "imports" | "packages" | "node">>} allowed
 * @param {string} reason
 * @returns {Layer}
 */
function line(folder, { imports = [], packages = [], node = [] }, reason) {
  return { folder, imports, packages, node, reason };
}

/** @param {string} folder */
const inside = (folder) => (folder.endsWith(".ts") ? `^${folder.replace(".", "\\.")}$` : `^${folder}/`);

/** @param {Layer} layer */
const ruleOf = ({ folder, imports, packages, node, reason }) => ({
  name: `imports-of-${folder}`,
  severity: "error",
  comment: reason,
  from: { path: inside(folder) },
  to: {
    pathNot: [
      ...[folder, ...imports].map(inside),
      ...packages.map((name) => `^node_modules/(@types/)?${name}/`),
      ...node.map((name) => `^(node:)?${name}$`),
    ],
  },
});

const known = layers.map(({ folder }) => inside(folder));

export default {
  forbidden: [
    ...layers.map(ruleOf),
    {
      name: "folder-in-the-table",
      severity: "error",
      comment: "A folder that the table does not name has no place in the pipeline yet: give it a line.",
      from: { path: "^(src|rules|reports)/", pathNot: known },
      to: {},
    },
    {
      name: "lonely-folder-in-the-table",
      severity: "error",
      comment: "The same for a file that imports nothing.",
      from: { orphan: true, path: "^(src|rules|reports)/", pathNot: known },
      to: {},
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Files that need each other are one file, or one of them is in the wrong place.",
      from: {},
      to: { circular: true },
    },
    {
      name: "in-use",
      severity: "error",
      comment:
        "What neither the command line nor the public API nor a thread reaches is dead. Pages of docs/rules are for tests, templates for their formats.",
      from: { path: "^src/(program|cli/main|index|commands/fleet/fleet-worker)\\.ts$" },
      to: {
        reachable: false,
        path: "^(src|rules|reports)/",
        pathNot:
          "^(src/(program|cli/main|index|engine/page|commands/fleet/fleet-worker)\\.ts$|reports/templates/)",
      },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "An import that leads nowhere hides from every other rule.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
    },
  },
};
