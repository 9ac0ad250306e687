import { drifts, drizzleModel } from "../model.js";
import { database, tablesChanged } from "./peer.js";

/** @type {import("./peer.js").Peer} */
export const peer = {
  name: "drizzle-kit",
  packages: ["drizzle-kit", "drizzle-orm"],
  commands: ["drizzle-kit push --strict --verbose"],
  note: "It bundles the TypeScript of its model with esbuild. With its input closed it shows the statements and cannot ask whether to run them.",
  sees: drifts,
  files: (tables) => ({
    "model.ts": drizzleModel(tables),
    "drizzle.config.ts": `export default { dialect: "sqlite", schema: "./model.ts", dbCredentials: { url: "${database}" } };\n`,
  }),
  processes: (bin) => [[bin("drizzle-kit/bin.cjs"), "push", "--strict", "--verbose"]],
  exits: [0],
  reported: tablesChanged,
};
