import { counted } from "../../values/counted.ts";
import type { PurchaseAnswer } from "./purchase_answer.ts";
import { purchaseText } from "./purchase_text.ts";

type PurchaseOrder = PurchaseAnswer["purchase_orders"][number];

/** Characters of an answer: below 2,000 tokens. */
const LONGEST_ANSWER = 7600;
/** Most lines of each order, tried one after the other. */
const SHOWN_LINES = [Infinity, 24, 12, 8, 5, 3, 2, 1, 0];

/** An answer about purchase orders with as many lines of each as there is room for. */
export function shortOrders({ purchase_orders, notes }: PurchaseAnswer): PurchaseAnswer {
  const shortened = SHOWN_LINES.map((lines) => ({
    purchase_orders: purchase_orders.map((order) => withLines(order, lines)),
    notes: [...notes, ...moreNotes(purchase_orders, lines)],
  }));
  const short = shortened.find((answer) => lengthOf(answer) <= LONGEST_ANSWER);
  return short ?? { purchase_orders: [], notes };
}

function withLines(order: PurchaseOrder, most: number): PurchaseOrder {
  const more = order.lines.length - most;
  return more <= 0 ? order : { ...order, lines: order.lines.slice(0, most), more_lines: more };
}

function moreNotes(orders: readonly PurchaseOrder[], most: number): string[] {
  const more = orders.reduce((sum, { lines }) => sum + Math.max(0, lines.length - most), 0);
  return more === 0 ? [] : [
    `${counted(more, "line")} not shown; totals have them. One supplier and location at a time ` +
    "shows more; get_inventory lists each ingredient.",
  ];
}

function lengthOf(answer: PurchaseAnswer): number {
  return Math.max(JSON.stringify(answer).length, purchaseText(answer).length);
}
