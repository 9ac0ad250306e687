import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { driftOf, drifts, drizzleModel, sqlModel, tablesOf, typesModel } from "./model.js";
import { peers } from "./peers/index.js";
import { measured, together } from "./process.js";

/**
 * What takes part in the measurement of one size.
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} name
 * @property {"doctor" | "peer" | "floor"} kind
 * @property {boolean} isWhole whether it can show every drift there is
 * @property {() => void} prepare what is not measured and has to be done before each run
 * @property {() => import("./process.js").Run} run
 * @property {(run: import("./process.js").Run) => Found} check fails where the run did not do its work
 */
/** How many drifted tables were reported, of how many, and how many that have not drifted. @typedef {{ reported: number, drifted: number, noise: number }} Found */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
/** A file of a package in this folder's node_modules. @param {string} path */
const packaged = (path) => here(`node_modules/${path}`);

/** The forms of the doctor's model. */
export const forms = /** @type {const} */ (["sql", "types", "drizzle"]);
/** @typedef {(typeof forms)[number]} Form */
/** @type {Record<Form, { title: string, file: string, model: (tables: number) => string }>} */
export const models = {
  sql: { title: "`.sql`", file: "model.sql", model: sqlModel },
  types: { title: "types", file: "model.ts", model: typesModel },
  drizzle: { title: "Drizzle", file: "model.ts", model: drizzleModel },
};

/**
 * What is kept of an earlier run: nothing, the model (the analysis is made anew, as after a change of rows), or all, where
 * nothing has changed since.
 */
export const caches = /** @type {const} */ (["cold", "warm model", "warm"]);
/** @typedef {(typeof caches)[number]} Cache */
/** @param {Form} form @param {Cache} cache */
export const idOf = (form, cache) => `doctor-${form}-${cache.replace(" ", "-")}`;

/** @param {string} root a folder with `app.db` @param {number} tables @param {string} doctor its program @returns {Contestant[]} by turns */
export function contestantsIn(root, tables, doctor) {
  const floors = floorsIn(root);
  const others = peers.map((peer) => peerIn(root, tables, peer));
  const ours = forms.flatMap((form) => caches.map((cache) => doctorIn(root, tables, doctor, form, cache)));
  // Ours, a peer, a floor, and again: what else the machine does then hits all alike.
  const turns = Math.max(ours.length, others.length, floors.length);
  return Array.from({ length: turns }, (_, turn) => [ours[turn], others[turn], floors[turn]])
    .flat()
    .filter((each) => each !== undefined);
}

/** @param {string} root @param {number} tables @param {string} doctor @param {Form} form @param {Cache} cache @returns {Contestant} */
function doctorIn(root, tables, doctor, form, cache) {
  const { title, file, model } = models[form];
  const id = idOf(form, cache);
  const folder = folderOf(root, id, {
    [file]: model(tables),
    "doctor.config.json": JSON.stringify({ database: "../app.db", model: [file] }),
  });
  return {
    id,
    name: `doctor, ${title}, ${cache}`,
    kind: "doctor",
    isWhole: true,
    prepare: () => {
      if (cache === "cold") rmSync(join(folder, ".doctor/cache"), { recursive: true, force: true });
    },
    // Who asks for the time of each phase gets an analysis, not the answer of before.
    run: () =>
      measured([doctor, "analyze"], { folder, environment: { DOCTOR_TIMINGS: cache === "warm" ? "" : "1" } }),
    check: (run) => {
      const titles = run.output.match(/^ {2}(?:CRIT|HIGH|MED)-\d+ .*$/gm) ?? [];
      const reported = titles.flatMap((line) => /archive_\d{4}/.exec(line)?.[0] ?? line);
      if (!run.output.includes("Proven on a copy with all rows")) throw failure(id, run);
      return held(id, run, { tables, reported, exits: [1], sees: undefined });
    },
  };
}

/** @param {string} root @param {number} tables @param {import("./peers/peer.js").Peer} peer @returns {Contestant} */
function peerIn(root, tables, peer) {
  const files = peer.files(tables);
  const folder = folderOf(root, peer.name, files);
  return {
    id: peer.name,
    name: `${peer.name}: ${peer.commands.map((command) => `\`${command}\``).join(", ")}`,
    kind: "peer",
    isWhole: drifts.every((kind) => peer.sees.includes(kind)),
    prepare: () => void folderOf(root, peer.name, files),
    run: () =>
      together(
        peer.processes(packaged).map((line) => measured(line, { folder, environment: peer.environment })),
      ),
    check: (run) => {
      const reported = peer.reported(run.output);
      return held(peer.name, run, { tables, reported, exits: peer.exits, sees: peer.sees });
    },
  };
}

/** @param {string} root @returns {Contestant[]} */
function floorsIn(root) {
  /** @param {string} id @param {string} name @param {string[]} line @param {string} [input] @returns {Contestant} */
  const floor = (id, name, line, input) => ({
    id,
    name,
    kind: "floor",
    isWhole: false,
    prepare: () => undefined,
    run: () => measured(line, { folder: root, input }),
    check: (run) => {
      if (run.status !== 0) throw failure(id, run);
      return { reported: 0, drifted: 0, noise: 0 };
    },
  });
  const parse = (/** @type {"types" | "drizzle"} */ form) =>
    floor(
      `parse-${form}`,
      `ts-morph parses the ${models[form].title} file, no more`,
      [here("parse-floor.js")],
      join(root, `doctor-${form}-cold`, models[form].file),
    );
  return [
    floor("node", "`node -e 0`", ["-e", "0"]),
    floor("introspect", "open, run the joined PRAGMA queries", [here("floor.js"), "app.db"]),
    parse("types"),
    parse("drizzle"),
  ];
}

/**
 * A folder beside the database, with files in it and the packages of this one.
 * @param {string} root @param {string} name @param {Record<string, string>} files
 */
function folderOf(root, name, files) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/**
 * @param {string} id @param {import("./process.js").Run} run
 * @param {{ tables: number, reported: string[], exits: readonly number[], sees: readonly import("./model.js").DriftKind[] | undefined }} expected
 * @returns {Found}
 */
function held(id, run, { tables, reported, exits, sees }) {
  const drifted = tablesOf(tables).flatMap(({ table, name }) => {
    const kind = driftOf(table);
    return kind === undefined ? [] : { name, isSeen: sees === undefined || sees.includes(kind) };
  });
  const found = new Set(reported);
  const missed = drifted.filter(({ name, isSeen }) => isSeen && !found.has(name));
  if (missed.length > 0 || !exits.includes(run.status)) throw failure(id, run);
  const right = drifted.filter(({ name }) => found.has(name)).length;
  return { reported: right, drifted: drifted.length, noise: found.size - right };
}

/** @param {string} id @param {import("./process.js").Run} run */
const failure = (id, run) =>
  new Error(`${id} did not do its work, and ended with ${run.status}:\n${run.output.slice(-2000)}`);
