import assert from "node:assert/strict";
import { kindNamed, TEMPLATE_NAMES } from "../../src/importing/kinds.ts";
import { importOptions } from "../../src/importing/options.ts";
import { template } from "../../src/importing/template.ts";
import { onEveryEngine } from "../support/engines.ts";
import { SQUARE_CATALOG } from "../support/export_headers.ts";
import { importCatalogText, layoutFor } from "../support/imports.ts";

const PLACE = { location: "downtown", timezone: "America/New_York" };

Deno.test("a kind has a name; others are refused with those that there are", () => {
  assert.equal(kindNamed("stock", "--kind").name, "stock");
  for (const kind of ["drinks", "constructor", undefined]) {
    assert.throws(() => kindNamed(kind, "--kind"), {
      code: "INVALID_INPUT",
      message:
        /--kind '\w+' is not valid; use one of sales, order-details, menu, ingredients, recipes, stock/,
    });
  }
  assert.throws(() => template("sales"), { message: /^--template 'sales' is not valid; / });
});

Deno.test("the header says which kind a file is", () => {
  for (
    const [header, kind] of [
      ["order_id,date,item,unit_price", "sales"],
      ...TEMPLATE_NAMES.map((name) => [template(name).split("\n")[0] ?? "", name] as const),
      [SQUARE_CATALOG, "menu"],
    ] as const
  ) {
    assert.equal(layoutFor(header.split(","), {}).kind.name, kind, header);
  }
  const stock = layoutFor(SQUARE_CATALOG.split(","), importOptions({ kind: "stock" }));
  assert.equal(stock.kind.name, "stock");
});

Deno.test("flags that do not go with a kind are refused", () => {
  const menu = { kind: kindNamed("menu", "--kind") };
  assert.deepEqual(importOptions({ format: "auto", dateFormat: "auto", kind: "menu" }), menu);
  assert.deepEqual(
    importOptions({ kind: "menu", format: "generic", currency: "eur", dryRun: true }),
    { ...menu, format: "generic", currency: "EUR", dryRun: true },
  );
  assert.deepEqual(
    [...importOptions({ kind: "menu", map: ["name=Dish,price=Cost"] }).mapping ?? []],
    [["name", "Dish"], ["price", "Cost"]],
  );
  for (
    const [flags, message] of [
      [
        { format: "toast-items" },
        /--format 'toast-items' does not go with --kind menu; use auto, /,
      ],
      [{ map: ["order_id=Dish"] }, /--map 'order_id=Dish'.*name, category/],
      [{ currency: "XYZ" }, /XYZ/],
      [{ location: " " }, /--location/],
    ] as const
  ) {
    assert.throws(() => importOptions({ kind: "menu", ...flags }), {
      code: "INVALID_INPUT",
      message,
    });
  }
});

onEveryEngine("the templates go in as they are, one after the other", async (engine) => {
  await using database = await engine.fresh();
  for (const kind of TEMPLATE_NAMES) {
    const text = template(kind);
    assert.equal(text.split("\n").length, 2, kind);
    const flags = kindNamed(kind, "--template").located ? PLACE : {};
    const summary = await importCatalogText(database, kind, text, flags);
    assert.deepEqual([summary.added, summary.quarantined], [1, 0], kind);
    assert.deepEqual(Object.keys(summary.columns), text.split("\n")[0]?.split(","), kind);
    assert.equal((await importCatalogText(database, kind, text, flags)).taken, 0, kind);
  }
});
