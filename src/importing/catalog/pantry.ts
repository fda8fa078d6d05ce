import type { Ingredient } from "../../restaurant/inventory/ingredients.ts";
import type { Reader } from "../../storage/database.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { nameKey } from "./names.ts";

/** The known ingredients by `nameKey`. */
export type Pantry = Map<string, Ingredient>;

/** Every ingredient there is. */
export async function readPantry(reader: Reader): Promise<Pantry> {
  const rows = await reader.selectFrom("ingredients").selectAll().orderBy("id").execute();
  return new Map(rows.map((row) => [nameKey(row.name), row]));
}

/**
 * The ingredient with a name, regardless of capitals.
 *
 * @throws {RowProblem} if there is none.
 */
export function ingredientNamed(pantry: Pantry, name: string): Ingredient {
  const found = pantry.get(nameKey(name));
  if (found !== undefined) return found;
  const shown = storableText(name, 60);
  throw new RowProblem("ingredient", `'${shown}' is not known; import it as an ingredient first`);
}
