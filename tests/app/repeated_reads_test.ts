import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { parseDatabaseAddress } from "../../src/storage/address/database_address.ts";
import { auditEntries } from "../support/audits.ts";
import { appConfig, callTool, noon, readResource } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { fillFloor } from "../support/floor.ts";
import { BURGER } from "../support/sales.ts";

const ORDER = {
  order_data: {
    location: "downtown",
    order_type: "takeout",
    items: [{ menu_item_id: BURGER.menu_item_id, quantity: 1 }],
  },
};

onEveryEngine(
  "what a screen reads again and again is a few entries, and every order has its own",
  async (engine) => {
    await using place = await engine.place();
    await (await fillFloor(await engine.open(place.url)))[Symbol.asyncDispose]();
    {
      const config = appConfig({ database: parseDatabaseAddress(place.url) });
      await using app = await startApp(config, getLogger("test"), noon);
      for (let time = 0; time < 40; time++) {
        await callTool(app.registry, "get_live_orders", { location: "downtown" });
        await callTool(app.registry, "get_live_orders", { location: "harbour" });
        await readResource(app.registry, "restaurant://live_orders");
        if (time % 10 === 0) await callTool(app.registry, "process_order", ORDER);
      }
      const unknown = await callTool(app.registry, "update_order_status", {
        order_id: "NOSUCH00",
        status: "ready",
      });
      assert.ok(unknown.isError);
    }
    await using database = await engine.open(place.url);
    const entries = await auditEntries(database);
    const calls = Map.groupBy(entries, ({ target, outcome }) => `${target} ${outcome}`);
    assert.deepEqual(
      Object.fromEntries(
        calls.entries().map(([what, some]) => [what, some.map(({ calls }) => calls).sort()]),
      ),
      {
        "get_live_orders ok": [1, 1, 39, 39],
        "live_orders ok": [1, 39],
        "process_order ok": [1, 1, 1, 1],
        "update_order_status NOT_FOUND": [1],
      },
    );
    assert.equal((await verifyAudit(database.reader, {})).broken, null);
  },
);
