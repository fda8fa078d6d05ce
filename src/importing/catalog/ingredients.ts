import type { Ingredient } from "../../restaurant/inventory/ingredients.ts";
import { notePackPrice } from "../../restaurant/inventory/pack_price.ts";
import { freshIds } from "../../storage/ids.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { positive, readPrice, readWhole } from "./amounts.ts";
import { booksOf } from "../kind/books.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import { nameKey, requiredText } from "./names.ts";
import { type Effect, takeEach } from "../kind/outcome.ts";
import { type Pantry, readPantry } from "./pantry.ts";
import { readQuantity, readUnit, readUnitOf } from "./quantities.ts";
import { type SaidOnce, saidOnce } from "./said_once.ts";

const MOST_DAYS = 365;

/**
 * What dishes are made from, and how it is bought: one row per ingredient. For a known ingredient,
 * an empty supplier or number of days stays as it is.
 */
export const ingredients: Kind = {
  name: "ingredients",
  numbers: ["pack_size", "pack_cost", "lead_time_days", "delivery_interval_days"],
  amounts: ["pack_cost"],
  dates: [],
  located: false,
  money: true,
  whole: true,
  touches: [{ table: "ingredients" }, { table: "pack_prices", at: "changed_at" }],
  formats: [
    {
      name: "generic",
      title: "Ingredients",
      columns: {
        name: ["name", "ingredient"],
        unit: ["unit"],
        pack_size: ["pack_size"],
        pack_cost: ["pack_cost"],
        supplier: ["supplier", "vendor"],
        lead_time_days: ["lead_time_days", "lead_time"],
        delivery_interval_days: ["delivery_interval_days", "delivery_interval"],
      },
      required: [["name"], ["unit"], ["pack_size"], ["pack_cost"]],
    },
  ],
  example: {
    name: "Mozzarella",
    unit: "kg",
    pack_size: "2",
    pack_cost: "14.80",
    supplier: "Dairy Direct",
    lead_time_days: "1",
    delivery_interval_days: "3",
  },
  async books({ writer }) {
    const sums = writer.selectFrom("ingredients").select(({ fn }) => [
      fn.countAll().as("ingredients"),
      fn.sum("pack_size").as("pack_sizes"),
      fn.sum("pack_cost").as("pack_costs"),
    ]);
    return booksOf(await sums.executeTakeFirst());
  },
  async begin(taking) {
    const memory = { pantry: await readPantry(taking.writer), said: saidOnce("name") };
    return {
      take: (records) => takeEach(records, (record) => takeIngredient(taking, memory, record)),
      gained: ({ added }) => ({ ingredients: added }),
    };
  },
};

interface Memory {
  readonly pantry: Pantry;
  readonly said: SaidOnce;
}

async function takeIngredient(
  taking: Taking,
  { pantry, said }: Memory,
  record: ImportRecord,
): Promise<Effect> {
  const { writer, keeper } = taking;
  const name = requiredText(record, "name");
  const key = nameKey(name);
  const known = pantry.get(key);
  const wanted = wantedOf(taking, record, known);
  if (said(key, record.line, wanted) === "again") return "unchanged";
  keeper.add({
    pack_sizes: wanted.pack_size - (known?.pack_size ?? 0),
    pack_costs: wanted.pack_cost - (known?.pack_cost ?? 0),
  });
  if (known === undefined) {
    const [id = ""] = await freshIds(writer, "ingredients", 1);
    const added = { id, name, ...wanted };
    await writer.insertInto("ingredients").values(added).execute();
    pantry.set(key, added);
    return "added";
  }
  const changed = { ...known, ...wanted };
  if (JSON.stringify(changed) === JSON.stringify(known)) return "unchanged";
  await writer.updateTable("ingredients").set(wanted).where("id", "=", known.id).execute();
  if (wanted.pack_cost !== known.pack_cost || wanted.pack_size !== known.pack_size) {
    await notePackPrice(writer, known, wanted, taking.at);
  }
  pantry.set(key, changed);
  return "changed";
}

/** A row about an ingredient, whose unit never changes. */
function wantedOf(
  { plan: { rules } }: Taking,
  { cell }: ImportRecord,
  known: Ingredient | undefined,
): Omit<Ingredient, "id" | "name"> {
  if (known !== undefined && known.currency !== rules.currency) {
    throw new RowProblem("name", `is bought in ${known.currency}, not in ${rules.currency}`);
  }
  const measure = known === undefined ? readUnit(cell("unit")) : readUnitOf(known, cell("unit"));
  const days = (field: "lead_time_days" | "delivery_interval_days") =>
    known !== undefined && cell(field) === ""
      ? known[field]
      : readWhole(field, cell(field), rules, MOST_DAYS);
  return {
    unit: measure.unit,
    pack_size: positive("pack_size", readQuantity("pack_size", cell("pack_size"), measure, rules)),
    pack_cost: readPrice("pack_cost", cell("pack_cost"), rules),
    currency: rules.currency,
    supplier: storableText(cell("supplier")) || (known?.supplier ?? ""),
    lead_time_days: days("lead_time_days"),
    delivery_interval_days: days("delivery_interval_days"),
  };
}
