import type { Discount, Payment, ServiceCharge } from "./order.ts";

/** What our own export says of a whole order besides its lines; what is absent is not said. */
export interface OrderParts {
  readonly payments?: readonly Payment[];
  readonly service_charges?: readonly ServiceCharge[];
  readonly discounts?: readonly Discount[];
  /** The payments and charges of a cancelled order count nowhere. */
  readonly status: "completed" | "cancelled";
}
