import { type Payment, UNKNOWN_PAYMENT } from "../../restaurant/orders/model/order.ts";
import { eachSetting, type SettingName } from "../../restaurant/orders/model/order_setting.ts";
import type { Moment } from "../../values/business_day.ts";
import { type Minor, minorDigits } from "../../values/money.ts";
import { toUnits } from "../cells/decimals.ts";
import type { MomentReader } from "../cells/moments.ts";
import { bounded, readNumber } from "../cells/numbers.ts";
import { paymentMethodOf } from "../cells/order_types.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { flagOf } from "../cells/row_words.ts";
import { zoneOfLabel } from "../cells/time_zone_labels.ts";
import type { ImportRecord } from "../kind/kind.ts";
import { type Place, placeNamed } from "../kind/places.ts";
import type { Taking } from "../kind/taking.ts";
import { guestsOf } from "../sales/rows/row_details.ts";
import type { DetailField, DetailFormat } from "./format.ts";

/** A payment as it was taken. */
export type TakenPayment = Payment & { readonly source_key: string };

/** What a row knows of an order; who sold it and where is empty if the file does not say. */
export interface Detail extends Readonly<Record<SettingName, string>> {
  readonly line: number;
  readonly place: Place;
  readonly moment: Moment;
  readonly order_id: string;
  readonly guests: number | null;
  readonly table: string;
  /** Null if the file does not say it. */
  readonly gratuity: Minor | null;
  /** The tip of an order whose payments the file does not tell; else null. */
  readonly tip: Minor | null;
  readonly payments: readonly TakenPayment[];
}

/** A row that says nothing of an order. */
export class Skipped extends Error {}

/**
 * Reads a row.
 *
 * @throws {RowProblem} for what cannot be read, {Skipped} for what is not to be taken.
 */
export function readDetail(
  record: ImportRecord<DetailField>,
  taking: Taking<DetailFormat>,
  momentOf: MomentReader,
): Detail {
  const { cell, line } = record;
  const { format, plan, has } = taking;
  if (/refund/i.test(cell("event"))) {
    throw new Skipped("refund; the file of items has what was given back");
  }
  const place = placeNamed(plan.places, cell("location"));
  const written = { date: cell("date"), time: cell("time") };
  const order_id = cell("order_id");
  if (order_id === "") throw new RowProblem("order_id", "is empty");
  const money = moneyReader(record, taking);
  const text = (field: DetailField) => storableText(cell(field), 60);
  return {
    line,
    place,
    moment: momentOf(written, place, zoneOfLabel(cell("time_zone"))),
    order_id,
    guests: guestsOf(cell("guests")),
    table: text("table"),
    ...eachSetting(text),
    gratuity: has("gratuity") ? money("gratuity") : null,
    tip: format.row === "order" ? money("tip") : null,
    payments: paymentsOf(record, format, money),
  };
}

type Money = (field: DetailField) => Minor;

function moneyReader(
  { cell }: ImportRecord<DetailField>,
  { plan: { rules, currency } }: Taking<DetailFormat>,
): Money {
  const digits = currency === null ? 0 : minorDigits(currency);
  return (field) =>
    cell(field) === "" ? 0 : bounded(field, toUnits(readNumber(field, cell(field), rules), digits));
}

/** What was not paid in the end: voided, denied, cancelled. */
const NOT_PAID = /void|denied|declin|cancel|fail|error/i;

function paymentsOf(
  record: ImportRecord<DetailField>,
  { row }: DetailFormat,
  money: Money,
): TakenPayment[] {
  const { cell } = record;
  if (row === "order") {
    if (flagOf(cell("status")) === true) throw new Skipped("voided whole");
    return [];
  }
  if (NOT_PAID.test(cell("status"))) throw new Skipped("payment that was voided or denied");
  return row === "payment" ? [onePayment(record, money)] : byTender(record, money);
}

function onePayment({ cell }: ImportRecord<DetailField>, money: Money): TakenPayment {
  const type = cell("method");
  const name = /^other$/i.test(type) ? cell("other_method") || type : type;
  const id = cell("payment_id");
  if (id === "") throw new RowProblem("payment_id", "is empty");
  return {
    method: methodOf(name),
    amount: money("amount"),
    tip: money("tip"),
    source_key: `id:${id}`,
  };
}

const TENDERS = ["card", "cash", "gift_card", "cash_app", "other"] as const;

/** Amounts of Square contain the tip, which goes to the first tender that has room for it. */
function byTender({ cell }: ImportRecord<DetailField>, money: Money): TakenPayment[] {
  let tip = money("tip");
  const key = cell("payment_id") || cell("order_id");
  return TENDERS.flatMap((tender) => {
    const taken = money(tender);
    if (taken === 0) return [];
    const share = Math.max(0, Math.min(tip, taken));
    tip -= share;
    return [{
      method: tender === "other" ? methodOf(cell("other_method")) : tender,
      amount: taken - share,
      tip: share,
      source_key: `id:${key}:${tender}`,
    }];
  });
}

function methodOf(text: string): string {
  return paymentMethodOf(storableText(text, 60)) || UNKNOWN_PAYMENT;
}
