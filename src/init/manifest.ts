import { textOf } from "./project-files.ts";

/** What package.json says that matters here. */
export interface Manifest {
  /** Everything it depends on, at run time or not. */
  readonly dependencies: ReadonlySet<string>;
  /** Whether it holds a config of the doctor. */
  readonly hasConfig: boolean;
}

/** Reads package.json; nothing is known of one that is missing or no JSON. */
export function readManifest(root: string): Manifest {
  const manifest = parsed(textOf(root, "package.json"));
  const sections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  const names = sections.flatMap((section) => Object.keys(Object(manifest[section])));
  return { dependencies: new Set(names), hasConfig: manifest.doctor !== undefined };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
