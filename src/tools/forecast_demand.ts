import { z } from "zod";
import { forecastAnswer } from "../restaurant/forecast/forecast_answer.ts";
import { HORIZON } from "../restaurant/forecast/forecast_series.ts";
import { forecastText } from "../restaurant/forecast/forecast_text.ts";
import { chooseLocation } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Reader } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import type { RunJob } from "../work/runner.ts";
import { locationArgument } from "./arguments.ts";

const input = z.strictObject({
  horizon_days: z.int().min(1).max(HORIZON).describe("Days ahead, today included; 7 for a week."),
  location: locationArgument.describe(
    "Location id or name, as in restaurant://locations. Needed when there are several.",
  ).optional(),
  item: z.string().min(1).max(80).optional()
    .describe("Id or name of one menu item, to get its units by day."),
});

/** The outlook for the next days: what to expect, what to prepare, what runs out. */
export const forecastDemand = defineTool({
  name: "forecast_demand",
  title: "Forecast demand",
  description:
    "What to expect at one location in the coming days: orders and net sales by day with 80 % " +
    "intervals, dayparts and units per item for the next 7, what to prepare for the next open " +
    "day, and which ingredients run out when.\n\n" +
    "Use it for 'what to expect on Friday', staffing, prep and ordering. It is expensive: few " +
    "calls are allowed, so ask once with the whole horizon. Not for past sales: " +
    "get_sales_data.\n\n" +
    "`method` says how the forecast was made and how far off it was for this restaurant over " +
    "the last 8 weeks, beside the simple means. Holidays, known closings and events are in it.",
  effect: "read",
  scope: "sales:read",
  isDrawn: true,
  limit: "expensive",
  input,
  output: forecastAnswer,
  run: async (
    { horizon_days, location, item },
    { reader, clock, runJob }: { reader: Reader; clock: Clock; runJob: RunJob },
  ) => {
    const question = {
      location: await chooseLocation(reader, location),
      horizon_days,
      item,
      as_of: nowText(clock),
    };
    return await runJob("forecast", question);
  },
  text: forecastText,
});
