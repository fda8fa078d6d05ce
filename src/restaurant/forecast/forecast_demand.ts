import type { Reader } from "../../storage/database.ts";
import { dateOfDay } from "../../values/day_number.ts";
import { noProgress, type Progress } from "../../values/progress.ts";
import { businessToday } from "../locations/business_today.ts";
import { chooseFromMenu } from "../menu/choose_menu_item.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { dayRow, money, sumOf } from "./day_rows.ts";
import { daypartTables } from "./daypart_tables.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";
import { forecastItems } from "./forecast_items.ts";
import { methodOf, notesOf } from "./forecast_notes.ts";
import { expectedOf, type ForecastQuestion, planOf } from "./forecast_plan.ts";
import { itemByDay, itemTable } from "./item_tables.ts";
import { prepTables, runsOutTable, stockOf } from "./kitchen_tables.ts";
import { readItemDays } from "./read_histories.ts";

/**
 * Forecasts orders, net sales, items, what to prepare and what runs out. The figures are those of
 * the days after today, or after the end of the data.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown item; INVALID_INPUT if several have its name, or
 * if the history has less than two weeks of open days.
 */
export async function forecastDemand(
  reader: Reader,
  question: ForecastQuestion,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<ForecastAnswer> {
  const { location } = question;
  const menu = await readMenuItems(reader);
  const asked = question.item === undefined
    ? undefined
    : chooseFromMenu(question.item, menu, "item");
  const plan = await planOf(reader, question, signal, progress);
  const items = await readItemDays(reader, location.id, plan.histories.units);
  const expectedUnits = expectedOf(plan.units, plan.factors);
  const forecasts = forecastItems(items, plan.histories.units, plan.units, expectedUnits);
  progress(0.9, "Working out what runs out");
  signal.throwIfAborted();
  const stock = await stockOf(reader, location, forecasts, plan);
  const askedDays = asked === undefined
    ? undefined
    : itemByDay(asked, items.get(asked.id) ?? [], forecasts, plan);
  const [first = 0, last = 0] = [plan.days[0], plan.days.at(-1)];
  return {
    location: location.id,
    currency: location.currency,
    date: dateOfDay(first),
    end_date: dateOfDay(last),
    days: plan.days.map((_, i) => ({ ...dayRow(plan, i, location), ...askedDays?.[i] })),
    total: {
      orders: sumOf(plan.orders, plan.factors, (value) => Math.round(value)),
      net: sumOf(plan.net, plan.factors, (value) => money(value, location)),
    },
    tables: [
      ...(asked === undefined
        ? [
          ...await daypartTables(reader, location, plan),
          itemTable(forecasts, menu, plan),
          ...prepTables(forecasts, stock, menu, items, plan),
        ]
        : []),
      ...runsOutTable(stock.runsOut, plan),
    ],
    method: methodOf(plan),
    notes: [
      ...notesOf(plan, asked, forecasts),
      businessToday([location], Temporal.Instant.from(question.as_of)),
    ],
    as_of: question.as_of,
  };
}
