import { analyse } from "../restaurant/analytics/answer/analyse.ts";
import { forecastDemand } from "../restaurant/forecast/forecast_demand.ts";
import type { ReportQuestion, ReportResult } from "../restaurant/reporting/report_job.ts";
import {
  type OrderSearch,
  type SearchedOrders,
  searchFurther,
} from "../restaurant/orders/search/search_orders.ts";
import { checkRollups, type RollupCheck } from "../restaurant/sales/check_rollups.ts";
import { readSalesAnswer } from "../restaurant/sales/read_sales_answer.ts";
import { type CheckedTable, checkNextTable } from "../storage/sqlite/check_pages.ts";
import type { Job } from "./job.ts";

/** Recounts all orders from a month on, `YYYY-MM`, and compares them with the rollups. */
const recount: Job<{ readonly since: string }, RollupCheck> = (reader, { since }) =>
  checkRollups(reader, since);

/** Checks the pages of the table after one; null after the last. */
const checkPages: Job<{ readonly after: string }, CheckedTable | null> = (reader, { after }) =>
  checkNextTable(reader, after);

/** Goes on with a search behind the latest orders. */
const searchOrders: Job<OrderSearch, SearchedOrders> = (reader, search) =>
  searchFurther(reader, search);

/** Reads a report's figures and writes its file. What draws it is loaded with the first one. */
const report: Job<ReportQuestion, ReportResult> = async (reader, question, signal, progress) => {
  const { reportJob } = await import("../restaurant/reporting/report_job.ts");
  return await reportJob(reader, question, signal, progress);
};

/**
 * Every job, by its name. A new one is one line: a function of reader, question and signal. What
 * only it needs and takes long to load, it imports when it runs.
 */
export const JOBS = {
  analytics: analyse,
  check_pages: checkPages,
  check_rollups: recount,
  forecast: forecastDemand,
  order_search: searchOrders,
  report,
  sales_answer: readSalesAnswer,
} satisfies Readonly<Record<string, Job<never, unknown>>>;

/** The name of a job. */
export type JobName = keyof typeof JOBS;

/** The question of a job. */
export type QuestionOf<Name extends JobName> = Parameters<typeof JOBS[Name]>[1];

/** The answer of a job. */
export type AnswerOf<Name extends JobName> = Awaited<ReturnType<typeof JOBS[Name]>>;

/** A job by its name. */
export function jobOf<Name extends JobName>(name: Name): Job<QuestionOf<Name>, AnswerOf<Name>> {
  // The list says it for each name, and TypeScript not for a name that it does not know yet.
  return JOBS[name] as Job<QuestionOf<Name>, AnswerOf<Name>>;
}
