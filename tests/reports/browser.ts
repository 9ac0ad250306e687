import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const places = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium is, or null: without it, what looks at pages in a browser is skipped. `.ci/run` installs it. */
export const chromiumPath = places.find((place) => place !== "" && existsSync(place)) ?? null;

/** Starts Chromium. A container has no user namespaces for its sandbox, and little shared memory. */
export function startChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error("Chromium is not installed.");
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** A page of the disk in a window of its own, with all that it says to the console, throws and asks the network for. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Writes a page to a file and opens it from there, as a colleague would who got it by mail. */
export async function openFromDisk(
  browser: Browser,
  text: string,
  { anchor = "", ...options }: BrowserContextOptions & { readonly anchor?: string } = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const file = join(folder, "audit.html");
  writeFileSync(file, text);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && request.url() !== "data:,") requests.push(request.url());
  });
  await page.goto(`${address}${anchor}`);
  return {
    page,
    complaints,
    requests,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}
