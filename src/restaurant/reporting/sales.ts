import type { Report } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { length } from "../../values/period.ts";
import { DRAWER_BASIS, readDrawer } from "./drawer.ts";
import { driversSection } from "./drivers_section.ts";
import { filteredSalesReport, salesFilter } from "./filtered_sales.ts";
import { menuSection } from "./menu_section.ts";
import { reportFrame, type ReportRequest } from "./request.ts";
import { salesBasis, salesNotes } from "./sales_basis.ts";
import { days, glance } from "./sales_days.ts";
import { categories, channels, items, places } from "./sales_groups.ts";
import { hasSales, salesHeadline } from "./sales_headline.ts";
import { books, reductions } from "./sales_money.ts";
import { salesSource } from "./sales_source.ts";

/** How a period sold: headline, days, hours, categories, items, channels, money for the books. */
export async function salesReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const filter = salesFilter(request.filters);
  if (filter !== undefined) return await filteredSalesReport(reader, request, filter);
  const source = await salesSource(reader, request);
  const { sales, currency } = source;
  const drawer = length(request.period) === 1
    ? await readDrawer(reader, request, sales, currency)
    : undefined;
  const sections = async () => [
    await glance(source),
    ...await driversSection(reader, request),
    await days(source),
    await categories(source),
    await items(source),
    await menuSection(reader, request, currency),
    await channels(source),
    await books(source, drawer),
    await reductions(source),
    ...(request.locations.length > 1 ? [await places(source)] : []),
  ];
  return {
    ...reportFrame("Sales report", request),
    notes: [
      ...salesNotes(sales, request),
      ...(drawer === undefined || !hasSales(sales) ? [] : [drawer.verdict]),
    ],
    // Tables of nothing would only hide that there is nothing.
    sections: hasSales(sales)
      ? await sections()
      : [{ title: "At a glance", blocks: [salesHeadline(sales, currency)] }],
    basis: [...salesBasis(sales, request), ...(drawer === undefined ? [] : DRAWER_BASIS)],
  };
}
