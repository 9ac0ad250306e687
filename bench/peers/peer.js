/**
 * A tool that shows how a database and its model differ. A file in this folder and a line in `index.js` add one.
 * @typedef {object} Peer
 * @property {string} name as the tables call it
 * @property {readonly string[]} packages whose versions are told
 * @property {readonly string[]} commands what a person types
 * @property {string} note what has to be known of the comparison
 * @property {readonly import("../model.js").DriftKind[]} sees the drifts it can see; it must report each of them
 * @property {(tables: number) => Record<string, string>} files its model and its config, in a folder beside `app.db`
 * @property {(bin: (path: string) => string) => string[][]} processes what node runs there, one after the other; `bin` finds a file of a package
 * @property {Readonly<Record<string, string>>} [environment]
 * @property {readonly number[]} exits the codes it ends with when it has found differences
 * @property {(output: string) => string[]} reported the tables that what it printed would change
 */

/** The database as seen from a peer's folder. */
export const database = "../app.db";

const changing =
  /\b(?:CREATE TABLE|ALTER TABLE|DROP TABLE|INSERT INTO|DROP INDEX|CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?\S+ ON)\s+(?:IF EXISTS )?["`]?\w*?(archive_\d{4})/gi;

/** The tables that statements would change. @param {string} sql @returns {string[]} */
export const tablesChanged = (sql) => [...sql.matchAll(changing)].map(([, name = ""]) => name);
