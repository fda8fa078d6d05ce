import type { SalesAnswer } from "./sales_answer.ts";

/** Stands for the currency of an answer in several. */
export const SEVERAL = "several";

/**
 * Answers in one currency each as one answer: what is counted is added up, amounts are not.
 *
 * @param parts Two or more, about the same dates.
 */
export function severalCurrencies(parts: readonly [SalesAnswer, ...SalesAnswer[]]): SalesAnswer {
  const [first] = parts;
  return {
    date: first.date,
    end_date: first.end_date,
    location: "all",
    currency: SEVERAL,
    complete: parts.every(({ complete }) => complete),
    missing: parts.flatMap(({ missing }) => missing),
    transactions: sumOf(parts, "transactions"),
    guests: sumOf(parts, "guests"),
    days_with_sales: Math.max(...parts.map(({ days_with_sales }) => days_with_sales)),
    ...NO_AMOUNTS,
    breakdown: [],
    currencies: [...parts],
    notes: [
      `Amounts are in ${parts.map(({ currency }) => currency).join(" and ")}: each currency is ` +
      "answered by itself, and nothing is added up over currencies.",
    ],
    basis: basisOf(parts),
  };
}

const NO_AMOUNTS = {
  total_sales: null,
  average_check: null,
  gross_sales: null,
  discounts: null,
  refunds: null,
  service_charges: null,
  tax: null,
  tips: null,
  gratuities: null,
  gift_card_sales: null,
  voids: null,
} as const;

/** Null as soon as one part does not know it. */
function sumOf(
  parts: readonly SalesAnswer[],
  figure: "transactions" | "guests",
): number | null {
  return parts.reduce<number | null>((sum, { [figure]: one }) => {
    return sum === null || one === null ? null : sum + one;
  }, 0);
}

function basisOf(parts: readonly [SalesAnswer, ...SalesAnswer[]]): SalesAnswer["basis"] {
  const [{ basis: { data_from: _from, data_to: _to, ...basis } }] = parts;
  const every = parts.map((part) => part.basis);
  const [from] = every.flatMap(({ data_from = [] }) => data_from).sort();
  const to = every.flatMap(({ data_to = [] }) => data_to).sort().at(-1);
  return {
    ...basis,
    locations: [],
    location_count: every.reduce((sum, { location_count }) => sum + location_count, 0),
    guests_counted_on: every.map(({ guests_counted_on }) => guests_counted_on).join("; "),
    ...(from !== undefined && { data_from: from }),
    ...(to !== undefined && { data_to: to }),
  };
}
