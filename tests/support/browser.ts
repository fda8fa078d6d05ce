import assert from "node:assert/strict";
import { type Browser, type BrowserContext, chromium, type Page } from "../packages/playwright.ts";

/** Where systems keep it. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A test's server ends before its browser does, and the browser says so of what the page tries. */
const SERVER_GONE =
  /net::ERR_(?:CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)|status of (?:499|503)/;

/** How a page is opened. */
export interface Opening {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly locale?: string;
  /** What a console may say besides: nothing, unless a test is about a refusal. */
  readonly mayLog?: RegExp;
}

/** A tab, and the browser's means to take the network away. */
export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** A Chromium in which a test opens pages. */
export interface TestBrowser {
  open(url: URL | string, opening?: Opening): Promise<Tab>;
}

/**
 * A test with a real Chromium; skipped, saying so, where there is none. It fails if a page logs
 * anything or breaks its policy.
 */
export function browserTest(name: string, run: (browser: TestBrowser) => Promise<void>): void {
  const executablePath = PLACES.find(isThere);
  if (executablePath === undefined) {
    Deno.test.ignore(`${name} (no Chromium here)`, () => {});
    return;
  }
  // The driver keeps timers and pipes until the browser is gone, and some of them a little longer.
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => inside(executablePath, run),
  });
}

async function inside(
  executablePath: string,
  run: (browser: TestBrowser) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const said: string[] = [];
  try {
    await run({ open: (url, opening) => opened(browser, url, said, opening) });
    assert.deepEqual(said, []);
  } finally {
    await browser.close();
  }
}

async function opened(
  browser: Browser,
  url: URL | string,
  said: string[],
  { width = 1280, height = 900, scheme = "light", locale = "en-US", mayLog }: Opening = {},
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const note = (text: string) => {
    if (!mayLog?.test(text) && !SERVER_GONE.test(text)) said.push(text);
  };
  page.on("console", (message) => note(message.text()));
  page.on("pageerror", (error) => note(String(error)));
  await page.goto(String(url));
  return { page, context };
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
