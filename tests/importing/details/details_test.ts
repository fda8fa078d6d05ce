import assert from "node:assert/strict";
import { undoImport } from "../../../src/importing/undo/undo_import.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { SQUARE_2026, TOAST } from "../../support/export_headers.ts";
import { csv, importText, storedSales } from "../../support/imports.ts";

const TOAST_PLACE = { timezone: "America/New_York" };
const TOAST_ORDERS =
  "Location,Order Id,Order #,Checks,Opened,# of Guests,Tab Names,Server,Table,Revenue Center," +
  "Dining Area,Service,Dining Options,Discount Amount,Amount,Tax,Tip,Gratuity,Total,Voided,Paid," +
  "Closed,Duration (Opened to Paid),Order Source";
const TOAST_PAYMENTS =
  "Location,Payment Id,Order Id,Order #,Paid Date,Order Date,Check Id,Check #,Tab Name,Server,Table," +
  "Dining Area,Service,Dining Option,House Acct #,Amount,Tip,Gratuity,Total,Swiped Card Amount," +
  "Keyed Card Amount,Amount Tendered,Refunded,Refund Date,Refund Amount,Refund Tip Amount,Void User," +
  "Void Approver,Void Date,Status,Type,Cash Drawer,Card Type,Other Type,Email,Phone," +
  "Last 4 Card Digits,V/MC/D Fees,Room Info,Receipt,Source";
const SQUARE_TRANSACTIONS =
  "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip," +
  "Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender," +
  "Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix," +
  "Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option";

const ITEM = {
  ...{ Location: "Downtown", "Order Id": "1300000015734303122", "Order #": "17", Qty: "1" },
  ...{ "Order Date": "10/8/26 5:18 PM", "Menu Item": "Ramen", "Void?": "false" },
};
const ITEMS = csv(TOAST, [
  { ...ITEM, "Item Selection Id": "1", "Gross Price": "30.00", "Net Price": "30.00", Tax: "3.00" },
  { ...ITEM, "Item Selection Id": "2", "Gross Price": "10.00", "Net Price": "10.00", Tax: "1.00" },
]);
const ORDER = {
  ...{ Location: "Downtown", "Order Id": "1300000015734303122", Opened: "10/8/26 5:18 PM" },
  ...{ "# of Guests": "4", Server: "Ada L.", Table: "12", Tip: "8.00", Gratuity: "2.00" },
  ...{ Voided: "false", "Order Source": "In store" },
};
const PAYMENT = {
  ...{ Location: "Downtown", "Order Id": "1300000015734303122", Status: "CAPTURED" },
  ...{ "Order Date": "10/8/26 5:18 PM", "Paid Date": "10/8/26 6:40 PM" },
};
const PAYMENTS = csv(TOAST_PAYMENTS, [
  { ...PAYMENT, "Payment Id": "9001", Amount: "30.00", Tip: "6.00", Type: "Credit" },
  { ...PAYMENT, "Payment Id": "9002", Amount: "16.00", Tip: "2.00", Type: "Cash" },
  {
    ...PAYMENT,
    "Payment Id": "9003",
    Amount: "46.00",
    Tip: "0.00",
    Type: "Credit",
    Status: "DENIED",
  },
]);

async function order({ reader }: Database) {
  const { guests, server, table_name, channel, tips, gratuity, gross } = await reader
    .selectFrom("orders").selectAll().executeTakeFirstOrThrow();
  const payments = await reader.selectFrom("order_payments").select(["method", "amount", "tip"])
    .orderBy("position").execute();
  assert.deepEqual((await checkRollups(reader)).differences, []);
  return {
    ...{ guests, server, table_name, channel, tips, gratuity, gross },
    payments: payments.map(({ method, amount, tip }) => `${method} ${amount} ${tip}`),
  };
}

onEveryEngine("Toast's orders and payments complete what its items brought", async (engine) => {
  for (const files of [[TOAST_ORDERS, TOAST_PAYMENTS], [TOAST_PAYMENTS, TOAST_ORDERS]]) {
    await using database = await engine.fresh();
    await importText(database, ITEMS, TOAST_PLACE);
    for (const header of files) {
      const file = header === TOAST_ORDERS ? csv(TOAST_ORDERS, [ORDER]) : PAYMENTS;
      const summary = await importText(database, file, TOAST_PLACE);
      assert.equal(summary.kind, "order-details");
      assert.equal(summary.changed, header === TOAST_ORDERS ? 1 : 2);
    }
    assert.deepEqual(await order(database), {
      ...{ guests: 4, server: "Ada L.", table_name: "12", channel: "In store" },
      ...{ tips: 8_00, gratuity: 2_00, gross: 40_00 },
      payments: ["card 3000 600", "cash 1600 200"],
    });
  }
});

onEveryEngine("the same files again, also the items, change nothing more", async (engine) => {
  await using database = await engine.fresh();
  const files = [ITEMS, csv(TOAST_ORDERS, [ORDER]), PAYMENTS];
  for (const file of files) await importText(database, file, TOAST_PLACE);
  const before = await storedSales(database);
  for (const file of files) {
    assert.equal((await importText(database, file, TOAST_PLACE)).taken.rows, 0);
  }
  assert.deepEqual(await storedSales(database), before);
});

onEveryEngine(
  "a line that is corrected later leaves payments as they were taken",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, ITEMS, TOAST_PLACE);
    await importText(database, PAYMENTS, TOAST_PLACE);
    await importText(database, ITEMS.replaceAll("10.00", "9.00"), TOAST_PLACE);
    const { gross, payments } = await order(database);
    assert.deepEqual([gross, payments], [39_00, ["card 3000 600", "cash 1600 200"]]);
  },
);

onEveryEngine("what completes nothing is refused; unknown orders are named", async (engine) => {
  await using database = await engine.fresh();
  await assert.rejects(importText(database, PAYMENTS, TOAST_PLACE), {
    code: "CONFLICT",
    message: /None of the file's orders is in/,
  });
  await importText(database, ITEMS, TOAST_PLACE);
  const other = { ...ORDER, "Order Id": "7" };
  const summary = await importText(database, csv(TOAST_ORDERS, [ORDER, other]), TOAST_PLACE);
  assert.deepEqual([summary.changed, summary.skipped.rows], [1, 1]);
  assert.match(summary.skipped_for[0]?.reason ?? "", /order that is not in/);
});

onEveryEngine("taken back, orders are as their items had made them", async (engine) => {
  await using database = await engine.fresh();
  const clock = () => Temporal.Instant.from("2026-11-27T12:00:00Z");
  await importText(database, ITEMS, TOAST_PLACE, { clock });
  const before = await storedSales(database);
  const { id } = await importText(database, PAYMENTS, TOAST_PLACE, {
    clock: () => clock().add({ minutes: 1 }),
  });
  await undoImport(database, id ?? "", { clock });
  assert.deepEqual(await storedSales(database), before);
});

onEveryEngine("Square's transactions bring tips and tenders, and no sale twice", async (engine) => {
  await using database = await engine.fresh();
  const item = {
    ...{ Date: "2026-10-13", Time: "12:30:00", "Time Zone": "Eastern Time (US & Canada)" },
    ...{ Item: "Ramen", Qty: "2.0", "Price Point Name": "Regular", "Transaction ID": "TX1" },
    ...{ "Gross Sales": "$20.00", Discounts: "$0.00", "Net Sales": "$20.00", Tax: "$2.00" },
    ...{ "Event Type": "Payment", Location: "Downtown" },
  };
  const transaction = {
    ...{ Date: "2026-10-13", Time: "12:30:00", "Time Zone": "Eastern Time (US & Canada)" },
    ...{
      "Transaction ID": "TX1",
      "Payment ID": "P1",
      "Event Type": "Payment",
      Location: "Downtown",
    },
    ...{ "Gross Sales": "$20.00", "Net Sales": "$20.00", Tax: "$2.00", Tip: "$4.00" },
    ...{ "Total Collected": "$26.00", Card: "$16.00", Cash: "$10.00", "Staff Name": "Bo" },
  };
  const refund = { ...transaction, "Event Type": "Refund", Card: "-$5.00", Tip: "$0.00" };
  await importText(database, csv(SQUARE_2026, [item]));
  const summary = await importText(database, csv(SQUARE_TRANSACTIONS, [transaction, refund]));
  assert.equal(summary.format, "square-transactions");
  assert.deepEqual([summary.changed, summary.skipped.rows], [1, 1]);
  const { tips, gross, server, payments } = await order(database);
  assert.deepEqual([tips, gross, server], [4_00, 20_00, "Bo"]);
  assert.deepEqual(payments, ["card 1200 400", "cash 1000 0"]);
});
