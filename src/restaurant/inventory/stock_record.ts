import { z } from "zod";
import type { ChangeType } from "../journal/changes.ts";
import { MOVEMENTS, type StockMovement } from "./stock_request.ts";
import type { Shelf } from "./shelves.ts";

/** The stock before and after, in the record of a change. */
export interface StockRecord {
  /** How it was moved. */
  readonly movement: StockMovement;
  readonly shelves: readonly Shelf[];
}

/** Counts and movements of an ingredient. */
export const STOCK_CHANGE: ChangeType<StockRecord> = {
  kind: "stock",
  state: z.object({
    movement: z.enum(MOVEMENTS),
    shelves: z.array(z.object({
      location_id: z.string(),
      on_hand: z.int(),
      counts: z.int(),
      is_new: z.boolean().optional(),
    })),
  }),
};
