import assert from "node:assert/strict";
import { floorOptions } from "../../src/importing/catalog/flags.ts";
import { FLOOR_KIND_NAMES } from "../../src/importing/catalog/kinds.ts";
import { floorTemplate } from "../../src/importing/catalog/template.ts";
import { floorKind, importKind } from "../../src/importing/kinds.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importCatalogText } from "../support/imports.ts";

const PLACE = { location: "downtown", timezone: "America/New_York" };

Deno.test("sales are the default; other kinds are named", () => {
  assert.equal(importKind(undefined), "sales");
  assert.equal(importKind("sales"), "sales");
  assert.equal(importKind("stock"), "stock");
  for (
    const [kind, message] of [
      [
        "drinks",
        "--kind 'drinks' is not valid; use one of sales, menu, ingredients, recipes, stock.",
      ],
      ["labour", /^--kind 'labour' is not in this version; use one of sales, menu, /],
      ["feedback", /'feedback' is not in this version/],
      ["constructor", /'constructor' is not valid/],
    ] as const
  ) {
    assert.throws(() => importKind(kind), { code: "INVALID_INPUT", message });
  }
  assert.throws(() => floorKind("sales", "--template"), {
    message: "--template 'sales' is not valid; use one of menu, ingredients, recipes, stock.",
  });
});

Deno.test("flags that mean nothing for a kind are refused", () => {
  assert.deepEqual(floorOptions("menu", { format: "auto", dateFormat: "auto", kind: "menu" }), {});
  assert.deepEqual(floorOptions("menu", { format: "generic", currency: "eur", dryRun: true }), {
    format: "generic",
    currency: "EUR",
    dryRun: true,
  });
  for (
    const [flags, message] of [
      [
        { format: "toast-items" },
        /--format 'toast-items' does not go with --kind menu; use auto, /,
      ],
      [{ map: ["name=Dish"] }, /--map does not go with --kind menu/],
      [{ dateFormat: "dmy" }, /--date-format does not go/],
      [{ currency: "XYZ" }, /XYZ/],
      [{ location: " " }, /--location/],
    ] as const
  ) {
    assert.throws(() => floorOptions("menu", flags), { code: "INVALID_INPUT", message });
  }
});

onEveryEngine("the templates go in as they are, one after the other", async (engine) => {
  await using database = await engine.fresh();
  for (const kind of FLOOR_KIND_NAMES) {
    const text = floorTemplate(kind);
    assert.equal(text.split("\n").length, 2, kind);
    const summary = await importCatalogText(database, kind, text, kind === "stock" ? PLACE : {});
    assert.deepEqual([summary.added, summary.quarantined], [1, 0], kind);
    assert.deepEqual(Object.keys(summary.columns), text.split("\n")[0]?.split(","), kind);
  }
});
