import assert from "node:assert/strict";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("locations say which business date they have now", async (engine) => {
  await using database = await openRestaurant(engine);
  // It is 07:00 in New York, and 04:00 in Los Angeles, where the day starts at 05:00.
  const answer = await readResource(testRegistry(database), "restaurant://locations");
  assert.deepEqual(JSON.parse(answer), {
    locations: [
      {
        id: "downtown",
        name: "Downtown",
        time_zone: "America/New_York",
        currency: "USD",
        business_day_start: "04:00",
        business_date: "2026-12-31",
      },
      {
        id: "harbour",
        name: "Harbour",
        time_zone: "America/Los_Angeles",
        currency: "USD",
        business_day_start: "05:00",
        business_date: "2026-12-30",
      },
    ],
  });
});
