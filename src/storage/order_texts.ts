import { foldText } from "../values/fold.ts";
import { PUBLIC_ID } from "../values/public_id.ts";
import type { Row } from "./schema/schema.ts";

/** What an order is found by. */
export interface OrderWords {
  readonly id: string;
  readonly number: string;
  readonly table_name: string | null;
  readonly customer_name: string | null;
  /** Names of its items, each as often as it likes. */
  readonly items: readonly string[];
}

/** What makes an order searchable: its words folded, one to a line, each once. */
export function orderTextRow(
  { id, number, table_name, customer_name, items }: OrderWords,
): Omit<Row<"order_texts">, "location_id"> {
  const words = new Set<string>();
  for (const text of [number, table_name ?? "", customer_name ?? "", ...items]) {
    const word = foldText(text);
    if (word !== "") words.add(word);
  }
  return { position: orderPosition(id), order_id: id, text: [...words].join("\n") };
}

/** An id read as a number of base 36: as unique as the id, and what a text index can hold. */
function orderPosition(id: string): number {
  if (!PUBLIC_ID.test(id)) throw new RangeError(`No order can have the id ${id}`);
  return parseInt(id, 36);
}

/**
 * The pieces of three characters that a folded text consists of, in its order. Both text indexes
 * hold these; whatever contains the text contains all of them.
 */
export function trigramsOf(folded: string): string[] {
  const characters = [...folded];
  const pieces = characters.slice(2).map((_, start) => characters.slice(start, start + 3).join(""));
  return [...new Set(pieces)];
}
