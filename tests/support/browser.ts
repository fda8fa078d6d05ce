import assert from "node:assert/strict";
import { type Browser, type BrowserContext, chromium, type Page } from "../packages/playwright.ts";
import { NEVER_MS } from "./until.ts";

/** Where systems keep it; the one without windows takes a third of the time to open a page. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A container has no sandbox for it, a test machine no graphics card and little shared memory. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"];

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
  /** Closes what the pages speak to when the test ends, after the pages. */
  keep<T extends AsyncDisposable>(thing: T): T;
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

/** Waits until the page has an answer for everything it shows. */
export async function loaded(page: Page): Promise<void> {
  while (await page.locator(".loading").count() > 0) {
    await page.locator(".loading").first().waitFor({ state: "detached" });
  }
}

/** The tests of a file share one: to start it takes longer than most of them. */
let shared: Promise<Browser> | undefined;

Deno.test.afterAll(async () => await (await shared)?.close());

async function browserAt(executablePath: string): Promise<Browser> {
  const started = await shared;
  if (started?.isConnected()) return started;
  return await (shared = chromium.launch({ executablePath, args: FLAGS, timeout: NEVER_MS }));
}

/** Each test has cookies, storage and a network of its own. */
async function inside(
  executablePath: string,
  run: (browser: TestBrowser) => Promise<void>,
): Promise<void> {
  const browser = await browserAt(executablePath);
  const said: string[] = [];
  await using opened = new AsyncDisposableStack();
  await run({
    async open(url, opening) {
      const tab = await openTab(browser, said, opening);
      opened.use(tab.context);
      await tab.page.goto(String(url));
      return tab;
    },
    keep: (thing) => opened.use(thing),
  });
  assert.deepEqual(said, []);
}

async function openTab(
  browser: Browser,
  said: string[],
  { width = 1280, height = 900, scheme = "light", locale = "en-US", mayLog }: Opening = {},
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale,
    acceptDownloads: true,
    // A test signs its certificates itself.
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(NEVER_MS);
  const page = await context.newPage();
  const note = (text: string) => {
    if (!mayLog?.test(text)) said.push(text);
  };
  page.on("console", (message) => note(message.text()));
  page.on("pageerror", (error) => note(String(error)));
  return { page, context };
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
