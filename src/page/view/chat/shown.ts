import type { Args } from "../mcp/server.ts";

/** A call and its answer, as they are drawn. */
export interface Shown {
  readonly tool: string;
  readonly args: Args;
  readonly answer: unknown;
}

/** By which member each answer is known: hosts may leave out the name of the tool. */
const MEMBERS = {
  breakdown: "get_sales_data",
  findings: "get_analytics",
  open_count: "get_live_orders",
  suppliers: "get_inventory",
  method: "forecast_demand",
  sentiments: "search_feedback",
} as const;

/** The tools whose answers the view draws. */
export type DrawnTool = typeof MEMBERS[keyof typeof MEMBERS];

/** Which tool gave an answer. */
export function toolOf(answer: unknown, name: string | undefined): DrawnTool | undefined {
  const known = Object.values(MEMBERS).find((tool) => tool === name);
  if (known !== undefined) return known;
  const members = Object(answer);
  return Object.entries(MEMBERS).find(([member]) => member in members)?.[1];
}

/** What an answer in a chat is given. */
export interface DrawnProps {
  readonly shown: Shown;
  /** Calls a tool and draws its answer instead. */
  readonly ask: (tool: string, args: Args) => Promise<void>;
  readonly isBusy: boolean;
}
