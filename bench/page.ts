import { chromium } from "../tests/packages/playwright.ts";
import { serveDemoPage } from "../tests/support/page.ts";
import { figure, median } from "./measure.ts";

const RUNS = 7;
const CHROMIUM = "/usr/bin/chromium";
/** A container has no sandbox for it, a bench machine no graphics card and little shared memory. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

/** From opening the page of the demo to its first figures and to its chart, in a fresh browser tab. */
export async function benchPage(): Promise<string[]> {
  const isThere = await Deno.stat(CHROMIUM).then(() => true, () => false);
  if (!isThere) return [`page: no browser at ${CHROMIUM}`];
  await using served = await serveDemoPage();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const page = await (await browser.newContext()).newPage();
      const started = performance.now();
      await page.goto(served.page.href);
      await page.locator(".hero .main .value").waitFor();
      // The first one warms up the server and the browser.
      if (run > 0) times.push(performance.now() - started);
      await page.context().close();
    }
    return [
      `page, opened to first figures on the demo: ${figure(median(times))} ms ` +
      `(median of ${RUNS}, fastest ${figure(Math.min(...times))})`,
    ];
  } finally {
    await browser.close();
  }
}
