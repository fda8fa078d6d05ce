import { UNCATEGORIZED } from "../../../restaurant/menu/menu_items.ts";
import { UNKNOWN_PAYMENT } from "../../../restaurant/orders/model/order.ts";
import { eachSetting, SETTING } from "../../../restaurant/orders/model/order_setting.ts";
import type { Moment } from "../../../values/business_day.ts";
import type { Minor } from "../../../values/money.ts";
import { isDestroyedId, isPlaceholder, maybeRoundedId } from "../../cells/destroyed_ids.ts";
import { paymentMethodOf } from "../../cells/order_types.ts";
import { storableText } from "../../cells/private_text.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import type { Taking } from "../../kind/taking.ts";
import type { Cell, Field, RowKind, SalesFormat } from "../formats/format.ts";
import type { RowPayment, SalesRow } from "./sales_row.ts";
import { remembering } from "../../../values/remembering.ts";
import { visibleText } from "../../../values/text.ts";

/** Longer than the ids of any system. */
const LONGEST_ID = 100;

/** Which order a row belongs to, and which of its rows it is. */
export function identityOf(
  cell: Cell,
  { format, plan }: Taking<SalesFormat>,
  { business_date }: Moment,
): Pick<SalesRow, "order_id" | "line_id" | "number"> {
  const written = idOf("order_id", format.orderId?.(cell) ?? cell("order_id"));
  if (written === "" || isPlaceholder(written)) throw new RowProblem("order_id", "is empty");
  const number = storableText(cell("number"));
  if (plan.rowIds) {
    const register = format.orderNumbersRestart ? idOf("register", cell("register")) : "";
    return {
      order_id: register === "" ? written : `${register}:${written}`,
      line_id: idOf("line_id", cell("line_id")),
      number: number || written,
    };
  }
  const isRounded = isDestroyedId(written) || maybeRoundedId(written);
  if (isRounded && number === "") throw new RowProblem("order_id", "was rounded by a spreadsheet");
  return {
    order_id: isRounded ? `${number}@${business_date}` : written,
    line_id: "",
    number: number || written,
  };
}

/** An id stays exactly as it is: a number would lose digits, and a changed one finds nothing. */
function idOf(field: Field, text: string): string {
  const id = visibleText(text);
  if (id.length > LONGEST_ID) {
    throw new RowProblem(field, `is longer than ${LONGEST_ID} characters`);
  }
  if (id.includes("@") && storableText(id) !== id) {
    throw new RowProblem(field, "is an e-mail address");
  }
  return id;
}

/** More names than most restaurants have of anything. */
const MOST_NAMES = 5000;

const nameIn = remembering(MOST_NAMES, (text) => storableText(text));

const categoryIn = remembering(MOST_NAMES, (text) => {
  const category = storableText(text);
  return NO_CATEGORY.test(category) ? UNCATEGORIZED : category;
});

const NO_CATEGORY = /^(none|uncategori[sz]ed|n\/a|-)?$/i;
const MOST_MODIFIERS = 30;
const LONGEST_REASON = 100;

/** What was sold, without private data. */
export function itemOf(
  cell: Cell,
  format: SalesFormat,
): Pick<SalesRow, "item" | "variation" | "category" | "modifiers"> {
  // Money without an item is an amount that was typed in, or given back.
  const item = nameIn(format.itemName?.(cell) ?? cell("item")) || "Custom Amount";
  return {
    item,
    variation: nameIn(cell("variation")),
    category: categoryIn(cell("category")),
    modifiers: modifiersIn(cell("modifiers")),
  };
}

function modifiersIn(text: string): readonly string[] {
  if (text === "") return [];
  return text.split(/[,;|]\s*/, MOST_MODIFIERS)
    .map((name) => storableText(name)).filter((name) => name !== "");
}

const LONGEST_NAME = 60;

const settingIn = remembering(MOST_NAMES, (text) => storableText(text, LONGEST_NAME));

const NO_SETTING = eachSetting(() => "");

/** Who sold it and where. */
export function settingOf(cell: Cell): SalesRow["setting"] {
  if (SETTING.every((name) => cell(name) === "")) return NO_SETTING;
  return eachSetting((name) => settingIn(cell(name)));
}

/** Why it was voided, reduced or given back. */
export function reasonOf(cell: Cell): string {
  const [reduction, reason] = [cell("reduction"), cell("reason")];
  if (reduction === "" && reason === "") return "";
  const reasons = new Set([reduction, reason].filter((text) => /\p{L}/u.test(text)));
  return storableText([...reasons].join(": "), LONGEST_REASON);
}

/** How many guests were counted; none, or what is no number, is null. */
export function guestsOf(text: string): number | null {
  const guests = /^\d{1,4}(\.0+)?$/.test(text) ? Number(text) : 0;
  return guests > 0 ? guests : null;
}

/**
 * How a row was paid. Of a refund, only a negative tip goes back; a positive one is the order's,
 * repeated.
 */
export function paymentOf(
  cell: Cell,
  { event }: RowKind,
  tip: Minor,
  { has }: Pick<Taking, "has">,
): RowPayment | null {
  if (!has("payment_method") && !has("tip")) return null;
  return {
    method: methodIn(cell("payment_method")),
    tip: event === "refund" ? Math.max(-tip, 0) : Math.max(tip, 0),
  };
}

const methodIn = remembering(
  MOST_NAMES,
  (text) => paymentMethodOf(storableText(text, LONGEST_NAME)) || UNKNOWN_PAYMENT,
);
