import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import type { Schedule } from "../../src/app/schedule.ts";
import { parseRetention } from "../../src/config/retention.ts";
import { moveStock } from "../../src/restaurant/inventory/ledger.ts";
import { parseDatabaseAddress } from "../../src/storage/address/database_address.ts";
import { appConfig, noon } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { fillFloor } from "../support/floor.ts";
import { recordOldEvents } from "../support/old_events.ts";
import { BEEF } from "../support/pantry.ts";
import { plain } from "../support/rows.ts";
import { until } from "../support/until.ts";

const NEVER = { firstMs: 2 ** 30, everyMs: 2 ** 30 };
const AT_ONCE: Schedule = { retention: { firstMs: 0, everyMs: 2 ** 30 }, pages: NEVER };

onEveryEngine(
  "while it serves, what is older than configured goes, and figures say so",
  async (engine) => {
    await using place = await engine.place();
    {
      await using database = await fillFloor(await engine.open(place.url));
      for (const days of [12, 11, 9]) await recordOldEvents(database, 1, days);
      const sold = {
        location_id: "downtown",
        ingredient_id: BEEF.id,
        kind: "sold",
        quantity: -1000,
        reason: null,
        actor: "waiter",
        business_date: "2026-12-01",
      } as const;
      await database.write((writer) =>
        moveStock(
          writer,
          [1, 2, 3].map((order) => ({ ...sold, order_id: `ORDER00${order}` })),
          "2026-12-01T20:00:00Z",
        )
      );
    }
    const config = appConfig({
      database: parseDatabaseAddress(place.url),
      retention: parseRetention("events=10,movements=20"),
    });
    await using app = await startApp(config, getLogger("test"), noon, AT_ONCE);
    await until(async () => /^restaurant_mcp_folded_movements 2$/m.test(await app.metrics({})));
    assert.match(await app.metrics({}), /^restaurant_mcp_removed_events 2$/m);
    const { reader } = app.database;
    assert.equal((await reader.selectFrom("events").select("sequence").execute()).length, 1);
    const movements = await reader.selectFrom("stock_movements")
      .select(["quantity", "order_id", "reason"]).execute();
    assert.deepEqual(plain(movements), [
      { quantity: -3000, order_id: null, reason: "3 movements of orders of this day" },
    ]);
  },
);
