import type { BeginCheck } from "../kind/check.ts";
import { otherCurrency } from "./other_currency.ts";
import { splitDecimals } from "./split_decimals.ts";
import { spreadsheetDates } from "./spreadsheet_dates.ts";
import { unnamedColumns } from "./unnamed_columns.ts";
import { wholeCurrency } from "./whole_currency.ts";

/** What is checked in a file of any kind. */
export const CHECKS: readonly BeginCheck[] = [
  ...[unnamedColumns, splitDecimals, spreadsheetDates, otherCurrency, wholeCurrency],
];
