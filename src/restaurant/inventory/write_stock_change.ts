import { recordChange } from "../journal/changes.ts";
import { type NewEvent, recordEvents } from "../journal/outbox.ts";
import { readLocations } from "../locations/location.ts";
import type { Writer } from "../../storage/database.ts";
import { momentOfInstant } from "../../values/business_day.ts";
import { fromMilli } from "../../values/money.ts";
import { moveStock, type NewMovement } from "./ledger.ts";
import { readShelves, type Shelf } from "./shelves.ts";
import { STOCK_CHANGE } from "./stock_record.ts";
import type { StockMove, StockMovement } from "./stock_request.ts";

/** Moves of one ingredient that belong together, at one or two locations. */
export interface StockMoves {
  readonly ingredient_id: string;
  readonly kind: StockMovement;
  readonly moves: readonly StockMove[];
  readonly reason: string | null;
  readonly actor: string;
}

/** The results of a stock change, in the order of the movements. */
export interface StockChange {
  readonly change_id: string;
  readonly before: readonly Shelf[];
  readonly after: readonly Shelf[];
}

/**
 * Writes movements into the ledger, records the change and an event for each location.
 *
 * @param at UTC instant of the movements.
 */
export async function writeStockChange(
  writer: Writer,
  { ingredient_id, kind, moves, reason, actor }: StockMoves,
  at: string,
): Promise<StockChange> {
  const dates = await businessDates(writer, at);
  const movements = moves.map((move): NewMovement => ({
    ...move,
    ingredient_id,
    kind,
    reason,
    actor,
    order_id: null,
    business_date: dates.get(move.location_id) ?? "",
  }));
  const places = moves.map(({ location_id }) => location_id);
  const known = await placesInStock(writer, ingredient_id, places);
  await moveStock(writer, movements, at);
  const after = await readShelves(writer, ingredient_id, places);
  const before = after.map((shelf, index) => ({
    ...beforeMove(shelf, movements[index]),
    ...(!known.has(shelf.location_id) && { is_new: true }),
  }));
  const change_id = await recordChange(writer, STOCK_CHANGE, {
    subject_id: ingredient_id,
    location_id: places.length === 1 ? places[0] ?? null : null,
    before: { movement: kind, shelves: before },
    after: { movement: kind, shelves: after },
    actor,
  }, at);
  const moved = movements.map((movement, index) => movedEvent(movement, after[index]));
  await recordEvents(writer, moved, at);
  return { change_id, before, after };
}

function movedEvent(
  { ingredient_id, location_id, kind, quantity }: NewMovement,
  after: Shelf | undefined,
): NewEvent {
  return {
    kind: "stock_changed",
    subject_id: ingredient_id,
    location_id,
    business_date: null,
    details: {
      movement: kind,
      quantity: fromMilli(quantity),
      on_hand: fromMilli(after?.on_hand ?? 0),
    },
  };
}

/** The stock before, computed from the stock after: another transaction may have come first. */
function beforeMove(shelf: Shelf, move: NewMovement | undefined): Shelf {
  return {
    ...shelf,
    on_hand: shelf.on_hand - (move?.quantity ?? 0),
    counts: shelf.counts - (move?.kind === "count" ? 1 : 0),
  };
}

async function placesInStock(
  writer: Writer,
  ingredientId: string,
  places: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await writer.selectFrom("stock").select("location_id")
    .where("ingredient_id", "=", ingredientId).where("location_id", "in", places).execute();
  return new Set(rows.map(({ location_id }) => location_id));
}

/** The business date of an instant at each location. */
async function businessDates(writer: Writer, at: string): Promise<Map<string, string>> {
  const instant = Temporal.Instant.from(at);
  const locations = await readLocations(writer);
  return new Map(
    locations.map((place) => [place.id, momentOfInstant(instant, place).business_date]),
  );
}
