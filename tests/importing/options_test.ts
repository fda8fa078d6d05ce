import assert from "node:assert/strict";
import { importOptions, parseMapping } from "../../src/importing/options.ts";

Deno.test("flags become options; auto and absent leave the choice open", () => {
  assert.deepEqual(
    importOptions({ format: "auto", dateFormat: "auto", map: [] }),
    {},
  );
  assert.deepEqual(
    importOptions({
      location: " downtown ",
      format: "square-items",
      dateFormat: "dmy",
      timezone: "europe/berlin",
      businessDayStart: "05:30",
      currency: "eur",
      dryRun: true,
    }),
    {
      location: "downtown",
      format: "square-items",
      dateOrder: "dmy",
      timeZone: "Europe/Berlin",
      businessDayStart: 330,
      currency: "EUR",
      dryRun: true,
    },
  );
});

Deno.test("faulty flags are refused before any file is opened", () => {
  const faults: readonly (readonly [Record<string, unknown>, RegExp])[] = [
    [{ format: "clover" }, /--format 'clover'/],
    [{ dateFormat: "ydm" }, /--date-format 'ydm'/],
    [{ timezone: "Mars/Olympus" }, /Mars\/Olympus/],
    [{ businessDayStart: "4am" }, /4am/],
    [{ currency: "XYZ" }, /XYZ/],
    [{ location: " " }, /--location/],
    [{ map: ["price=Price"] }, /'price=Price'.*unit_price/],
    [{ map: ["date"] }, /'date'/],
    [{ map: ["date=A", "date=B"] }, /date twice/],
    [{ map: ["unit_price=A,line_total=B"] }, /unit_price and line_total/],
    [{ map: ["date=A"], format: "toast-items" }, /--format toast-items/],
  ];
  for (const [flags, message] of faults) {
    assert.throws(() => importOptions(flags), { code: "INVALID_INPUT", message });
  }
});

Deno.test("a mapping names columns, also with commas and equals signs in them", () => {
  const mapping = parseMapping(["order_id=Order #, date=Date (d,m)", "line_total=Total = net"]);
  assert.deepEqual([...mapping], [
    ["order_id", "Order #"],
    ["date", "Date (d,m)"],
    ["line_total", "Total = net"],
  ]);
});
