import type { Report } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { commonCurrency, readSalesReport } from "../sales/sales_report.ts";
import { cancellationsTable, readCancellations } from "./cancellations.ts";
import { DRAWER_BASIS, readDrawer } from "./drawer.ts";
import { gapNotes } from "./gap_notes.ts";
import { lossTables, voidReasons } from "./losses.ts";
import { readRefunds, readVoids, refundsTable, voidsTable } from "./reductions.ts";
import { reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";
import { hasSales, salesHeadline } from "./sales_headline.ts";

/** The page for the drawer: what was sold, taken and given back on a day, and whether it balances. */
export async function closeReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const { period, locations } = request;
  const currency = commonCurrency(locations);
  const sales = await readSalesReport(reader, {
    period,
    locations,
    as_of: instantText(request.now),
  });
  const { gaps } = sales;
  const drawer = await readDrawer(reader, request, sales, currency);
  request.signal?.throwIfAborted();
  const reductions = [
    voidsTable(await readVoids(reader, request), currency, gaps),
    ...await voidReasons(reader, request, { currency, gaps }),
    refundsTable(await readRefunds(reader, request), currency, request.showsNames),
    ...await lossTables(reader, request, { currency, gaps }),
    cancellationsTable(await readCancellations(reader, request), request.showsNames),
  ];
  const isKnown = hasSales(sales) ||
    reductions.some((block) => block.type === "table" && block.rows.length > 0);
  return {
    ...reportFrame("Day close", request),
    notes: [
      ...unfinishedNotes(request),
      ...gapNotes(gaps),
      drawer.verdict,
    ],
    sections: [
      { title: "Sales", blocks: [salesHeadline(sales, currency)] },
      ...(drawer.blocks.length > 0 ? [{ title: "Money", blocks: drawer.blocks }] : []),
      // Where nothing is recorded, that nothing was voided is not known.
      ...(isKnown ? [{ title: "Voids, refunds, cancellations", blocks: reductions }] : []),
    ],
    basis: DRAWER_BASIS,
  };
}
