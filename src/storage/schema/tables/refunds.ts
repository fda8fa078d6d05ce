import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import type { OrderType } from "./orders.ts";
import {
  CHANNEL,
  LINE_NUMBER,
  LOCAL_HOUR,
  ORDER_TYPE,
  SERVER,
  SOURCE,
  SOURCE_KEY,
} from "./words.ts";

/** Row types: refunds. */
export interface RefundsTables {
  refunds: {
    id: string;
    location_id: string;
    order_id: string | null;
    source: string;
    external_id: string | null;
    order_type: OrderType;
    payment_method: string;
    refunded_at: InstantText;
    business_date: DateText;
    local_hour: number;
    service_charges: Minor;
    gratuity: Minor;
    tips: Minor;
    reason: string | null;
    server: string | null;
    channel: string | null;
  };
  refund_lines: {
    location_id: string;
    refund_id: string;
    line_number: number;
    source_key: string | null;
    import_id: string | null;
    menu_item_id: string;
    name: string;
    category: string;
    quantity: Milli;
    amount: Minor;
    tax: Minor;
  };
}

/** Refunds. */
export const REFUNDS: Descriptors<RefundsTables> = {
  refunds: {
    scope: "own",
    key: ["id"],
    about:
      "Money given back. It counts on the day of the refund; the day of the sale is unchanged.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where it was given back.",
      order_id: "The order it belongs to; null if that is not known.",
      source: SOURCE,
      external_id: "Its id in that system; null if it has none.",
      order_type: ORDER_TYPE,
      payment_method: "How it was given back.",
      refunded_at: "UTC instant of the refund.",
      business_date: "Business date of the refund, YYYY-MM-DD.",
      local_hour: LOCAL_HOUR,
      service_charges: "Charges that are no gratuity given back, in minor units, positive.",
      gratuity: "Gratuity given back, in minor units, positive.",
      tips: "Tips given back, in minor units, positive.",
      reason: "Why; null if not given.",
      server: SERVER,
      channel: CHANNEL,
    },
  },
  refund_lines: {
    scope: "own",
    key: ["refund_id", "line_number"],
    about: "What was given back in a refund; amounts are for the whole line.",
    columns: {
      location_id: "Where it was given back.",
      refund_id: "The refund.",
      line_number: LINE_NUMBER,
      source_key: SOURCE_KEY,
      import_id: "The import that brought it or saw it last; null for other refunds.",
      menu_item_id: "The menu item.",
      name: "Name of the item at the time.",
      category: "Category of the item at the time.",
      quantity: "Returned quantity in thousandths; 0 if only money went back.",
      amount: "Net amount given back without tax, in minor units, positive.",
      tax: "Tax given back, in minor units, positive.",
    },
  },
};
