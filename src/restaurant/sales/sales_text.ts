import type { Column, TableBlock, Value } from "../../report/model.ts";
import { toText } from "../../report/to_text.ts";
import { periodText } from "../../values/period.ts";
import { counted } from "../../values/counted.ts";
import { formatDecimal, type Minor, minorDigits, nearestMinor } from "../../values/money.ts";
import { percentChangeText } from "../../values/percent_text.ts";
import type { SalesAnswer } from "./sales_answer.ts";

type Group = SalesAnswer["breakdown"][number];

/** The sales in words and a small table, for clients that show only text. */
export function salesText(sales: SalesAnswer): string {
  const { currencies = [] } = sales;
  if (currencies.length === 0) return oneCurrencyText(sales);
  const parts = currencies.map((part) => `${part.currency}: ${oneCurrencyText(part)}`);
  return [...sales.notes, ...parts].join("\n\n");
}

function oneCurrencyText(sales: SalesAnswer): string {
  const { complete, missing, notes, basis } = sales;
  const [first, ...others] = totals(sales);
  const sentences = [...others, ...comparisonLines(sales)];
  return toText({
    title: `${complete ? "" : `Not complete. ${missing.join(" ")}\n`}${first}`,
    sections: [{
      blocks: [...sentences.map((text) => ({ type: "text" as const, text })), breakdown(sales)],
    }],
    notes: [
      ...notes,
      `Basis: ${basis.total_sales}.${
        basis.per_day === undefined ? "" : ` Per day = ${basis.per_day}.`
      }${basis.taken === undefined ? "" : ` Taken = ${basis.taken}.`} ${basisLine(sales)}`,
    ],
    basis: [],
  });
}

function totals(sales: SalesAnswer): string[] {
  const { transactions } = sales;
  const place = sales.location === "all" ? "all locations" : sales.location;
  const asked = `${periodText(sales)}, ${place}`;
  return transactions === null
    ? [`${asked}: no data, which is not zero.`]
    : [`${asked}: ${headline(sales, transactions)}`, components(sales)];
}

function headline(sales: SalesAnswer, transactions: number): string {
  const { guests, average_check, days_with_sales } = sales;
  return `total sales (net) ${money(sales.total_sales, sales)}, ` +
    `${counted(transactions, "transaction")}, average check ${money(average_check, sales)}, ` +
    `${
      guests === null
        ? "guests not recorded"
        : `${counted(guests, "guest")} (counted on ${sales.basis.guests_counted_on})`
    }, ` +
    `${counted(days_with_sales, "day")} with sales.`;
}

function components(sales: SalesAnswer): string {
  const parts = [
    ["gross", sales.gross_sales],
    ["discounts", sales.discounts],
    ["refunds", sales.refunds],
    ["service charges", sales.service_charges],
    ["tax", sales.tax],
    ["tips", sales.tips],
    ["gratuities", sales.gratuities],
    ["gift cards", sales.gift_card_sales],
    ["voids", sales.voids],
  ] as const;
  return parts.map(([name, amount]) =>
    `${name} ${amount === null ? "not recorded" : decimal(amount, sales)}`
  ).join(", ") + ".";
}

function comparisonLines(sales: SalesAnswer): string[] {
  const { comparison } = sales;
  if (comparison === undefined) return [];
  const against = `Against ${periodText(comparison)} (${comparison.compare_to}): `;
  if (comparison.total_sales === null) return [`${against}nothing to compare with.`];
  const { compared_part: part } = comparison;
  return [
    ...(part === undefined ? [] : [
      `Compared like for like (${part.what}): total sales ${money(part.total_sales, sales)}, ` +
      `transactions ${number(part.transactions)}, ` +
      `average check ${money(part.average_check, sales)}.`,
    ]),
    `${against}total sales ${money(comparison.total_sales, sales)} (${
      percentChangeText(comparison.total_sales_change_percent)
    }), transactions ${number(comparison.transactions)} (${
      percentChangeText(comparison.transactions_change_percent)
    }), average check ${money(comparison.average_check, sales)} (${
      percentChangeText(comparison.average_check_change_percent)
    }); guests ${number(comparison.guests)}, units ${comparison.units ?? "n/a"}, discounts ${
      decimal(comparison.discounts, sales)
    }, refunds ${decimal(comparison.refunds, sales)}, voids ${decimal(comparison.voids, sales)}.`,
  ];
}

/** A column of the table with the value that a group has in it. */
interface GroupColumn extends Column {
  value(group: Group): Value;
}

function breakdown(sales: SalesAnswer): TableBlock {
  const { breakdown: groups, omitted, currency } = sales;
  const [first] = groups;
  const change = groups.find(({ change }) => change)?.change;
  const columns = first === undefined ? [] : columnsFor({ ...first, change }, currency);
  const rows = groups.map((group) => columns.map(({ value }) => value(group)));
  const table: TableBlock = { type: "table", key: "breakdown", columns, rows };
  if (omitted === undefined) return table;
  const which = /^\d{4}-\d{2}/.test(first?.group ?? "") ? "earlier" : "other";
  return {
    ...table,
    footnote: `Left out: ${omitted.groups} ${which} groups with ` +
      `${money(omitted.total_sales, sales)}; raise \`limit\` to see them.`,
  };
}

/** The fair figure comes first. */
function columnsFor({ days, change, food_cost, taken }: Group, currency: string): GroupColumn[] {
  const column = (
    key: string,
    kind: Column["kind"],
    value: GroupColumn["value"],
  ): GroupColumn => ({ key, label: key.replaceAll("_", " "), kind, value });
  const money = (key: string, amount: (group: Group) => number | null | undefined) => ({
    ...column(key, "money", (group) => minorOf(amount(group), currency)),
    unit: currency,
  });
  return [
    column("group", "text", ({ group, id }) => id === undefined ? group : `${group} (${id})`),
    ...(days === undefined ? [] : [
      money("per_day", ({ per_day }) => per_day),
      column("days", "count", ({ days = null }) => days),
    ]),
    money("total_sales", ({ total_sales }) => total_sales),
    column("share", "percent", ({ share_percent }) => share_percent),
    column("transactions", "count", ({ transactions }) => transactions),
    column("units", "quantity", ({ units }) => units),
    ...(food_cost === undefined ? [] : [
      money("food_cost", ({ food_cost }) => food_cost),
      money("margin", ({ margin }) => margin),
    ]),
    ...(taken === undefined ? [] : [
      column("payments", "count", ({ payments = null }) => payments),
      money("taken", ({ taken }) => taken),
      money("given_back", ({ given_back }) => given_back),
      money("left", ({ left }) => left),
    ]),
    ...(change === undefined || change === null ? [] : [
      money("average_check", ({ average_check }) => average_check),
      ...(change.compared === undefined
        ? []
        : [money("compared", ({ change }) => change?.compared)]),
      money("previous", ({ change }) => change?.previous),
      money("difference", ({ change }) => change?.difference),
      column("change", "change", ({ change }) => change?.percent ?? null),
      money("previous_check", ({ change }) => change?.average_check),
    ]),
  ];
}

function minorOf(amount: number | null | undefined, currency: string): Minor | null {
  return amount === null || amount === undefined ? null : nearestMinor(amount, currency);
}

function basisLine({ basis }: SalesAnswer): string {
  const places = basis.locations.map(({ id, time_zone, business_day_start, today }) =>
    `${id} (${time_zone}, day starts ${business_day_start}, today ${today})`
  );
  const more = basis.location_count - places.length;
  return `${places.join(", ")}${more > 0 ? ` and ${more} more` : ""}; as of ${basis.as_of}.`;
}

function money(amount: number | null, { currency }: Pick<SalesAnswer, "currency">): string {
  return amount === null ? "n/a" : `${decimal(amount, { currency })} ${currency}`;
}

function decimal(amount: number | null, { currency }: Pick<SalesAnswer, "currency">): string {
  return amount === null ? "n/a" : formatDecimal(amount, minorDigits(currency));
}

function number(value: number | null): string {
  return value === null ? "n/a" : formatDecimal(value, 0);
}
