import assert from "node:assert/strict";
import { AXE } from "../packages/axe.ts";
import type { Page } from "../packages/playwright.ts";
import { browserTest } from "../support/browser.ts";
import { serveDemoPage, tokenOf } from "../support/page.ts";

/** The smallest phone, a tablet, a desktop at zoom 100, 200 and 400 %, a wall. */
const WIDTHS = [320, 640, 768, 1280, 2560];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>("axe.run(document)");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
  );
}

async function expectLoaded(page: Page): Promise<void> {
  while (await page.locator(".loading").count() > 0) {
    await page.locator(".loading").first().waitFor({ state: "detached" });
  }
}

for (const scheme of ["light", "dark"] as const) {
  browserTest(
    `${scheme}: nothing is wrong for those who hear the page or need contrast`,
    async ({ open }) => {
      await using served = await serveDemoPage();
      for (const view of ["today", "period", "admin"]) {
        const { page } = await open(new URL(`#${view}`, served.page), { scheme });
        await page.locator(".panel").first().waitFor();
        await expectLoaded(page);
        for (const details of await page.locator("details > summary").all()) await details.click();
        assert.deepEqual(await violationsOn(page), [], view);
        await page.close();
      }
      await tokenOf(served, "viewer");
      const { page } = await open(served.page, { scheme, mayLog: /status of (?:401|404)/ });
      await page.getByLabel("Token").waitFor();
      assert.deepEqual(await violationsOn(page), [], "sign in");
    },
  );
}

browserTest(
  "nothing is cut off from 320 pixels to a wall, and everything can be reached by keyboard",
  async ({ open }) => {
    await using served = await serveDemoPage();
    for (const width of WIDTHS) {
      for (const view of ["today", "period"]) {
        const { page } = await open(new URL(`#${view}`, served.page), { width });
        await page.locator(".hero .main .value").waitFor();
        await expectLoaded(page);
        const over = await page.evaluate<number>(
          "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)",
        );
        assert.equal(over, 0, `${view} at ${width}`);
        await page.close();
      }
    }
  },
);
