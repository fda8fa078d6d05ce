import assert from "node:assert/strict";
import type { Page } from "../packages/playwright.ts";
import { browserTest } from "../support/browser.ts";
import { connectClient } from "../support/clients.ts";
import { serveDemoPage } from "../support/page.ts";

browserTest(
  "without a network the page says so, and comes back by itself with what it missed",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    const { page, context } = await open(served.page, { mayLog: /ERR_INTERNET_DISCONNECTED/ });
    await page.getByText("Live", { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText(/^No connection\. Figures of/).waitFor();
    const number = await order(served.mcp);
    await context.setOffline(false);
    await isLiveWith(page, number);
  },
);

browserTest(
  "after an hour without a network the page comes back by itself, without a reload",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    const { page, context } = await open(served.page, { mayLog: /ERR_INTERNET_DISCONNECTED/ });
    await page.getByText("Live", { exact: true }).waitFor();
    await page.evaluate("globalThis.isSamePage = true");
    await context.setOffline(true);
    await page.getByText(/^No connection\. Figures of/).waitFor();
    await page.clock.install();
    // Some of its waits go by one after the other, the rest of the hour at once.
    for (let tries = 0; tries < 6; tries++) await page.clock.runFor(20_000);
    await page.clock.fastForward("58:00");
    await page.getByText(/^No connection\. Figures of/).waitFor();
    const number = await order(served.mcp);
    await context.setOffline(false);
    await page.clock.resume();
    await isLiveWith(page, number);
    assert.equal(await page.evaluate("globalThis.isSamePage"), true);
  },
);

/** Takes an order that a page without a network misses; returns its number. */
async function order(mcp: URL): Promise<string> {
  await using client = await connectClient(mcp);
  const { structured } = await client.callTool("process_order", {
    order_data: {
      location: "orchard-street",
      order_type: "takeout",
      items: [{ menu_item_id: "FISHTACO", quantity: 7 }],
    },
  });
  return String(structured.order_number);
}

async function isLiveWith(page: Page, number: string): Promise<void> {
  await page.getByText("Live", { exact: true }).waitFor();
  await page.locator(".order", { hasText: "7 Baja Fish Tacos" })
    .getByText(number, { exact: true }).waitFor();
}
