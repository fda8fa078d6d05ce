import assert from "node:assert/strict";
import { writeXlsx } from "hucre/xlsx";
import { onEveryEngine } from "../support/engines.ts";
import { type Flags, importText } from "../support/imports.ts";

const PLACE: Flags = {
  location: "downtown",
  timezone: "America/New_York",
  acceptQuarantine: false,
};
const SALES = "order_id,date,item,unit_price\n1,2026-09-14 12:00,Tea,4.50\n";

async function packed(format: "gzip" | "deflate-raw", text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A ZIP archive with one deflated file for each text. */
async function zip(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [file, text] of Object.entries(files)) {
    const [name, data] = [new TextEncoder().encode(file), await packed("deflate-raw", text)];
    const header = new Uint8Array(30 + name.length);
    const local = new DataView(header.buffer);
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(8, 8, true);
    local.setUint32(18, data.length, true);
    local.setUint16(26, name.length, true);
    header.set(name, 30);
    const entry = new Uint8Array(46 + name.length);
    const central = new DataView(entry.buffer);
    central.setUint32(0, 0x02014b50, true);
    central.setUint16(10, 8, true);
    central.setUint32(20, data.length, true);
    central.setUint16(28, name.length, true);
    central.setUint32(42, offset, true);
    entry.set(name, 46);
    parts.push(header, data);
    directory.push(entry);
    offset += header.length + data.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, directory.length, true);
  end.setUint32(16, offset, true);
  const blob = new Blob([...parts, ...directory, end.buffer] as BlobPart[]);
  return new Uint8Array(await blob.arrayBuffer());
}

onEveryEngine("a compressed file is read as its content", async (engine) => {
  for (const bytes of [await packed("gzip", SALES), await zip({ "sales.csv": SALES })]) {
    await using database = await engine.fresh();
    assert.equal((await importText(database, bytes, PLACE)).taken.amount, 4.5);
  }
  await using database = await engine.fresh();
  const several = await zip({ "a.csv": SALES, "b.csv": SALES });
  await assert.rejects(importText(database, several, PLACE), { message: /a\.csv, b\.csv/ });
});

onEveryEngine(
  "a workbook gives the sheet that fits, with dates and numbers as they are",
  async (engine) => {
    await using database = await engine.fresh();
    const bytes = await writeXlsx({
      sheets: [
        { name: "About", rows: [["Made by", "a till"], ["for", "you"]] },
        {
          name: "Sales",
          rows: [
            ["Sales by item", null, null, null, null],
            ["order_id", "date", "item", "quantity", "unit_price"],
            [1, new Date("2026-09-14T12:30:00Z"), "Tea", 1.125, 8],
            [2, new Date("2026-09-15T00:00:00Z"), "Cake", 2, 1234.5],
          ],
        },
      ],
    });
    const summary = await importText(database, new Uint8Array(bytes), PLACE);
    assert.deepEqual([summary.taken.amount, summary.quarantined.rows], [2478, 0]);
    assert.deepEqual([summary.first_date, summary.last_date], ["2026-09-14", "2026-09-14"]);
    await assert.rejects(
      importText(database, new Uint8Array(bytes), { ...PLACE, sheet: "Orders" }),
      {
        message: /no sheet 'Orders'/,
      },
    );
  },
);
