import { palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { labelled } from "./layout/terminal.ts";
import { counted } from "./wording.ts";

/** The validations of a repair, asked today. */
export interface ValidateRun {
  readonly repair: string;
  readonly validations: readonly {
    readonly step: string;
    readonly query: string;
    readonly against: string | null;
  }[];
}

/** The validations for the terminal, one by one. */
export async function renderValidate(
  run: ValidateRun,
  options: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(options.color);
  const failed = run.validations.filter(({ against }) => against !== null);
  const lines = run.validations.flatMap(({ step, query, against }) =>
    against === null
      ? labelled("  ok      ", `${step}: ${plain(query)}`, paint.good)
      : labelled("  FAILED  ", `${step}: ${rowsSaid(against)}: ${plain(query)}`, paint.bad),
  );
  const sum =
    failed.length === 0
      ? paint.good(`Repair ${run.repair}: ${counted(run.validations.length, "validation")}, all hold.`)
      : paint.bad(
          `Repair ${run.repair}: ${failed.length} of ${counted(run.validations.length, "validation")} failed.`,
        );
  return `${[...lines, "", sum].join("\n")}\n`;
}

const rowsSaid = (against: string): string =>
  /^\d+$/.test(against) ? counted(Number(against), "row") : plain(against);

/** The validations as JSON. */
export function renderValidateJson(run: ValidateRun): string {
  const { repair, validations } = run;
  return `${JSON.stringify({ formatVersion: 1, validate: { repair, validations } }, null, 2)}\n`;
}
