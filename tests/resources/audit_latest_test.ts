import assert from "node:assert/strict";
import { LOCAL } from "../../src/security/principal.ts";
import { audited, callRecord } from "../support/audits.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine(
  "the latest calls come first, and refused ones stand for themselves",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await audited(database, [
      callRecord({ target: "get_menu" }),
      callRecord({ target: "update_menu_item", outcome: "FORBIDDEN" }),
      callRecord({ target: "get_sales_data", outcome: "RATE_LIMITED" }),
      callRecord({ target: "get_inventory" }),
    ]);
    const answer = JSON.parse(
      await readResource(testRegistry(database), "restaurant://audit/latest"),
    );
    const targets = (calls: { target: string }[]) => calls.map(({ target }) => target);
    assert.deepEqual(targets(answer.calls), [
      "get_inventory",
      "get_sales_data",
      "update_menu_item",
      "get_menu",
    ]);
    assert.deepEqual(targets(answer.refused), ["get_sales_data", "update_menu_item"]);
    assert.doesNotMatch(JSON.stringify(answer), /digest|hash|trace/);
  },
);

onEveryEngine("who is limited to a location sees no call of others", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [callRecord()]);
  const limited = { ...LOCAL, id: "limited", locations: ["downtown"] };
  const answer = await readResource(testRegistry(database), "restaurant://audit/latest", limited);
  assert.deepEqual(JSON.parse(answer), { calls: [], refused: [] });
});
