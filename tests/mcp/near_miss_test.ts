import assert from "node:assert/strict";
import { INSTRUCTIONS } from "../../src/mcp/instructions.ts";
import { notHere } from "../../src/mcp/not_here.ts";
import { nearMiss } from "../../src/mcp/near_miss.ts";
import { tools } from "../../src/tools/index.ts";
import { CLIENTS, connectClient } from "../support/clients.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";

const TOOLS = new Set(tools.map(({ name }) => name));

Deno.test("whatever the instructions say is not here is said by near misses too", () => {
  assert.match(
    INSTRUCTIONS,
    /Not here: reservations, payroll, bank and card settlement, staff schedules, the web\. Nothing refunds, captures or deletes\./,
  );
  for (
    const name of [
      "create_reservation",
      "listReservations",
      "run_payroll",
      "bank_accounts",
      "card_settlement",
      "staff_schedules",
      "search_web",
      "refund_order",
      "capture_payment",
      "delete_order",
      "send_email",
    ]
  ) {
    assert.ok(notHere(name) !== undefined, name);
  }
});

Deno.test("no name of this server is said not to be here, and what is offered exists", () => {
  for (const name of TOOLS) assert.equal(notHere(name), undefined, name);
  assert.match(notHere("refund_order", TOOLS) ?? "", /search_orders with `has: refund`/);
  assert.doesNotMatch(notHere("refund_order", new Set()) ?? "", /search_orders/);
});

Deno.test("a name near a known one is suggested, a strange one is not", () => {
  assert.equal(nearMiss("weekdays", ["day", "weekday", "month"]), "Perhaps 'weekday' or 'day'.");
  assert.equal(nearMiss("zzz", ["day", "weekday"]), "");
});

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}: an unknown tool, prompt or address says what is not here, or what is near`, async () => {
    await using server = await serveRestaurant();
    await using client = await connect(server.url);
    await assert.rejects(
      client.callTool("create_reservation"),
      /There is no tool 'create_reservation'\. Reservations and waiting lists are not kept here\..* Known: get_sales_data/,
    );
    await assert.rejects(client.callTool("get_sales"), /Perhaps 'get_sales_data'/);
    await assert.rejects(client.getPrompt("daily_brief"), /Perhaps 'daily_briefing'/);
    await assert.rejects(
      client.readResource("restaurant://reservations"),
      /Resource not found: restaurant:\/\/reservations\. Reservations/,
    );
  });
}

Deno.test("arguments and their values say what is near or not here", async () => {
  await using server = await serveRestaurant();
  await using client = await connectClient(server.url);
  const problem = async (tool: string, args: Record<string, unknown>) => {
    const { isError, text } = await client.callTool(tool, args);
    assert.ok(isError);
    return text;
  };
  const date = "2026-12-14";
  assert.match(
    await problem("get_sales_data", { date, group_by: "employee" }),
    /group_by: Invalid option: expected one of .* Staff schedules are not kept here\./,
  );
  assert.match(
    await problem("get_sales_data", { date, group_by: "categories" }),
    /Perhaps 'category'\./,
  );
  assert.match(
    await problem("get_sales_data", { date, enddate: date }),
    /enddate: There is no such argument\. Perhaps 'end_date' or 'date'\./,
  );
  assert.match(
    await problem("get_analytics", { date_range: "last_week", sections: ["payroll"] }),
    /sections\.0: .* Payroll is not kept here\./,
  );
  assert.match(
    await problem("generate_report", { report_type: "reservations", start_date: date }),
    /report_type: .* Reservations and waiting lists are not kept here\./,
  );
});
