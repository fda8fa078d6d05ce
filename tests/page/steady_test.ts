import assert from "node:assert/strict";
import { browserTest, loaded } from "../support/browser.ts";
import { sharedDemoPage } from "../support/page.ts";

/** What web.dev calls good is 0.1; this is one line of text on a desktop. */
const MOST_SHIFT = 0.02;

/** The sum of the shifts since the page began to load, as the browser counts them. */
const SHIFTS = `new Promise((resolve) => {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  const answer = () => {
    const all = [...shifts, ...observer.takeRecords()];
    resolve(all.map(({ value, sources }) => ({
      value,
      of: sources.map(({ node, previousRect, currentRect }) =>
        [node?.nodeName, node?.className, previousRect.y, currentRect.y].join(" ")),
    })));
  };
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(answer)));
})`;

interface Shift {
  readonly value: number;
  readonly of: readonly string[];
}

for (const width of [390, 1280]) {
  browserTest(`at ${width} pixels nothing moves while a view loads`, async ({ open }) => {
    const served = await sharedDemoPage();
    for (const view of ["today", "period"]) {
      const { page } = await open(new URL(`#${view}`, served.page), { width });
      await page.locator(".hero .main .value").waitFor();
      await loaded(page);
      const shifts = await page.evaluate<Shift[]>(SHIFTS);
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      assert.ok(sum < MOST_SHIFT, `${view}: ${JSON.stringify(shifts)}`);
      await page.close();
    }
  });
}
