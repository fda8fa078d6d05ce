import type { Args } from "../mcp/server.ts";

/**
 * What is asked of `get_sales_data` about today.
 *
 * @param location The one location that is looked at of several; else undefined.
 */
export function todayQuestion(location: string | undefined): Args {
  return {
    date: "today",
    group_by: "hour",
    compare_to: "previous_week",
    ...(location !== undefined && { location }),
  };
}
