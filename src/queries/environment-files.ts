import { basename } from "node:path";

/** How a file writes what it gives the environment. */
export type Syntax =
  | "docker"
  | "env"
  | "json"
  | "make"
  | "package"
  | "procfile"
  | "script"
  | "shell"
  | "toml"
  | "unit"
  | "yaml";

/** By file name, the first that fits: `.env.ts` is code about the environment, `.env.md` a text about it. */
const syntaxes: readonly (readonly [Syntax | null, RegExp])[] = [
  [null, /\.(md|txt|vault|keys|lock|d\.ts)$|^\.env.*\.[cm]?[jt]s$/],
  ["package", /^package\.json$/],
  ["yaml", /\.ya?ml$/],
  ["json", /\.jsonc?$/],
  ["script", /\.[cm]?[jt]s$/],
  ["toml", /\.toml$/],
  ["unit", /\.service$/],
  ["shell", /\.(sh|bash|zsh)$|^\.envrc/],
  ["docker", /(docker|container)file/i],
  ["make", /makefile|justfile|\.mk$/i],
  ["procfile", /^Procfile/],
  ["env", /./],
];

/** The names of the files that may define variables, as globs. */
export const namesOfSettings: readonly string[] = [
  "{.env,.env[._-]*,.envrc*,*.env,.dev.vars*}",
  "env.{example,sample,template,dist,local}",
  "!(pnpm-lock).{yml,yaml}",
  "{Dockerfile*,*.Dockerfile,Containerfile*,Procfile*}",
  "{Makefile*,makefile,GNUmakefile,*.mk,justfile,Justfile,.justfile}",
  "{package,vercel,now,app,nodemon,railway,serverless,ecosystem,ecosystem.config}.json",
  "wrangler*.{toml,json,jsonc}",
  "{fly*,netlify,railway,mise,.mise}.toml",
  "{ecosystem*.config,serverless}.{js,cjs,mjs,ts}",
  "*.{service,sh,bash,zsh}",
];

/** How a file of that name is read; null for one that defines nothing. */
export function syntaxOf(path: string): Syntax | null {
  const name = basename(path);
  return syntaxes.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
