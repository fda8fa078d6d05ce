import assert from "node:assert/strict";
import { browserTest, loaded } from "../support/browser.ts";
import { connectClient } from "../support/clients.ts";
import { sharedDemoPage } from "../support/page.ts";
import type { Page } from "../packages/playwright.ts";
import { NEVER_MS } from "../support/until.ts";

/** How often something is asked of a server that may be too busy. */
const TRIES = 3;

browserTest(
  "a period shows the answer of get_sales_data, and definitions on focus",
  async ({ open }) => {
    const served = await sharedDemoPage();
    await using client = await connectClient(served.mcp);
    const { structured } = await client.callTool("get_sales_data", { date: "last_28_days" });
    const { page } = await open(new URL("#period", served.page));
    const money = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
    await page.locator(".hero .main .value").getByText(money.format(Number(structured.total_sales)))
      .waitFor();
    const term = page.locator(".hero").getByRole("button", { name: "Net sales" });
    const definition = page.locator(".hero .main [role=tooltip]");
    assert.equal(await definition.isVisible(), false);
    await page.keyboard.press("Tab");
    await term.focus();
    await definition.waitFor();
    await page.keyboard.press("Escape");
    await definition.waitFor({ state: "hidden" });
    for (const name of ["Net sales by day", "Orders by weekday and hour", "Menu engineering"]) {
      await page.getByRole("img", { name }).waitFor();
    }
  },
);

browserTest("a period is saved as PDF, Excel and CSV", async ({ open }) => {
  const served = await sharedDemoPage();
  const { page } = await open(new URL("#period", served.page));
  for (
    const [button, type] of [["PDF", /\.pdf$/], ["XLSX", /\.xlsx$/], ["CSV", /\.csv$/]] as const
  ) {
    assert.match(await savedBy(page, button), type);
  }
});

/** Clicks a button, again if the server was too busy to answer; gives the name of the file. */
async function savedBy(page: Page, button: string): Promise<string> {
  for (let left = TRIES; left > 0; left--) {
    const saving = page.waitForEvent("download", { timeout: NEVER_MS / TRIES }).catch(() => {});
    await page.getByRole("button", { name: button }).click();
    const file = await saving;
    if (file !== undefined) return file.suggestedFilename();
  }
  assert.fail(`${button} saved nothing`);
}

browserTest("a period without a sale says so", async ({ open }) => {
  const served = await sharedDemoPage();
  const { page } = await open(new URL("#period", served.page));
  await page.locator(".controls select").first().selectOption("From … to …");
  await page.getByLabel("From", { exact: true }).fill("2020-01-01");
  await page.getByLabel("To", { exact: true }).fill("2020-01-31");
  await page.getByText("No sales in this period.").first().waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /NaN|undefined|Infinity/);
});

/** Numbers whose name has no definition beside it. */
const UNDEFINED_NUMBERS = `[...document.querySelectorAll("main dt, main th.number[scope=col]")]
  .filter((name) => name.closest(".server-table") === null)
  .filter((name) => !(name.querySelector("[role=tooltip]")?.textContent.length > 10))
  .map((name) => name.textContent)`;

browserTest(
  "every figure and every column of numbers has its definition, inside the window",
  async ({ open }) => {
    const served = await sharedDemoPage();
    for (const view of ["today", "period"]) {
      const { page } = await open(new URL(`#${view}`, served.page), { width: 390 });
      await page.locator(".hero .main .value").waitFor();
      await loaded(page);
      for (const details of await page.locator("details > summary").all()) await details.click();
      assert.deepEqual(await page.evaluate(UNDEFINED_NUMBERS), [], view);
      const words = await page.locator(".term button").all();
      assert.ok(words.length > 15, `${words.length}`);
      for (const word of words) {
        await word.hover();
        const box = await page.locator("[role=tooltip]:visible").boundingBox();
        assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
        assert.ok(box.height < 300, JSON.stringify(box));
      }
      await page.close();
    }
  },
);

browserTest(
  "days on the axis are those of the period, by their weekdays",
  async ({ open }) => {
    const served = await sharedDemoPage();
    const { page } = await open(new URL("#period", served.page));
    const chart = page.getByRole("img", { name: "Net sales by day" });
    await chart.getByText("Mon, Oct 26").waitFor();
  },
);

browserTest(
  "the CSV has every day of the answer of get_sales_data, to the cent",
  async ({ open }) => {
    const served = await sharedDemoPage();
    await using client = await connectClient(served.mcp);
    const { structured } = await client.callTool("get_sales_data", {
      date: "last_90_days",
      group_by: "day",
      limit: 400,
    });
    const { page } = await open(new URL("#period", served.page));
    await page.locator(".controls select").first().selectOption("Last 90 days");
    await page.getByRole("img", { name: "Net sales by day" }).getByText("Aug").first().waitFor();
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV" }).click();
    const [, ...lines] = (await Deno.readTextFile(await (await saving).path())).trim().split("\n");
    const days = structured.breakdown as Record<string, unknown>[];
    assert.ok(days.length > 80, `${days.length}`);
    assert.deepEqual(
      lines.map((line) => line.trim().split(",").slice(0, 4)),
      days.map(({ group, total_sales, transactions }) =>
        [group, total_sales, "USD", transactions].map(String)
      ),
    );
  },
);
