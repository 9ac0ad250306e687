// Source files that have nothing to do with a database.

export const services = 1500;
export const components = 2200;
export const typeFiles = 400;

/** @param {number} count @param {(index: number) => string} make */
export const each = (count, make) => Array.from({ length: count }, (_, index) => make(index));
/** The same numbers in every run. @param {number} seed */
export const random = (seed) => {
  let state = seed * 2654435761 + 1;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Plain work without a database. @param {number} lines @param {(below: number) => number} pick */
export function functions(lines, pick) {
  return each(Math.ceil(lines / 12), (i) => {
    const word = ["total", "label", "range", "group", "limit", "share"][pick(6)] ?? "total";
    return `
/** Works out the ${word} of what it is given, rounded where the caller wants that. */
export function ${word}Of${i}(values: readonly number[], options: { round?: boolean; from: number }): number {
  const kept = values.filter((value) => value >= options.from && Number.isFinite(value));
  let sum = 0;
  for (const [place, value] of kept.entries()) {
    sum += place % 2 === 0 ? value : value * ${pick(9) + 1};
    if (sum > ${pick(9000)}) throw new Error(\`too much in ${word} ${i}: \${sum} after \${place} of \${kept.length}\`);
  }
  const result = kept.map((value) => ({ value, share: sum === 0 ? 0 : value / sum }));
  return options.round === true ? Math.round(result.reduce((whole, { share }) => whole + share, 0)) : sum;
}
`;
  }).join("");
}

/** @param {number} index @param {{ bulk: number, stated: boolean }} shape @param {string} types the file that types come from @returns {string} */
export function service(index, { bulk, stated }, types) {
  const pick = random(index + 10_000);
  const others = each(3 + pick(4), () => {
    const other = pick(services);
    if (other === index) return "";
    return `import { Service${other} } from "../${other % 30}/service${other}.ts";\n`;
  });
  const shown = each(pick(3), () => {
    const other = pick(components);
    return `import { Panel${other} } from "../../components/${other % 40}/panel${other}.tsx";\n`;
  });
  const fields = [...new Set(others)].filter(Boolean).map((line) => /Service\d+/.exec(line)?.[0] ?? "");
  return `${[...new Set(others), ...new Set(shown)].join("")}import type { Options${index % typeFiles}, Settled } from "${types}";
import { format } from "../../shared/format.ts";

export const service${index}Name = "service-${index}";

export class Service${index} {
${fields.map((name, i) => `  private readonly part${i}: ${name} | null = null;\n`).join("")}  private readonly options: Options${index % typeFiles};
  constructor(options: Options${index % typeFiles}) {
    this.options = options;
  }
  async handle(id: number, input: string)${stated ? ": Promise<Settled<string>>" : ""} {
    const parts = [${fields.map((_, i) => `this.part${i}`).join(", ")}].filter((part) => part !== null);
    const values = await Promise.all(parts.map((part) => part.handle(id, input)));
    if (values.some((value) => !value.ok)) return { ok: false, reason: format(input) };
    return { ok: true, value: \`\${format(this.options.name)} ${index} \${values.length}\` };
  }
}
${functions((30 + pick(200)) * bulk, pick)}`;
}

/** @param {number} index @param {number} bulk @returns {string} */
export function component(index, bulk) {
  const pick = random(index + 50_000);
  const others = [...new Set(each(2 + pick(4), () => String(pick(components))))].filter(
    (other) => other !== String(index),
  );
  const imports = others.map(
    (other) => `import { Panel${other} } from "../${Number(other) % 40}/panel${other}.tsx";\n`,
  );
  const rows = each(
    4 + pick(20),
    (i) => `      <div className="row row-${i}" onClick={() => props.onSelect(${i})}>
        <span className="label">{labels[${i}] ?? "Choose an entry from the list"}</span>
        {open && <button type="button" disabled={!props.enabled} title="Update the entry">Update {props.title}</button>}
      </div>`,
  );
  return `import { useEffect, useState } from "react";
${imports.join("")}import { format } from "../../shared/format.ts";

export interface Panel${index}Props {
  title: string;
  enabled: boolean;
  onSelect: (place: number) => void;
}

export function Panel${index}(props: Panel${index}Props) {
  const [open, setOpen] = useState(false);
  const [labels, setLabels] = useState<string[]>([]);
  useEffect(() => {
    setLabels([format(props.title), "Select", "Deleted", "with care"]);
  }, [props.title]);
  return (
    <section className="panel">
      <h2 onClick={() => setOpen(!open)}>{props.title}</h2>
${rows.join("\n")}
${others.map((other) => `      <Panel${other} title="${other}" enabled={open} onSelect={props.onSelect} />`).join("\n")}
    </section>
  );
}
${functions(pick(90) * bulk, pick)}`;
}

/** @param {number} index @returns {string} */
export function types(index) {
  const pick = random(index + 90_000);
  const parts = each(
    4 + pick(12),
    (i) => `
export interface Part${index}x${i} {
  readonly name: string;
  readonly count: number;
  readonly next: Part${index}x${Math.max(0, i - 1)} | null;
  readonly at: Date;
  readonly kinds: ReadonlyMap<string, readonly string[]>;
}
`,
  );
  return `export interface Options${index} { name: string; limit?: number; parts: readonly Part${index}x0[] }\n${parts.join("")}`;
}
