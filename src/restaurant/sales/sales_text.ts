import { counted } from "../../values/counted.ts";
import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { SalesAnswer } from "./sales_answer.ts";

/** The sales in words and a small table, for clients that show only text. */
export function salesText(sales: SalesAnswer): string {
  return [
    headline(sales),
    components(sales),
    ...comparisonLines(sales),
    ...breakdownLines(sales),
    ...sales.notes,
    `Basis: ${sales.basis.total_sales}. ${basisLine(sales)}`,
  ].join("\n");
}

function headline(sales: SalesAnswer): string {
  const { transactions, guests, average_check, days_with_sales } = sales;
  const place = sales.location === "all" ? "all locations" : sales.location;
  const check = average_check === null ? "n/a" : money(average_check, sales);
  return `${periodText(sales)}, ${place}: total sales (net) ${money(sales.total_sales, sales)}, ` +
    `${counted(transactions, "transaction")}, average check ${check}, ` +
    `${counted(guests, "guest")}, ${counted(days_with_sales, "day")} with sales.`;
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
  return parts.map(([name, amount]) => `${name} ${decimal(amount, sales)}`).join(", ") + ".";
}

function comparisonLines(sales: SalesAnswer): string[] {
  const { comparison } = sales;
  if (comparison === undefined) return [];
  const change = (percent: number | null) =>
    percent === null ? "n/a" : `${percent > 0 ? "+" : ""}${percent} %`;
  return [
    `Against ${periodText(comparison)} (${comparison.compare_to}): total sales ` +
    `${money(comparison.total_sales, sales)} (${
      change(comparison.total_sales_change_percent)
    }), transactions ${count(comparison.transactions)} (${
      change(comparison.transactions_change_percent)
    }), average check ${
      comparison.average_check === null ? "n/a" : money(comparison.average_check, sales)
    } (${change(comparison.average_check_change_percent)}).`,
  ];
}

function breakdownLines(sales: SalesAnswer): string[] {
  if (sales.breakdown.length === 0) return [];
  const { omitted } = sales;
  return [
    "group | total sales | share % | transactions | units",
    ...sales.breakdown.map((group) =>
      [
        group.group,
        decimal(group.total_sales, sales),
        group.share_percent ?? "n/a",
        group.transactions,
        group.units,
      ].join(" | ")
    ),
    ...(omitted === undefined ? [] : [
      `${omitted.groups} more groups with ${money(omitted.total_sales, sales)}; ` +
      "raise `limit` to see them.",
    ]),
  ];
}

function basisLine({ basis }: SalesAnswer): string {
  const places = basis.locations.map(({ id, time_zone, business_day_start }) =>
    `${id} (${time_zone}, day starts ${business_day_start})`
  );
  const more = basis.location_count - places.length;
  return `${places.join(", ")}${more > 0 ? ` and ${more} more` : ""}; as of ${basis.as_of}.`;
}

function periodText({ date, end_date }: { date: string; end_date: string }): string {
  return date === end_date ? date : `${date} to ${end_date}`;
}

function money(amount: number, { currency }: SalesAnswer): string {
  return `${decimal(amount, { currency })} ${currency}`;
}

function decimal(amount: number, { currency }: Pick<SalesAnswer, "currency">): string {
  return formatDecimal(amount, minorDigits(currency));
}

function count(number: number): string {
  return formatDecimal(number, 0);
}
