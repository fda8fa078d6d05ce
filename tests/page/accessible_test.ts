import assert from "node:assert/strict";
import { AXE } from "../packages/axe.ts";
import type { Page } from "../packages/playwright.ts";
import { browserTest, loaded } from "../support/browser.ts";
import { serveDemoPage, sharedDemoPage, tokenOf } from "../support/page.ts";

/** The smallest phone, a tablet, a desktop at zoom 100, 200 and 400 %, a wall. */
const WIDTHS = [320, 640, 768, 1280, 2560];

/** What axe-core asks of colours for AA. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Every rule in light; in dark those about colours, as nothing else differs. */
async function assertNoViolations(page: Page, view: string): Promise<void> {
  await page.evaluate(AXE);
  assert.deepEqual(await violationsOn(page), [], `${view}, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();
  assert.deepEqual(await violationsOn(page, COLOUR_RULES), [], `${view}, dark`);
}

async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
  );
}

/** After the frame in which charts learn of their new size, and the one that draws them. */
async function overflowOnceDrawn(page: Page): Promise<number> {
  return await page.evaluate<number>(`new Promise((resolve) => {
    const { documentElement: root } = document;
    const measure = () => resolve(Math.max(0, root.scrollWidth - root.clientWidth));
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(measure)));
  })`);
}

/** Scripts that follow the focus through what a pointer could use. */
const UNREACHED = `[...globalThis.unreached].map((control) => control.outerHTML.slice(0, 200))`;
const MARK_CONTROLS = `(() => {
  const controls = document.querySelectorAll("a[href], button, input, select, summary");
  globalThis.unreached = new Set(
    [...controls].filter((control) => control.checkVisibility() && !control.disabled),
  );
  return globalThis.unreached.size;
})()`;
const NOTE_FOCUS = `(() => {
  globalThis.unreached.delete(document.activeElement);
  return globalThis.unreached.size;
})()`;

browserTest(
  "nothing is wrong for those who hear the page or need contrast, in light and dark",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    for (const view of ["today", "period", "admin"]) {
      const { page } = await open(new URL(`#${view}`, served.page));
      await page.locator(".panel").first().waitFor();
      await loaded(page);
      for (const details of await page.locator("details > summary").all()) await details.click();
      await assertNoViolations(page, view);
      await page.close();
    }
    await tokenOf(served, "viewer");
    const { page } = await open(served.page, { mayLog: /status of (?:401|404)/ });
    await page.getByLabel("Token").waitFor();
    await assertNoViolations(page, "sign in");
  },
);

browserTest("nothing is cut off from 320 pixels to a wall", async ({ open }) => {
  const served = await sharedDemoPage();
  for (const view of ["today", "period"]) {
    const { page } = await open(new URL(`#${view}`, served.page), { width: WIDTHS[0] });
    await page.locator(".hero .main .value").waitFor();
    await loaded(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await overflowOnceDrawn(page), 0, `${view} at ${width}`);
    }
    await page.close();
  }
});

browserTest("everything that can be clicked can be reached by keyboard", async ({ open }) => {
  const served = await sharedDemoPage();
  for (const view of ["today", "period", "admin"]) {
    const { page } = await open(new URL(`#${view}`, served.page));
    await page.locator(".panel").first().waitFor();
    await loaded(page);
    const controls = await page.evaluate<number>(MARK_CONTROLS);
    assert.ok(controls > 0, view);
    // The dates of a period have several stops each, the browser's own controls some.
    for (let press = 0; press < 4 * controls; press++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate<number>(NOTE_FOCUS) === 0) break;
    }
    assert.deepEqual(await page.evaluate<string[]>(UNREACHED), [], view);
    await page.close();
  }
});
