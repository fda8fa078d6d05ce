import type { Ingredient } from "../../restaurant/inventory/ingredients.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import { requiredText } from "./names.ts";
import { type Effect, takeEach } from "../kind/outcome.ts";
import { ensurePlace } from "../kind/ensure_place.ts";
import { placeNamed } from "../kind/places.ts";
import { ingredientNamed, type Pantry, readPantry } from "./pantry.ts";
import { readQuantity, readUnitOf } from "./quantities.ts";
import { type SaidOnce, saidOnce } from "./said_once.ts";
import { unfoldSquareStock } from "./square_stock.ts";
import { type Count, stockBooks, writeCount } from "./write_count.ts";

/**
 * Counted stock: one row for each ingredient of a location. A count sets what is on hand, by a
 * movement in the ledger; what a file counted it counts once, even when the stock moved since.
 */
export const stock: Kind = {
  name: "stock",
  numbers: ["on_hand", "par_level", "reorder_point"],
  dates: [],
  located: true,
  money: false,
  whole: true,
  touches: [
    { table: "stock" },
    { table: "stock_movements", at: "moved_at" },
    { table: "changes", at: "changed_at" },
  ],
  unfold: unfoldSquareStock,
  formats: [
    {
      name: "square-catalog",
      title: "Square's catalog with quantities",
      columns: {
        ingredient: ["Item Name"],
        location: ["Location"],
        on_hand: ["Current Quantity"],
        reorder_point: ["Stock Alert Count"],
      },
      required: [["ingredient"], ["location"], ["on_hand"]],
    },
    {
      name: "generic",
      title: "Stock",
      columns: {
        ingredient: ["ingredient", "name"],
        on_hand: ["on_hand", "counted"],
        unit: ["unit"],
        par_level: ["par_level", "par"],
        reorder_point: ["reorder_point"],
        location: ["location"],
      },
      required: [["ingredient"], ["on_hand"]],
    },
  ],
  example: {
    ingredient: "Mozzarella",
    on_hand: "6.5",
    unit: "kg",
    par_level: "10",
    reorder_point: "4",
    location: "",
  },
  books: stockBooks,
  async begin(taking) {
    const memory = { pantry: await readPantry(taking.writer), said: saidOnce("ingredient") };
    return { take: (records) => takeEach(records, (record) => takeCount(taking, memory, record)) };
  },
};

interface Memory {
  readonly pantry: Pantry;
  readonly said: SaidOnce;
}

async function takeCount(
  taking: Taking,
  { pantry, said }: Memory,
  record: ImportRecord,
): Promise<Effect> {
  const place = placeNamed(taking.plan.places, record.cell("location"));
  const ingredient = ingredientNamed(pantry, requiredText(record, "ingredient"));
  const count = countOf(taking, record, ingredient);
  if (said(`${place.id}\n${ingredient.id}`, record.line, count) === "again") return "unchanged";
  await ensurePlace(taking, place);
  const shelf = { location_id: place.id, ingredient_id: ingredient.id };
  return await writeCount(taking, shelf, count);
}

/** The values of a row, in thousandths of the ingredient's unit. */
function countOf(
  { plan: { rules } }: Taking,
  { cell }: ImportRecord,
  ingredient: Ingredient,
): Count {
  const measure = readUnitOf(ingredient, cell("unit"));
  const level = (field: "par_level" | "reorder_point") =>
    cell(field) === "" ? {} : { [field]: readQuantity(field, cell(field), measure, rules) };
  const levels = { ...level("par_level"), ...level("reorder_point") };
  const isCounted = cell("on_hand") !== "" || Object.keys(levels).length === 0;
  return {
    onHand: isCounted ? readQuantity("on_hand", cell("on_hand"), measure, rules) : null,
    levels,
  };
}
