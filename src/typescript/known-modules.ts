import { drivers } from "./drivers.ts";

/** Where the files lie that are on no disk. */
export const knownFolder = "/__known__";

/** The file that stands for the package `kysely`. */
export const kyselyFile = `${knownFolder}/kysely.d.ts`;

/** The file that stands for Node's own `buffer`. */
export const bufferFile = `${knownFolder}/buffer.d.ts`;

/** The file that stands for a driver. */
export function driverFile(name: string): string {
  return `${knownFolder}/drivers/${name.replaceAll(/[/:]/g, "-")}.d.ts`;
}

/** Whether an import means a file of the doctor's own. */
export function isKnownModule(specifier: string): boolean {
  return knownModule(specifier) !== undefined;
}

/** The file of the doctor's own that an import means, if it does. */
export function knownModule(specifier: string): string | undefined {
  if (drivers.has(specifier)) return driverFile(specifier);
  if (specifier === "buffer" || specifier === "node:buffer") return bufferFile;
  return /^(?:npm:)?kysely(?:@[^/]*)?$/.test(specifier) ? kyselyFile : undefined;
}
