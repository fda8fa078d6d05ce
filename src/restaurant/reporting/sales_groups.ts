import type { Section } from "../../report/model.ts";
import type { SalesGroup } from "../sales/sales_group.ts";
import { breakdownChart, breakdownTable, isSold } from "./breakdown_blocks.ts";
import { readableGroup } from "./readable.ts";
import { type SalesSource, wholeChange } from "./sales_source.ts";

/** Bars in a chart of the best sellers. */
const TOP = 10;

/** Categories, best first. */
export async function categories(source: SalesSource): Promise<Section> {
  const groups = await source.compared("category");
  const { currency, sales: { gaps } } = source;
  const look = { key: "categories", label: "Category", currency, gaps };
  return {
    title: "Categories",
    blocks: [
      ...breakdownChart(
        sold(groups).slice(0, TOP),
        { ...look, title: "Net sales by category" },
        "bars",
      ),
      breakdownTable(
        groups,
        { ...look, title: "All categories", areOrdersWhole: false },
        wholeChange(source.sales),
      ),
    ],
  };
}

/** Items, best first, and which are no longer sold. */
export async function items(source: SalesSource): Promise<Section> {
  const groups = await source.compared("item");
  const { currency, sales: { gaps } } = source;
  const isDish = ({ id }: SalesGroup) => id !== undefined;
  const best = sold(groups).filter(isDish).slice(0, TOP);
  const chart = { key: "best", title: "Best items", currency };
  const gone = groups.filter((group) => isDish(group) && !isSold(group.figures));
  return {
    title: "Items",
    blocks: [
      ...breakdownChart(best, chart, "bars"),
      breakdownTable(groups, {
        key: "items",
        title: "All items, best first",
        label: "Item",
        currency,
        gaps,
        areOrdersWhole: false,
      }, wholeChange(source.sales)),
      ...(gone.length === 0 ? [] : [{
        type: "text" as const,
        text: `Sold in the period before but not in this one: ${
          gone.slice(0, 20).map(({ group }) => group).join(", ")
        }${gone.length > 20 ? ` and ${gone.length - 20} more` : ""}.`,
      }]),
    ],
  };
}

/** Order types, and channels if any are recorded. */
export async function channels(source: SalesSource): Promise<Section> {
  const groups = await source.compared("order_type");
  const through = await source.compared("channel");
  const { currency, sales: { gaps } } = source;
  const look = { currency, areOrdersWhole: true, gaps };
  return {
    title: "Order types and channels",
    blocks: [
      breakdownTable(groups.map(readableGroup), {
        ...look,
        key: "order_types",
        title: "Net sales by order type",
        label: "Order type",
      }, wholeChange(source.sales)),
      // Where no channel is recorded, a table with one row would only say so.
      ...(through.some(({ group }) => group !== "not recorded")
        ? [breakdownTable(through.map(readableGroup), {
          ...look,
          key: "channels",
          title: "Net sales by channel",
          label: "Channel",
        }, wholeChange(source.sales))]
        : []),
    ],
  };
}

/** Each location beside the others. */
export async function places(source: SalesSource): Promise<Section> {
  const { currency, request, sales: { gaps } } = source;
  const names = new Map(request.locations.map(({ id, name }) => [id, name]));
  const groups = (await source.compared("location"))
    .map((one) => ({ ...one, group: names.get(one.group) ?? one.group }));
  const look = { key: "locations", title: "Net sales by location", currency, gaps };
  return {
    title: "Locations",
    blocks: [
      ...breakdownChart(sold(groups), look, "bars"),
      breakdownTable(groups, {
        ...look,
        title: "All locations",
        label: "Location",
        areOrdersWhole: true,
      }, wholeChange(source.sales)),
    ],
  };
}

function sold(groups: readonly SalesGroup[]): SalesGroup[] {
  return groups.filter(({ figures }) => isSold(figures));
}
