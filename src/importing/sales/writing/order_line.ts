import type { OrderLine, OrderLineModifier } from "../../../restaurant/orders/model/order.ts";
import type { Minor } from "../../../values/money.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import type { KeyedLine } from "./claims.ts";
import { isOwnId, lineKey } from "./line_key.ts";

/** What a file says of each line. */
export interface LineRules {
  /** Whether the file has the tax of each row. */
  readonly tellsTax: boolean;
  /** Whether the file says why something was voided or reduced. */
  readonly tellsReason: boolean;
}

/** The line that a row makes. */
export function lineOf(row: SalesRow, menuItemId: string, importId: string): KeyedLine<OrderLine> {
  const line = {
    menu_item_id: menuItemId,
    name: row.item,
    variation: row.variation,
    category: row.category,
    quantity: row.quantity,
    gross: row.gross,
    discount: row.discount,
    tax: row.tax,
    voided: row.voided,
    gift_card: row.gift_card,
    source_key: lineKey(row),
    import_id: importId,
  };
  const modifiers = modifiersOf(row);
  const isReasoned = row.reason !== "" && needsReason(row);
  if (modifiers.length === 0 && !isReasoned) return line;
  return {
    ...line,
    ...(modifiers.length > 0 && { modifiers }),
    ...(isReasoned && { reason: row.reason }),
  };
}

/** What a file that says no reasons leaves as it was. */
export function withReasonOf(
  line: KeyedLine<OrderLine>,
  stored: OrderLine | undefined,
  { tellsReason }: LineRules,
): KeyedLine<OrderLine> {
  const reason = stored?.reason;
  return tellsReason || reason === undefined || !needsReason(line) ? line : { ...line, reason };
}

function modifiersOf({ modifiers, priced_modifiers }: SalesRow): readonly OrderLineModifier[] {
  return priced_modifiers ?? modifiers.map((name) => ({ name, price: 0 }));
}

function needsReason({ voided, discount }: Pick<OrderLine, "voided" | "discount">): boolean {
  return voided || discount > 0;
}

/** Whether a line still says the same. */
export function sameLine(
  stored: OrderLine,
  line: KeyedLine<OrderLine>,
  { tellsTax, tellsReason }: LineRules,
): boolean {
  return sameTax(stored, line, tellsTax) && stored.voided === line.voided &&
    (!tellsReason || stored.reason === line.reason) &&
    stored.gift_card === line.gift_card &&
    stored.quantity === line.quantity && stored.gross === line.gross &&
    stored.discount === line.discount && stored.name === line.name &&
    stored.variation === line.variation;
}

/** Exports round the tax of one line now up, now down; only its own id makes a unit a change. */
const TAX_ROUNDING = 1;

function sameTax(stored: OrderLine, line: KeyedLine<OrderLine>, tellsTax: boolean): boolean {
  if (isOwnId(line.source_key)) return stored.tax === line.tax;
  return !tellsTax || Math.abs(stored.tax - line.tax) <= TAX_ROUNDING;
}

/** The amount of a line in sales. */
export function broughtIn({ voided, gift_card, gross, discount }: OrderLine): Minor {
  return voided || gift_card ? 0 : gross - discount;
}

/** The amount a guest pays for a line. */
export function paid({ voided, gross, discount, tax }: OrderLine): number {
  return voided ? 0 : gross - discount + tax;
}
