import assert from "node:assert/strict";
import type { Page } from "../packages/playwright.ts";
import { browserTest, loaded } from "../support/browser.ts";
import { sharedDemoPage } from "../support/page.ts";

/** The width of A4 in CSS pixels. */
const PAPER = 794;

/** What nobody can click on paper. */
const CONTROLS = "nav, select, input, button.quiet, .actions, .downloads, .connection, summary";

async function visible(page: Page, selector: string): Promise<number> {
  return await page.locator(selector).filter({ visible: true }).count();
}

for (const view of ["today", "period"]) {
  browserTest(
    `${view}: on paper there are the figures, dark on white, and no controls`,
    async ({ open }) => {
      const served = await sharedDemoPage();
      const { page } = await open(new URL(`#${view}`, served.page), {
        width: PAPER,
        scheme: "dark",
      });
      await page.locator(".hero .main .value").waitFor();
      await loaded(page);
      const figures = await visible(page, ".panel");
      assert.ok(await visible(page, CONTROLS) > 0);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.deepEqual([await visible(page, CONTROLS), await visible(page, ".panel")], [
        0,
        figures,
      ]);
      const [paper, ink, over] = await page.evaluate<[string, string, number]>(`[
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector(".hero .main .value")).color,
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ]`);
      assert.equal(paper, "rgb(255, 255, 255)");
      const channels = ink.match(/\d+/g)?.map(Number) ?? [];
      assert.ok(channels.length === 3 && Math.max(...channels) < 100, ink);
      assert.ok(over <= 0, `${over} pixels are cut off`);
    },
  );
}
