import { z } from "zod";
import {
  type AnalyticsAnswer,
  analyticsAnswer,
} from "../restaurant/analytics/answer/analytics_answer.ts";
import { severalAnalyses } from "../restaurant/analytics/answer/several_analyses.ts";
import { analyticsText } from "../restaurant/analytics/answer/analytics_text.ts";
import { analyticsRequest } from "../restaurant/analytics/cache/analytics_request.ts";
import type { AnswerCache } from "../restaurant/analytics/cache/answer_cache.ts";
import { SECTIONS } from "../restaurant/analytics/section.ts";
import { byCurrency } from "../restaurant/locations/by_currency.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import { dateRange, todayAt } from "../restaurant/sales/date_range.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Reader } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import type { RunJob } from "../work/runner.ts";
import { RestaurantError } from "../values/errors.ts";
import { locationArgument, rangeArgument } from "./arguments.ts";

const input = z.strictObject({
  date_range: rangeArgument,
  location: locationArgument.optional(),
  sections: z.array(z.enum(SECTIONS)).max(SECTIONS.length).optional().describe(
    "Sections to include. Without it: the summary and the three findings about the most money.",
  ),
});

interface Needs {
  readonly reader: Reader;
  readonly clock: Clock;
  readonly runJob: RunJob;
  readonly analyses: AnswerCache<AnalyticsAnswer>;
}

/** Why sales changed, what to promote, what it costs, where money is lost. */
export const getAnalytics = defineTool({
  name: "get_analytics",
  title: "Get analytics",
  description:
    "Why sales went up or down, and what stands out: the change split exactly into open days, " +
    "orders, items per order, price, mix and discounts, and who moved it (drivers); trend " +
    "without the weekday pattern and unusual days (trend); stars, plowhorses, puzzles and dogs " +
    "with margins and break-even (menu); the rush by hour and weekday (time); discounts, comps, " +
    "voids, refunds (losses); theoretical and actual food cost, waste, pack prices (costs); " +
    "labour %, overtime, prime cost (labour); the outlier (locations); what sells together " +
    "(basket).\n\n" +
    "Start without sections: a short answer with the findings that matter most. Then ask for " +
    "the sections that explain them. Not for plain totals or lists by group: " +
    "get_sales_data.\n\n" +
    "Only finished days are counted, compared with the same weekdays just before; `complete` " +
    "and `notes` say what is missing.",
  effect: "read",
  scope: "sales:read",
  isDrawn: true,
  input,
  output: analyticsAnswer,
  run: async (
    { date_range, location, sections = [] },
    { reader, clock, runJob, analyses }: Needs,
    { signal, may },
  ) => {
    const all = await chooseLocations(reader, location);
    const asked = {
      period: dateRange(date_range, todayAt(all, clock())),
      sections: SECTIONS.filter((section) => sections.includes(section)),
      showsNames: may("menu:write"),
      as_of: nowText(clock),
    };
    const ask = async (locations: readonly Location[]): Promise<AnalyticsAnswer> => {
      const question = { ...asked, locations };
      const { answer, cached } = await analyses.get({
        ...analyticsRequest(question, todayAt(locations, clock())),
        signal,
        compute: () => runJob("analytics", question),
      });
      return { ...answer, cached };
    };
    return await answerEach(byCurrency(all), ask);
  },
  text: analyticsText,
});

/** One currency after the other; without data for any, why. */
async function answerEach(
  groups: readonly (readonly Location[])[],
  ask: (locations: readonly Location[]) => Promise<AnalyticsAnswer>,
): Promise<AnalyticsAnswer> {
  const answers: AnalyticsAnswer[] = [];
  const refusals: RestaurantError[] = [];
  for (const group of groups) {
    try {
      answers.push(await ask(group));
    } catch (error) {
      if (!(error instanceof RestaurantError) || error.code !== "NOT_FOUND") throw error;
      refusals.push(error);
    }
  }
  const [first, ...others] = answers;
  if (first === undefined) throw refusals[0];
  return severalAnalyses([first, ...others], refusals.map(({ message }) => message));
}
