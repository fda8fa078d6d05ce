import type { Ingredient } from "../../restaurant/inventory/ingredients.ts";
import { addLocation, readLocations } from "../../restaurant/locations/location.ts";
import { visibleText } from "../../values/text.ts";
import { decidePlaces, type Place, type Places } from "../places.ts";
import type { CatalogKind, CatalogRecord, CatalogWriting } from "./kind.ts";
import { requiredText } from "./names.ts";
import { type Effect, takeEach } from "./outcome.ts";
import { ingredientNamed, type Pantry, readPantry } from "./pantry.ts";
import { readQuantity, readUnitOf } from "./quantities.ts";
import { type SaidOnce, saidOnce } from "./said_once.ts";
import { unfoldSquareStock } from "./square_stock.ts";
import { type Count, writeCount } from "./write_count.ts";

/**
 * Counted stock: one row for each ingredient of a location. A count sets what is on hand, by a
 * movement in the ledger; what a file counted it counts once, even when the stock moved since.
 */
export const stock: CatalogKind = {
  perLocation: true,
  prepare: unfoldSquareStock,
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
      required: ["ingredient", "location", "on_hand"],
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
      required: ["ingredient", "on_hand"],
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
  async take(writing, records) {
    const { writer, options } = writing;
    const places = decidePlaces(
      { locations: locationsOf(records), currencies: new Map() },
      await readLocations(writer),
      options,
    );
    const stored = new Set([...places.values()].filter(({ stored }) => stored).map(({ id }) => id));
    const pantry = await readPantry(writer);
    const memory = { places, stored, pantry, said: saidOnce("ingredient") };
    return await takeEach(records, (record) => takeCount(writing, memory, record));
  },
};

interface Memory {
  readonly places: Places;
  /** Ids of the locations that are stored; new ones are added. */
  readonly stored: Set<string>;
  readonly pantry: Pantry;
  readonly said: SaidOnce;
}

function locationName({ cell }: Pick<CatalogRecord, "cell">): string {
  return visibleText(cell("location"));
}

function locationsOf(records: readonly CatalogRecord[]) {
  return new Map(
    [...Map.groupBy(records, locationName)].map(([name, [first]]) => [
      name,
      { name, line: first?.line ?? 0, timeZones: new Set<string>() },
    ]),
  );
}

async function takeCount(
  writing: CatalogWriting,
  { places, stored, pantry, said }: Memory,
  record: CatalogRecord,
): Promise<Effect> {
  const place = places.get(locationName(record));
  if (place === undefined) return "unchanged";
  const ingredient = ingredientNamed(pantry, requiredText(record, "ingredient"));
  const count = countOf(writing, record, ingredient);
  if (said(`${place.id}\n${ingredient.id}`, record.line, count) === "again") return "unchanged";
  if (!stored.has(place.id)) await addPlace(writing, place);
  stored.add(place.id);
  const shelf = { location_id: place.id, ingredient_id: ingredient.id };
  return await writeCount(writing, shelf, count);
}

/** What a row says, in thousandths of the ingredient's unit. */
function countOf(
  { rules }: CatalogWriting,
  { cell }: CatalogRecord,
  ingredient: Ingredient,
): Count {
  const measure = readUnitOf(ingredient, cell("unit"));
  const level = (field: "par_level" | "reorder_point") =>
    cell(field) === "" ? {} : { [field]: readQuantity(field, cell(field), measure, rules) };
  return {
    onHand: readQuantity("on_hand", cell("on_hand"), measure, rules),
    levels: { ...level("par_level"), ...level("reorder_point") },
  };
}

async function addPlace({ writer, at }: CatalogWriting, place: Place): Promise<void> {
  const { stored: _stored, ...location } = place;
  await addLocation(writer, location, at);
}
