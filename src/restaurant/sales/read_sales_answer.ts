import type { Reader } from "../../storage/database.ts";
import type { SalesAnswer } from "./sales_answer.ts";
import { readSalesReport } from "./sales_report.ts";
import { type AnsweredQuestion, toSalesAnswer } from "./to_sales_answer.ts";

/**
 * The answer to a question. It is made where its figures are read: it is far smaller than what is
 * known about ten years of days, and so is its way to another thread.
 */
export async function readSalesAnswer(
  reader: Reader,
  question: AnsweredQuestion,
): Promise<SalesAnswer> {
  return toSalesAnswer(await readSalesReport(reader, question), question);
}
