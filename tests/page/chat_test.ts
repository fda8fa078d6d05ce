import assert from "node:assert/strict";
import type { Frame, Page } from "../packages/playwright.ts";
import { browserTest, type TestBrowser } from "../support/browser.ts";
import { serveChatHost, type ServedHost } from "../support/chat/serve_host.ts";
import { CLIENTS } from "../support/clients.ts";
import { compiledBinary, compiler } from "../support/compile.ts";
import { openDemoHome } from "../support/demo.ts";
import { serveDemoPage } from "../support/page.ts";
import { type Program, program, serveProgram } from "../support/server_process.ts";

/** The SDK's bridge writes down every message. */
const BRIDGE = /^(?:Parsed|Sending) message/;

/** What a call in a chat is shown as. */
interface Shown {
  readonly page: Page;
  readonly frame: Frame;
  readonly learnt: { readonly extensions?: Record<string, unknown>; readonly text: string };
}

async function shown(
  { open }: TestBrowser,
  host: ServedHost,
  asked: { server: string; era: string; tool: string; args?: Record<string, unknown> },
): Promise<Shown> {
  const { page } = await open(host.origin, { mayLog: BRIDGE });
  await page.waitForFunction(() => "show" in globalThis);
  const question = JSON.stringify({ args: {}, ...asked });
  const learnt = await page.evaluate<Shown["learnt"]>(`show(${question})`);
  const frame = page.frames().find((frame) => frame.parentFrame() !== null);
  if (frame === undefined) throw new Error("There is no frame");
  return { page, frame, learnt };
}

/** Draws, refreshes, follows the theme and leaves. */
async function assertDraws(browser: TestBrowser, host: ServedHost, server: string, era: string) {
  const args = { date: "last_7_days", group_by: "day" };
  const { page, frame, learnt } = await shown(browser, host, {
    ...{ server, era, tool: "get_sales_data", args },
  });
  assert.ok("io.modelcontextprotocol/ui" in (learnt.extensions ?? {}), era);
  assert.match(learnt.text, /Net sales|net sales/);
  await frame.locator(".figure.main .value").getByText(/^\$[\d,]+\.\d\d$/).waitFor();
  const colours = await frame.evaluate<string>(
    "document.documentElement.dataset.theme + ' ' + getComputedStyle(document.body).backgroundColor",
  );
  assert.equal(colours, "dark rgb(1, 2, 3)");
  await frame.getByRole("button", { name: "Refresh" }).click();
  await frame.getByRole("button", { name: "Category" }).click();
  await frame.getByRole("img", { name: "Category" }).waitFor();
  await frame.getByRole("button", { name: "Location", exact: true }).click();
  await frame.locator("details[open] button.link").first().click();
  await frame.getByRole("img", { name: "Day" }).waitFor();
  await page.waitForFunction("document.querySelector('iframe')?.clientHeight > 400");
  assert.deepEqual(await page.evaluate("leave()"), {});
}

/** What each tool's answer shows. */
const DRAWN = {
  get_analytics: {
    args: { date_range: "last_28_days", sections: ["menu", "time"] },
    shows: "Stars",
  },
  get_live_orders: { args: {}, shows: "What the figures mean" },
  get_inventory: { args: { filter: "all", limit: 5 }, shows: "To order" },
  forecast_demand: { args: { horizon_days: 3, location: "orchard-street" }, shows: "Net sales" },
  search_feedback: { args: { date_range: "last_28_days" }, shows: "Average rating" },
} as const;

browserTest("the answers of the other tools are drawn, too", async (browser) => {
  const host = browser.keep(await serveChatHost());
  const served = browser.keep(await serveDemoPage({}, { origins: [host.origin] }));
  for (const [tool, { args, shows }] of Object.entries(DRAWN)) {
    const asked = { server: served.mcp.href, era: "modern", tool, args };
    const { page, frame } = await shown(browser, host, asked);
    await frame.getByText(shows).first().waitFor();
    await frame.getByRole("button", { name: "Refresh" }).waitFor();
    await page.close();
  }
});

Deno.test("a host that cannot show views gets the text", async (test) => {
  await using served = await serveDemoPage();
  for (const { name, connect } of CLIENTS) {
    await test.step(name, async () => {
      await using client = await connect(served.mcp);
      const { text } = await client.callTool("get_sales_data", { date: "yesterday" });
      assert.match(text, /[Nn]et sales/);
    });
  }
});

/** A running program, with a host that may call it from its own page. */
async function assertProgramDraws(browser: TestBrowser, { command, args }: Program) {
  const host = browser.keep(await serveChatHost());
  const home = browser.keep(await openDemoHome());
  const given = ["--database", home.database, "--allow-origin", host.origin];
  const server = browser.keep(await serveProgram({ command, args: [...args, ...given] }));
  for (const era of ["modern", "legacy"]) {
    await assertDraws(browser, host, server.url.href, era);
  }
}

browserTest(
  "the SDK's host draws an answer of the running program, refreshes it and looks closer, in both eras",
  (browser) => assertProgramDraws(browser, program()),
);

const compile = await compiler();
if (compile === undefined) {
  Deno.test.ignore("the compiled binary is drawn (no compiler works here)", () => {});
} else {
  browserTest("the compiled binary is drawn, in both eras", async (browser) => {
    const binary = await compiledBinary(compile);
    await assertProgramDraws(browser, { command: binary, args: ["serve"] });
  });
}
