import assert from "node:assert/strict";
import { cellsOf, widthFault } from "../../src/importing/kind/columns.ts";
import { kindNamed } from "../../src/importing/kinds.ts";
import { parseMapping } from "../../src/importing/options.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { layoutFor } from "../support/imports.ts";
import {
  LOYVERSE,
  LOYVERSE_DINING,
  SQUARE_2017,
  SQUARE_2023,
  SQUARE_2024,
  SQUARE_2024_SHORT,
  SQUARE_2025,
  SQUARE_2026,
  TOAST,
  TOAST_DOCUMENTED,
} from "../support/export_headers.ts";

function formatOf(header: string): string {
  return layoutFor(header.split(","), {}).format.name;
}

Deno.test("every known header is recognised by its names", () => {
  const squares = [
    SQUARE_2017,
    SQUARE_2023,
    SQUARE_2024,
    SQUARE_2024_SHORT,
    SQUARE_2025,
    SQUARE_2026,
  ];
  for (const header of squares) assert.equal(formatOf(header), "square-items");
  for (const header of [TOAST, TOAST_DOCUMENTED]) assert.equal(formatOf(header), "toast-items");
  for (const header of [LOYVERSE, LOYVERSE_DINING]) {
    assert.equal(formatOf(header), "loyverse-items");
  }
  assert.equal(formatOf("order_id,date,item,unit_price"), "generic");
});

Deno.test("the order of columns, capitals and spaces do not matter", () => {
  for (const header of [SQUARE_2026, TOAST, LOYVERSE_DINING]) {
    const shuffled = header.toUpperCase().split(",").reverse().map((name) => ` ${name}  `).join(
      ",",
    );
    assert.equal(formatOf(shuffled), formatOf(header));
  }
});

Deno.test("an unknown header is answered with what was found and what is expected", () => {
  assert.throws(() => layoutFor(["Dish", "Price\u0007", "When"], {}), (error) => {
    assert.ok(error instanceof RestaurantError);
    // First the reason and what to do, briefly, and then everything that would fit.
    const [answer = "", details = ""] = error.details.hint?.split("\n") ?? [];
    assert.match(error.message, /fit no known format\. Found: Dish, Price, When\.$/);
    assert.match(answer, /--map "item=Dish,unit_price=Price,order_id=…,date=…"/);
    assert.ok(error.message.length + answer.length < 400, `${error.message} ${answer}`);
    assert.match(details, /Square items \(sales, square-items\) Date, Item, Qty/);
    assert.match(details, /Transaction ID or Details/);
    assert.match(details, /generic\) order_id, date, item, unit_price or line_total/);
    return true;
  });
  const many = Array.from({ length: 5000 }, (_, index) => `column ${index} ${"x".repeat(40)}`);
  assert.throws(() => layoutFor(many, {}), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /and 499\d more/);
    assert.ok(error.message.length < 400);
    return true;
  });
});

Deno.test("other exports of the same systems are known, and what to export instead", () => {
  const others: Readonly<Record<string, RegExp>> = {
    "Date,Category,Item,Qty,Price Point Name,Product Sales,Net Sales": /without transactions/,
    "Order Id,Item Selection Id,Modifier Id,Modifier": /Toast ModifiersSelectionDetails/,
    "Menu Item,Menu Group,Menu,Avg Price,Item Qty": /Toast product mix/,
    "Date,Receipt number,Receipt type,Gross sales,Total collected": /Loyverse receipts/,
  };
  for (const [header, message] of Object.entries(others)) {
    assert.throws(() => layoutFor(header.split(","), {}), { message });
  }
});

Deno.test("a requested format names its missing columns", () => {
  assert.throws(() => layoutFor(TOAST.split(","), { format: "square-items" }), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /Expected: Square items/);
    assert.doesNotMatch(error.message, /Loyverse/);
    return true;
  });
});

Deno.test("a mapping must name columns that the file has, and enough of them", () => {
  const recognise = (header: string, mapping: string) =>
    layoutFor(header.split(","), { mapping: parseMapping([mapping]) });
  const layout = recognise("id,When,what,p", "order_id=ID,date=when,item=what,unit_price=p");
  assert.deepEqual([...layout.positions].map(([field, at]) => `${field} ${at}`), [
    "order_id 0",
    "date 1",
    "item 2",
    "unit_price 3",
  ]);
  assert.throws(() => recognise("a,b", "order_id=c"), { message: /no such column. It has: a, b/ });
  assert.throws(() => recognise("a,a", "order_id=a"), { message: /2 columns have this name/ });
  assert.throws(() => recognise("a,b", "order_id=a,date=b"), {
    message: /does not say where item, unit_price or line_total is/,
  });
});

Deno.test("a cell is the first of its columns that is filled", () => {
  const layout = layoutFor(TOAST.split(","), {});
  const cells = TOAST.split(",").map((name) => name === "Menu Group" ? " Tequila " : "");
  assert.equal(cellsOf(layout, cells)("category"), "Tequila");
  assert.equal(cellsOf(layout, cells)("item"), "");
  assert.equal(cellsOf(layout, cells)("tip"), "");
});

Deno.test("rows are as wide as the header; only empty cells may follow", () => {
  const layout = layoutFor(["order_id", "date", "item", "unit_price"], {});
  assert.equal(widthFault(layout, ["1", "2", "3", "4"]), undefined);
  assert.equal(widthFault(layout, ["1", "2", "3", "4", "", " "]), undefined);
  assert.equal(widthFault(layout, ["1", "2", "3"]), undefined);
  assert.match(widthFault(layout, ["1", "2", "3", "4", "5"]) ?? "", /5 cells/);
});

Deno.test("a file with prices or quantities is no calendar", () => {
  assert.equal(layoutFor("date,type,name".split(","), {}).kind.name, "calendar");
  for (const column of ["price", "Qty", "Total"]) {
    const header = ["id", "date", "time", "name", "size", "type", column];
    assert.throws(() => layoutFor(header, {}), /fit no known format/);
    const layout = layoutFor(header, { kind: kindNamed("calendar", "--kind") });
    assert.equal(layout.kind.name, "calendar");
  }
});
