import type { Reporter } from "../src/reporting/report.ts";
import { github } from "./github.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** The formats a report comes in. A new one is a file beside these and a line here. */
export const reporters: readonly Reporter[] = [text, json, markdown, html, sarif, github, junit];
