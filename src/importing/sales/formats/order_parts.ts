import { z } from "zod";
import type { OrderLineModifier } from "../../../restaurant/orders/model/order.ts";
import { fromMajor, type Minor } from "../../../values/money.ts";
import { storableText } from "../../cells/private_text.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import type { OrderParts } from "../../../restaurant/orders/model/order_parts.ts";
import type { Cell, Field, SoldItem } from "./format.ts";

const name = z.string().max(200);
const payments = z.array(z.strictObject({ method: name, amount: z.number(), tip: z.number() }));
const charges = z.array(
  z.strictObject({ name, amount: z.number(), is_gratuity: z.boolean() }),
);
const discounts = z.array(
  z.strictObject({ name, amount: z.number(), line_number: z.int().min(1).optional() }),
);
const modifiers = z.array(z.strictObject({ name, price: z.number() }));
const menuItem = z.strictObject({ name: name.min(1), category: name });

/**
 * Reads the parts of an order, as `export orders` writes them on its first row.
 *
 * @returns Undefined on its other rows.
 * @throws {RowProblem} for what is not of that form.
 */
export function readOrderParts(cell: Cell, currency: string): OrderParts | undefined {
  const own = ["payments", "service_charges", "discounts"] as const;
  if (own.every((field) => cell(field) === "")) return undefined;
  const money = minorOf(currency);
  return {
    status: cell("status") === "cancelled" ? "cancelled" : "completed",
    ...(cell("payments") !== "" && {
      payments: parsed(cell, "payments", payments).map(({ method, amount, tip }) => ({
        method,
        amount: money("payments", amount),
        tip: money("payments", tip),
      })),
    }),
    ...(cell("service_charges") !== "" && {
      service_charges: parsed(cell, "service_charges", charges).map((charge) => ({
        ...charge,
        amount: money("service_charges", charge.amount),
      })),
    }),
    ...(cell("discounts") !== "" && {
      discounts: parsed(cell, "discounts", discounts).map(({ line_number, ...discount }) => ({
        ...discount,
        amount: money("discounts", discount.amount),
        ...(line_number !== undefined && { line_number }),
      })),
    }),
  };
}

/** The modifiers of a line with their prices. */
export function readModifiers(cell: Cell, currency: string): OrderLineModifier[] {
  const money = minorOf(currency);
  return parsed(cell, "modifier_prices", modifiers)
    .map(({ name, price }) => ({ name, price: money("modifier_prices", price) }));
}

/** The menu item of a line, if the line was sold under another name than it has now. */
export function readMenuItem(cell: Cell): SoldItem | undefined {
  if (cell("menu_item") === "") return undefined;
  const { name, category } = parsedJson(cell, "menu_item", menuItem);
  return { name: storableText(name), category: storableText(category) };
}

function parsed<Value>(cell: Cell, field: Field, schema: z.ZodType<Value[]>): Value[] {
  return cell(field) === "" ? [] : parsedJson(cell, field, schema);
}

function parsedJson<Value>(cell: Cell, field: Field, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(cell(field)));
  } catch {
    throw new RowProblem(field, "is not what `export orders` writes");
  }
}

function minorOf(currency: string): (field: Field, amount: number) => Minor {
  return (field, amount) => {
    const minor = fromMajor(amount, currency);
    if (minor === undefined) throw new RowProblem(field, `has an amount that ${currency} has not`);
    return minor;
  };
}
