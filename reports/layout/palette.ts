import type { Severity } from "../../src/engine/issue.ts";

type Paint = (text: string) => string;

/** What is emphasised, and how. Without colour every paint returns its text. */
export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
}

const none: Paint = (text) => text;

const colourless: Palette = {
  severity: { critical: none, high: none, medium: none, info: none },
  strong: none,
  faint: none,
  good: none,
  bad: none,
};

/** The palette; kleur is loaded only for colour. */
export async function palette(color: boolean): Promise<Palette> {
  if (!color) return colourless;
  const { default: kleur } = await import("kleur");
  // The caller has decided: what kleur makes of the environment is set aside.
  kleur.enabled = true;
  return {
    severity: {
      critical: (text) => kleur.bold().red(text),
      high: (text) => kleur.bold().yellow(text),
      medium: (text) => kleur.bold().cyan(text),
      info: (text) => kleur.bold().gray(text),
    },
    strong: (text) => kleur.bold(text),
    faint: (text) => kleur.gray(text),
    good: (text) => kleur.green(text),
    bad: (text) => kleur.bold().red(text),
  };
}
