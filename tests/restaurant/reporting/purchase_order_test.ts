import assert from "node:assert/strict";
import { toPdf } from "../../../src/report/pdf/to_pdf.ts";
import { toText } from "../../../src/report/to_text.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import {
  findPurchaseOrder,
  purchaseOrderReport,
} from "../../../src/restaurant/reporting/purchase_order.ts";
import { onEveryEngine, SQLITE } from "../../support/engines.ts";
import { runProgram, testWith } from "../../support/programs.ts";
import { openLarder, purchase } from "../../support/purchases.ts";
import type { Engine } from "../../support/engines.ts";

/** An order of five packs of buns, and the document that it is at any time. */
async function openOrder(engine: Engine) {
  const database = await openLarder(engine);
  const ask = { location: "downtown", supplier: "Baker" };
  const [draft] = (await purchase(database, "draft_purchase_orders", ask)).orders;
  const id = draft?.purchase_order_id ?? "";
  const update = (action: string, more = {}) =>
    purchase(database, "update_purchase_order", { purchase_order_id: id, action, ...more });
  const [location] = await readLocations(database.reader);
  assert.ok(location);
  const document = async () =>
    await purchaseOrderReport(
      database.reader,
      await findPurchaseOrder(database.reader, id),
      location,
    );
  return { database, update, document };
}

onEveryEngine("an order says its state, its dates and what came of it", async (engine) => {
  const { database, update, document } = await openOrder(engine);
  await using _closing = database;
  assert.match(toText(await document()), /Draft: this order is not placed yet/);
  await update("place");
  const placed = toText(await document());
  assert.match(placed, /Ordered on: 2026-12-31/);
  assert.match(placed, /Expected on: 2027-01-02/);
  assert.match(placed, /Buns \| BUNS0000 \| 24 each \| 5 \| 6\.00 \| 30\.00/);
  assert.doesNotMatch(placed, /Draft|Received/);
  // What the restaurant has and uses is no business of its supplier.
  assert.doesNotMatch(placed, /on hand|a day/);
  await update("receive", { lines: [{ item_id: "BUNS0000", packs: 2 }] });
  assert.match(
    toText(await document()),
    /Buns \| BUNS0000 \| 24 each \| 5 \| 2 \| 6\.00 \| 30\.00/,
  );
  await update("drop");
  assert.match(toText(await document()), /Dropped|Received/);
});

testWith(["pdftotext", "pdfinfo"], "on paper it is one page with all of it", async () => {
  const { database, update, document } = await openOrder(SQLITE);
  await using _closing = database;
  await update("place");
  const { bytes } = await toPdf(await document(), { paper: "LETTER", dateStyle: "en-US" });
  const file = await Deno.makeTempFile({ suffix: ".pdf" });
  try {
    await Deno.writeFile(file, bytes);
    const text = await runProgram("pdftotext", ["-layout", file, "-"]);
    for (
      const shown of ["Purchase order", "To Baker", "Deliver to: Downtown", "24 each", "30.00"]
    ) {
      assert.ok(text.includes(shown), `${shown} in ${text}`);
    }
    assert.match(await runProgram("pdfinfo", [file]), /Pages:\s+1/);
  } finally {
    await Deno.remove(file);
  }
});
