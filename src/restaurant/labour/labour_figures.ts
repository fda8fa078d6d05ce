import { divideRounded, type Minor, percent } from "../../values/money.ts";

/** Labour and sales of the same days. */
export interface LabourAndSales {
  readonly minutes: number;
  readonly pay: Minor;
  readonly net: Minor;
}

/** Labour cost and hours relative to sales. */
export interface LabourFigures {
  /** Pay in percent of net sales; null without sales. */
  readonly percent_of_net: number | null;
  /** Net sales for each hour worked, in minor units; null without hours. */
  readonly sales_per_hour: Minor | null;
}

/** Labour percentage and sales per labour hour (SPLH). */
export function labourFigures({ minutes, pay, net }: LabourAndSales): LabourFigures {
  return {
    percent_of_net: percent(pay, net),
    sales_per_hour: minutes === 0 ? null : divideRounded(net * 60, minutes),
  };
}

/** Prime cost: cost of goods sold plus labour, and its share of net sales in percent. */
export function primeCost(
  costOfGoods: Minor,
  labour: Minor,
  net: Minor,
): { readonly prime_cost: Minor; readonly percent_of_net: number | null } {
  const prime_cost = costOfGoods + labour;
  return { prime_cost, percent_of_net: percent(prime_cost, net) };
}
