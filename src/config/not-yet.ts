import type { NotAnalysed } from "../schema/location.ts";
import type { Config } from "./config.ts";

/** The settings of a config that this version reads and does not act upon yet: said in every report, not passed over. */
export function notYetActedUpon(config: Config): NotAnalysed[] {
  const waiting: readonly (readonly [boolean, string, string])[] = [
    [
      config.typecheck && config.queries.length === 0,
      "typecheck",
      'Name the files in "queries": only calls of the database are compiled.',
    ],
  ];
  return waiting
    .filter(([applies]) => applies)
    .map(([, key, why]) => ({ what: `"${key}" in ${config.file ?? "the config"}`, location: null, why }));
}
