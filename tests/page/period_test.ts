import assert from "node:assert/strict";
import { browserTest } from "../support/browser.ts";
import { connectClient } from "../support/clients.ts";
import { serveDemoPage } from "../support/page.ts";

browserTest(
  "a period shows the answer of get_sales_data, and definitions on focus",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
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

browserTest("a period is saved as PDF, Excel and CSV", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  const { page } = await open(new URL("#period", served.page));
  for (
    const [button, type] of [["PDF", /\.pdf$/], ["XLSX", /\.xlsx$/], ["CSV", /\.csv$/]] as const
  ) {
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    assert.match((await saving).suggestedFilename(), type);
  }
});

browserTest("a period without a sale says so", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  const { page } = await open(new URL("#period", served.page));
  await page.locator(".controls select").first().selectOption("From … to …");
  await page.getByLabel("From", { exact: true }).fill("2020-01-01");
  await page.getByLabel("To", { exact: true }).fill("2020-01-31");
  await page.getByText("No sales in this period.").first().waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /NaN|undefined|Infinity/);
});
