import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import {
  CHANNEL,
  LINE_NUMBER,
  LOCAL_HOUR,
  ORDER_TYPE,
  ORDERED_AT,
  SERVER,
  SOURCE,
  SOURCE_KEY,
} from "./words.ts";

/** How an order reaches its guests. */
export type OrderType = "dine_in" | "takeout" | "delivery" | "other" | "unknown";
/** How far an order is: forward only, or cancelled. */
export type OrderStatus = "received" | "preparing" | "ready" | "completed" | "cancelled";

/** Row types: orders and their parts. */
export interface OrdersTables {
  orders: {
    id: string;
    location_id: string;
    source: string;
    external_id: string | null;
    number: string;
    order_type: OrderType;
    status: OrderStatus;
    opened_at: InstantText;
    business_date: DateText;
    local_hour: number;
    guests: number | null;
    table_name: string | null;
    customer_name: string | null;
    server: string | null;
    channel: string | null;
    register: string | null;
    gross: Minor;
    discounts: Minor;
    service_charges: Minor;
    gratuity: Minor;
    tax: Minor;
    tips: Minor;
    gift_cards: Minor;
    version: number;
    updated_at: InstantText;
  };
  order_lines: {
    location_id: string;
    order_id: string;
    line_number: number;
    source_key: string | null;
    import_id: string | null;
    menu_item_id: string;
    name: string;
    variation: string;
    category: string;
    quantity: Milli;
    gross: Minor;
    discount: Minor;
    tax: Minor;
    voided: 0 | 1;
    gift_card: 0 | 1;
    notes: string | null;
    reason: string | null;
  };
  order_line_modifiers: {
    location_id: string;
    order_id: string;
    line_number: number;
    position: number;
    modifier_id: string | null;
    name: string;
    price: Minor;
  };
  order_payments: {
    location_id: string;
    order_id: string;
    position: number;
    method: string;
    amount: Minor;
    tip: Minor;
    source_key: string | null;
  };
  order_discounts: {
    location_id: string;
    order_id: string;
    position: number;
    line_number: number | null;
    name: string;
    amount: Minor;
  };
  order_service_charges: {
    location_id: string;
    order_id: string;
    position: number;
    name: string;
    amount: Minor;
    is_gratuity: 0 | 1;
  };
  order_progress: {
    location_id: string;
    order_id: string;
    position: number;
    status: OrderStatus;
    reason: string | null;
    actor: string;
    at: InstantText;
  };
  order_promises: {
    location_id: string;
    order_id: string;
    requested_at: InstantText | null;
    promised_at: InstantText;
  };
  kitchen_queue: {
    order_id: string;
    location_id: string;
    wanted_at: InstantText;
    portions: Milli;
  };
  order_texts: {
    location_id: string;
    position: number;
    order_id: string;
    text: string;
  };
}

/** Orders and their parts. */
export const ORDERS: Descriptors<OrdersTables> = {
  orders: {
    scope: "own",
    key: ["id"],
    about: "Orders, with totals repeated from their parts. Cancelled orders have totals of zero.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where it was sold.",
      source: SOURCE,
      external_id: "Its id in that system; null if it has none.",
      number: "Number or name that people call it by.",
      order_type: ORDER_TYPE,
      status: "received, preparing, ready, completed or cancelled.",
      opened_at: "UTC instant at which it was opened.",
      business_date: "Business date on which it was opened, YYYY-MM-DD; its sales count there.",
      local_hour: LOCAL_HOUR,
      guests: "Number of guests; null if not counted.",
      table_name: "Table; null if there was none.",
      customer_name: "Name for the order; null if none was given.",
      server: SERVER,
      channel: CHANNEL,
      register: "Register or terminal at which it was sold; null if not recorded.",
      gross: "Price of all sold lines before discounts and without tax, in minor units.",
      discounts: "All discounts and comps on sold lines, in minor units, positive.",
      service_charges:
        "Service charges that are not gratuities, in minor units; part of net sales.",
      gratuity: "Gratuity charged, in minor units; not part of sales.",
      tax: "Tax on sold lines, in minor units.",
      tips: "Tips paid, in minor units.",
      gift_cards:
        "Gift cards sold, in minor units; the guest pays for them, but they are no sales.",
      version: "Counts the changes, from 1.",
      updated_at: "UTC instant of the last change.",
    },
  },
  order_lines: {
    scope: "own",
    key: ["order_id", "line_number"],
    about:
      "What was ordered; amounts are for the whole line. Voided lines and gift cards are not sales.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      line_number: LINE_NUMBER,
      source_key: SOURCE_KEY,
      import_id: "The import that brought it or saw it last; null for other orders.",
      menu_item_id: "The menu item.",
      name: "Name of the item at the time.",
      variation: "Size or price point; empty if there is none.",
      category: "Category of the item at the time.",
      quantity: "Quantity in thousandths: 1000 is one.",
      gross: "Price with modifiers, before discounts and without tax, in minor units.",
      discount: "The line's share of all discounts, in minor units, positive.",
      tax: "Tax, in minor units.",
      voided: "1 if the line was voided, otherwise 0.",
      gift_card: "1 if a gift card was sold, otherwise 0.",
      notes: "What the guest or the kitchen noted; null if nothing.",
      reason: "Why it was voided or reduced; null if not recorded.",
    },
  },
  order_line_modifiers: {
    scope: "own",
    key: ["order_id", "line_number", "position"],
    about: "Modifiers chosen for order lines; their prices are in the lines' gross.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      line_number: "The line of the order.",
      position: "Place among the line's modifiers, from 0.",
      modifier_id: "The modifier; null if it is only known by name.",
      name: "Name of the modifier at the time.",
      price: "What it added to the price, in minor units.",
    },
  },
  order_payments: {
    scope: "own",
    key: ["order_id", "position"],
    about: "How orders were paid.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      position: "Place among the order's payments, from 0.",
      method: "cash, card, gift_card or the name that the point of sale gives it.",
      amount: "Paid for the order without the tip, in minor units.",
      tip: "Tip, in minor units.",
      source_key: "What tells a payment as it was taken from others of its source; null if the " +
        "payment was worked out from lines.",
    },
  },
  order_discounts: {
    scope: "own",
    key: ["order_id", "position"],
    about: "Discounts by name, for reports; their amounts are also in the lines' discount.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      position: "Place among the order's discounts, from 0.",
      line_number: "The line it was given on; null for a discount on the whole order.",
      name: "Name of the discount.",
      amount: "Amount in minor units, positive.",
    },
  },
  order_service_charges: {
    scope: "own",
    key: ["order_id", "position"],
    about: "Service charges of orders.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      position: "Place among the order's charges, from 0.",
      name: "Name of the charge.",
      amount: "Amount in minor units.",
      is_gratuity: "1 for a gratuity, which is not a sale; 0 for any other charge, which is.",
    },
  },
  order_progress: {
    scope: "own",
    key: ["order_id", "position"],
    about: "Every status that an order has had.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      position: "Place among its statuses, from 1.",
      status: "received, preparing, ready, completed or cancelled.",
      reason: "Why it was cancelled; null otherwise.",
      actor: "Who moved it.",
      at: "UTC instant.",
    },
  },
  order_promises: {
    scope: "own",
    key: ["order_id"],
    about: "When an order was wanted and when it was promised.",
    columns: {
      location_id: ORDERED_AT,
      order_id: "The order.",
      requested_at: "UTC instant at which the guest wants it; null for as soon as possible.",
      promised_at: "UTC instant at which it was promised.",
    },
  },
  kitchen_queue: {
    scope: "own",
    key: ["order_id"],
    about:
      "Orders that the kitchen has yet to make; a row is deleted when its order is ready or cancelled.",
    columns: {
      order_id: "The order.",
      location_id: ORDERED_AT,
      wanted_at:
        "UTC instant at which the guest wants it; when it was taken if as soon as possible.",
      portions: "Portions in the order, in thousandths.",
    },
  },
  order_texts: {
    scope: "own",
    key: ["position"],
    about: "What orders are searched by. Derived from them and kept with them.",
    columns: {
      location_id: ORDERED_AT,
      position: "The order's id read as a number of base 36.",
      order_id: "The order.",
      text: "Number, table, customer and items, one to a line, without capitals and accents.",
    },
  },
};
