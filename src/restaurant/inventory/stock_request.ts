import { type FieldError, RestaurantError } from "../../values/errors.ts";
import type { Milli } from "../../values/money.ts";
import { visibleText } from "../../values/text.ts";

/** How people change stock: count sets it, the others move it. */
export const MOVEMENTS = ["count", "received", "waste", "transfer", "adjustment"] as const;

/** One of `MOVEMENTS`. */
export type StockMovement = typeof MOVEMENTS[number];

/** A requested stock change of an ingredient. */
export interface StockRequest {
  readonly ingredient_id: string;
  readonly movement: StockMovement;
  /** Decimal, in the ingredient's unit. */
  readonly quantity: number;
  /** The number as written, if it was in another unit. */
  readonly written?: number | undefined;
  /** False if an implausible quantity must be confirmed first. */
  readonly confirm?: boolean | undefined;
  readonly location_id: string;
  /** The destination of a transfer. */
  readonly to_location_id?: string | undefined;
  readonly reason?: string | undefined;
  readonly actor: string;
}

/** One signed change at one location. */
export interface StockMove {
  readonly location_id: string;
  readonly quantity: Milli;
}

/**
 * The moves that a request means.
 *
 * @param onHand What is on hand at its location now.
 * @throws {RestaurantError} INVALID_INPUT naming every faulty field.
 */
export function movesOf(request: StockRequest, onHand: Milli): StockMove[] {
  assertValid(request);
  const { movement, location_id, to_location_id } = request;
  const quantity = milliOf(request.quantity);
  const change = {
    count: quantity - onHand,
    received: quantity,
    waste: -quantity,
    transfer: -quantity,
    adjustment: quantity,
  };
  const here = { location_id, quantity: change[movement] };
  return to_location_id === undefined ? [here] : [here, { location_id: to_location_id, quantity }];
}

/** The reason on one line; null if there is none. */
export function reasonOf({ reason }: Pick<StockRequest, "reason">): string | null {
  return visibleText(reason ?? "") || null;
}

function milliOf(quantity: number): Milli {
  return Math.round(quantity * 1000);
}

function assertValid(request: StockRequest): void {
  const problems = [
    ["quantity", quantityProblem(request)],
    ["to_location", destinationProblem(request)],
    ["reason", reasonProblem(request)],
  ] as const;
  const fields = problems.flatMap(([field, problem]): FieldError[] =>
    problem === undefined ? [] : [{ field, problem }]
  );
  if (fields.length === 0) return;
  const message = fields.map(({ field, problem }) => `${field}: ${problem}`).join(" ");
  throw new RestaurantError("INVALID_INPUT", message, { fields });
}

function quantityProblem({ quantity, movement }: StockRequest): string | undefined {
  if (milliOf(quantity) / 1000 !== quantity) return "Write at most three decimals.";
  if (movement === "adjustment") {
    return quantity === 0
      ? "An adjustment adds or removes something, so it cannot be 0."
      : undefined;
  }
  if (movement === "count") return quantity < 0 ? "A count cannot be below 0." : undefined;
  return quantity > 0 ? undefined : `Write how much as a number above 0 for ${movement}.`;
}

function destinationProblem(
  { movement, location_id, to_location_id }: StockRequest,
): string | undefined {
  if (movement !== "transfer") {
    return to_location_id === undefined ? undefined : `Leave it out: only transfers have one.`;
  }
  if (to_location_id === undefined) return "Say where the transfer goes.";
  return to_location_id === location_id ? "Name another location than `location`." : undefined;
}

function reasonProblem(request: StockRequest): string | undefined {
  return request.movement === "adjustment" && reasonOf(request) === null
    ? "Say why: an adjustment explains itself by nothing else."
    : undefined;
}
