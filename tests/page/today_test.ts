import assert from "node:assert/strict";
import { browserTest, loaded } from "../support/browser.ts";
import { connectClient } from "../support/clients.ts";
import { serveDemoPage, serveEmptyPage, sharedDemoPage } from "../support/page.ts";
import { addRestaurant } from "../support/sales.ts";

const TACOS = { menu_item_id: "FISHTACO", quantity: 1 };

function order(parts: Record<string, unknown> = {}) {
  return {
    order_data: {
      location: "orchard-street",
      order_type: "takeout",
      items: [TACOS],
      ...parts,
    },
  };
}

browserTest(
  "figures show, an order placed elsewhere appears, a click moves it, another cancels it",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    const { page } = await open(served.page);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.locator(".hero .main .value").getByText(/^\$[\d,]+\.\d\d$/).waitFor();
    await using client = await connectClient(served.mcp);
    const { structured } = await client.callTool("process_order", order());
    const number = String(structured.order_number);
    const card = page.locator(".order").filter({
      has: page.locator("strong", { hasText: new RegExp(`^${number}$`) }),
      hasText: "1 Baja Fish Tacos",
    });
    await card.getByRole("button", { name: `Start: ${number}` }).click();
    await card.getByText("Preparing").waitFor();
    await card.getByRole("button", { name: `Cancel: ${number}` }).click();
    await card.getByRole("button", { name: "Guest left" }).click();
    await card.waitFor({ state: "detached" });
    const { structured: found } = await client.callTool("search_orders", {
      date: "today",
      status: "cancelled",
    });
    assert.match(JSON.stringify(found), new RegExp(`"order_id":"${structured.order_id}"`));
  },
);

browserTest("what is out shows, and one click puts it back", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  await using client = await connectClient(served.mcp);
  const { page } = await open(served.page);
  await page.getByText("Everything on the menu is available.").waitFor();
  await client.callTool("set_item_availability", {
    item_id: "FISHTACO",
    availability: "out_of_stock",
    location: "orchard-street",
  });
  await page.getByRole("button", { name: "Put back: Baja Fish Tacos" }).click();
  await page.getByText("Everything on the menu is available.").waitFor();
  const { structured } = await client.callTool("get_menu", { only_unavailable: true });
  assert.equal(structured.matching, 0);
});

browserTest(
  "fifty open orders and a name from right to left are shown whole",
  async ({ open, keep }) => {
    const served = keep(await serveEmptyPage());
    await served.app.database.write(addRestaurant);
    const name = "برغر البيت";
    await served.app.database.write((writer) =>
      writer.updateTable("menu_items").set({ name, price: 5_00 }).where("id", "=", "BURGER00")
        .execute()
    );
    await using client = await connectClient(served.mcp);
    for (let at = 0; at < 50; at++) {
      const { structured } = await client.callTool(
        "process_order",
        order({ location: "downtown", items: [{ menu_item_id: "BURGER00", quantity: 1 }] }),
      );
      assert.ok(structured.order_id !== undefined, JSON.stringify(structured));
    }
    const { page } = await open(served.page, { width: 390, height: 844 });
    const dishes = page.locator(".dishes li", { hasText: name });
    await dishes.nth(49).waitFor();
    assert.equal(await page.locator(".order").count(), 50);
    assert.equal(await dishes.first().getAttribute("dir"), "auto");
    assert.equal(await overflow(page), 0);
  },
);

browserTest(
  "a restaurant without a sale, and a server without a restaurant, say so",
  async ({ open, keep }) => {
    const served = keep(await serveEmptyPage());
    const nothing = await open(served.page);
    await nothing.page.locator(".refusal").first().waitFor();
    await nothing.page.close();
    await served.app.database.write(addRestaurant);
    const { page } = await open(served.page);
    await page.getByText("No open orders.").waitFor();
    await page.getByText("Not complete").waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /NaN|undefined|null|Infinity/);
  },
);

browserTest(
  "another location is chosen, and its own day and time zone are shown",
  async ({ open }) => {
    const served = await sharedDemoPage();
    const { page } = await open(served.page, { locale: "de-DE" });
    await page.locator(".place select").selectOption("Echo Park");
    await page.getByRole("heading", { name: /Echo Park/ }).waitFor();
    await page.getByText("Montag, 23. November").waitFor();
    await page.locator(".hero .main .value").getByText(/^[\d.]+,\d\d\s\$$/).waitFor();
    await page.locator(".hero .pace").getByText(/\$ bis /).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "de-DE");
  },
);

browserTest("on a wall there are no controls, and the screen stays on", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  await using client = await connectClient(served.mcp);
  await client.callTool("set_item_availability", {
    item_id: "FISHTACO",
    availability: "out_of_stock",
    location: "orchard-street",
  });
  const { page, context } = await open("about:blank", { width: 1920, height: 1080 });
  // A browser without a screen has none to keep on; it is asked to.
  await context.addInitScript(`globalThis.locks = 0;
    const request = () => (globalThis.locks++, Promise.resolve({}));
    Object.defineProperty(navigator, "wakeLock", { value: { request } });`);
  await page.goto(new URL("?kiosk=1", served.page).href);
  await page.getByText("Baja Fish Tacos").first().waitFor();
  await page.locator(".hero .main .value").waitFor();
  assert.equal(await page.getByRole("navigation").count(), 0);
  assert.equal(await page.getByRole("button", { name: /Start|Ready|Put back/ }).count(), 0);
  assert.equal(await page.evaluate("globalThis.locks"), 1);
});

browserTest(
  "names as long as they come, from either side, are not cut off on the smallest phone",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    const long = "Vierwaldstätterseedampfschifffahrtsanlegeplatz Oberammergauer Passionsspielhaus";
    await served.app.database.write(async (writer) => {
      await writer.updateTable("locations").set({ name: long }).execute();
      await writer.updateTable("menu_items").set({ name: `برغر البيت ${long}` })
        .where("id", "=", "FISHTACO").execute();
    });
    await using client = await connectClient(served.mcp);
    await client.callTool("process_order", order());
    for (const view of ["today", "period"]) {
      for (const width of [320, 1280]) {
        const { page } = await open(new URL(`#${view}`, served.page), { width, locale: "de-DE" });
        await page.locator(".hero .main .value").waitFor();
        await loaded(page);
        assert.equal(await overflow(page), 0, `${view} at ${width}`);
        const cut = await page.evaluate<string[]>(CUT);
        assert.deepEqual(cut, [], `${view} at ${width}`);
        await page.close();
      }
    }
  },
);

/** Parts of the view that are wider than their panel. */
const CUT = `[...document.querySelectorAll(".panel")].flatMap((panel) => {
  const { right } = panel.getBoundingClientRect();
  return [...panel.querySelectorAll("li, p, h2, .note, .value")]
    .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > right + 1)
    .map((part) => part.textContent.slice(0, 60));
})`;

async function overflow(page: { evaluate<T>(script: string): Promise<T> }): Promise<number> {
  return await page.evaluate<number>(
    "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)",
  );
}
