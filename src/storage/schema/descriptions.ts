import type { Schema } from "./schema.ts";

/** What a table holds, and what each of its columns says. */
export interface TableDescription<Table extends keyof Schema> {
  readonly about: string;
  readonly columns: { readonly [Column in keyof Schema[Table]]: string };
}

const CREATED = "UTC instant at which it was added.";
const CURRENCY = "ISO 4217 code of the currency, such as USD.";
const BUSINESS_DATE = "Business date of the location it belongs to, YYYY-MM-DD.";
const LOCAL_HOUR = "Hour on the location's wall clock, 0 to 23.";
const LINE_NUMBER = "Place among the lines, from 1.";
const SOURCE = "System it came from: square, toast, loyverse, generic, demo or restaurant-mcp.";
const SOURCE_KEY = "What tells the line from its neighbours in its export; null where it has none.";
const ORDER_TYPE = "dine_in, takeout, delivery, other or unknown.";

const DIMENSION = "What the key is: day, hour, order_type, payment_method, category, item, " +
  "variation, discount (its name) or comp (an item given away).";
const KEY = "As in sales_rollups.";
const FIGURES = {
  transactions: "Orders with a sold line; one paid in two ways counts for each of them.",
  units: "Quantity sold less returned, in thousandths.",
  gross: "Prices with modifiers before discounts and without tax, in minor units.",
  discounts: "Discounts and comps, in minor units, positive.",
  refunds: "Net amounts given back on this date, in minor units, positive.",
  service_charges: "Service charges that are no gratuity, in minor units.",
  gratuity: "Gratuity less what was given back, in minor units; no sale.",
  tax: "Tax less what was given back, in minor units; no sale.",
  tips: "Tips less what was given back, in minor units; no sale.",
  gift_cards: "Gift cards sold, in minor units; no sale.",
  guests: "Guests of the orders whose guests were counted.",
  guest_transactions: "Orders whose guests were counted.",
  voids: "Prices of voided lines and cancelled orders, in minor units; in no other figure.",
  voided_lines: "How many lines those were.",
} as const;

/** The meaning of every table and column, for people and models that read the schema. */
export const TABLE_DESCRIPTIONS: {
  readonly [Table in keyof Schema]: TableDescription<Table>;
} = {
  locations: {
    about: "Places that sell, each with its own time zone, currency and business day.",
    columns: {
      id: "Short name used in commands and arguments, such as downtown.",
      name: "Name that people use.",
      time_zone: "IANA time zone, such as America/New_York.",
      currency: CURRENCY,
      business_day_start: "Local time at which a business day begins, in minutes after midnight.",
      created_at: CREATED,
    },
  },
  menu_items: {
    about: "Dishes and drinks that are or were sold.",
    columns: {
      id: "Eight capital letters or digits.",
      name: "Name on the menu.",
      category: "Category that it is reported in.",
      description: "Text for guests; empty where there is none.",
      currency: CURRENCY,
      price: "Price of one on the menu, in minor units; null until somebody sets it.",
      version: "Counts the changes, from 1.",
      created_at: CREATED,
      updated_at: "UTC instant of the last change.",
    },
  },
  modifier_groups: {
    about: "Choices that come with menu items, such as size or extras.",
    columns: {
      id: "Id of the group.",
      name: "Name of the choice.",
      min_selections: "How many modifiers must be chosen at least.",
      max_selections: "How many may be chosen at most; null for any number.",
    },
  },
  modifiers: {
    about: "What can be chosen in a modifier group.",
    columns: {
      id: "Id of the modifier.",
      group_id: "The modifier group it is in.",
      name: "Name of the modifier.",
      price: "What it adds to the price of one item, in minor units.",
    },
  },
  menu_item_modifier_groups: {
    about: "Which modifier groups a menu item has.",
    columns: {
      menu_item_id: "The menu item.",
      group_id: "The modifier group.",
      position: "Place among the item's groups.",
    },
  },
  ingredients: {
    about: "What dishes are made from and how it is bought.",
    columns: {
      id: "Eight capital letters or digits.",
      name: "Name of the ingredient.",
      unit: "What quantities are counted in: g, ml or each.",
      pack_size: "Content of one pack, in thousandths of the unit.",
      pack_cost: "Cost of one pack, in minor units.",
      currency: CURRENCY,
      supplier: "Who delivers it.",
      lead_time_days: "Days from order to delivery.",
      delivery_interval_days: "Days between deliveries.",
    },
  },
  recipe_lines: {
    about: "How much of each ingredient one menu item takes.",
    columns: {
      menu_item_id: "The menu item.",
      ingredient_id: "The ingredient.",
      quantity: "Edible quantity in one item, in thousandths of the ingredient's unit.",
      yield_percent: "Share of the bought quantity that is edible, 1 to 100.",
    },
  },
  stock: {
    about: "How much of each ingredient a location has: the sum of its stock movements.",
    columns: {
      location_id: "The location.",
      ingredient_id: "The ingredient.",
      on_hand: "Quantity on hand, in thousandths of the unit; negative where a count is due.",
      par_level: "Quantity to order up to, in thousandths of the unit.",
      reorder_point: "Quantity at which to order, in thousandths of the unit.",
    },
  },
  stock_movements: {
    about: "Everything that changed the stock; rows are only added, never changed.",
    columns: {
      id: "Id of the movement.",
      location_id: "Where it happened.",
      ingredient_id: "What was moved.",
      kind: "count, received, sold, returned, waste, transfer or adjustment.",
      quantity: "Change in thousandths of the ingredient's unit; negative where stock went out.",
      reason: "Why, in somebody's words; null where nobody said.",
      actor: "Who did it.",
      order_id: "The order that sold or returned it; null for other movements.",
      moved_at: "UTC instant of the movement.",
      business_date: BUSINESS_DATE,
    },
  },
  orders: {
    about: "Orders, with totals repeated from their parts. Cancelled orders have totals of zero.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where it was sold.",
      source: SOURCE,
      external_id: "Its id in that system; null where it has none.",
      number: "Number or name that people call it by.",
      order_type: ORDER_TYPE,
      status: "received, preparing, ready, completed or cancelled.",
      opened_at: "UTC instant at which it was opened.",
      business_date: "Business date on which it was opened, YYYY-MM-DD; its sales count there.",
      local_hour: LOCAL_HOUR,
      guests: "Number of guests; null where nobody counted.",
      table_name: "Table; null where there was none.",
      customer_name: "Name for the order; null where none was given.",
      gross: "Price of all sold lines before discounts and without tax, in minor units.",
      discounts: "All discounts and comps on sold lines, in minor units, positive.",
      service_charges: "Service charges that are no gratuity, in minor units; part of net sales.",
      gratuity: "Gratuity charged, in minor units; not part of sales.",
      tax: "Tax on sold lines, in minor units.",
      tips: "Tips paid, in minor units.",
      version: "Counts the changes, from 1.",
      updated_at: "UTC instant of the last change.",
    },
  },
  order_lines: {
    about:
      "What was ordered; amounts are for the whole line. Voided lines and gift cards are no sale.",
    columns: {
      order_id: "The order.",
      line_number: LINE_NUMBER,
      source_key: SOURCE_KEY,
      import_id: "The import that brought it or saw it last; null for other orders.",
      menu_item_id: "The menu item.",
      name: "Name of the item at the time.",
      variation: "Size or price point; empty where there is none.",
      category: "Category of the item at the time.",
      quantity: "Quantity in thousandths: 1000 is one.",
      gross: "Price with modifiers, before discounts and without tax, in minor units.",
      discount: "The line's share of all discounts, in minor units, positive.",
      tax: "Tax, in minor units.",
      voided: "1 where the line was voided, otherwise 0.",
      gift_card: "1 where a gift card was sold, otherwise 0.",
      notes: "What the guest or the kitchen noted; null where nothing.",
    },
  },
  order_line_modifiers: {
    about: "Modifiers chosen for order lines; their prices are in the lines' gross.",
    columns: {
      order_id: "The order.",
      line_number: "The line of the order.",
      position: "Place among the line's modifiers, from 0.",
      modifier_id: "The modifier; null where it is only known by name.",
      name: "Name of the modifier at the time.",
      price: "What it added to the price, in minor units.",
    },
  },
  order_payments: {
    about: "How orders were paid.",
    columns: {
      order_id: "The order.",
      position: "Place among the order's payments, from 0.",
      method: "cash, card, gift_card or the name that the point of sale gives it.",
      amount: "Paid for the order without the tip, in minor units.",
      tip: "Tip, in minor units.",
    },
  },
  order_discounts: {
    about: "Discounts by name, for reports; their amounts are also in the lines' discount.",
    columns: {
      order_id: "The order.",
      position: "Place among the order's discounts, from 0.",
      line_number: "The line it was given on; null for a discount on the whole order.",
      name: "Name of the discount.",
      amount: "Amount in minor units, positive.",
    },
  },
  order_service_charges: {
    about: "Service charges of orders.",
    columns: {
      order_id: "The order.",
      position: "Place among the order's charges, from 0.",
      name: "Name of the charge.",
      amount: "Amount in minor units.",
      is_gratuity: "1 for a gratuity, which is no sale; 0 for any other charge, which is one.",
    },
  },
  refunds: {
    about:
      "Money given back. It counts on the day of the refund; the day of the sale stays as it was.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where it was given back.",
      order_id: "The order it belongs to; null where that is not known.",
      source: SOURCE,
      external_id: "Its id in that system; null where it has none.",
      order_type: ORDER_TYPE,
      payment_method: "How it was given back.",
      refunded_at: "UTC instant of the refund.",
      business_date: "Business date of the refund, YYYY-MM-DD.",
      local_hour: LOCAL_HOUR,
      service_charges: "Charges that are no gratuity given back, in minor units, positive.",
      gratuity: "Gratuity given back, in minor units, positive.",
      tips: "Tips given back, in minor units, positive.",
      reason: "Why; null where nobody said.",
    },
  },
  refund_lines: {
    about: "What was given back in a refund; amounts are for the whole line.",
    columns: {
      refund_id: "The refund.",
      line_number: LINE_NUMBER,
      source_key: SOURCE_KEY,
      import_id: "The import that brought it or saw it last; null for other refunds.",
      menu_item_id: "The menu item.",
      name: "Name of the item at the time.",
      category: "Category of the item at the time.",
      quantity: "Returned quantity in thousandths; 0 where only money went back.",
      amount: "Net amount given back without tax, in minor units, positive.",
      tax: "Tax given back, in minor units, positive.",
    },
  },
  sales_rollups: {
    about: "Sales figures of each business day, kept in the transactions that change orders and " +
      "refunds. net sales = gross - discounts - refunds + service_charges.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      business_date: BUSINESS_DATE,
      key: "Which hour (00 to 23), order type, payment method, category or item; empty for the " +
        "day, and for service charges among categories and items.",
      ...FIGURES,
    },
  },
  monthly_rollups: {
    about: "The same for each calendar month of business dates, so that years are read quickly.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      month: "Calendar month of the business dates, YYYY-MM.",
      key: KEY,
      ...FIGURES,
      open_days: "Of dimension day: the dates with transactions, the 1st as bit 0; otherwise 0.",
    },
  },
  sales_rollups_next: {
    about: "Rollups that are being counted anew; empty otherwise.",
    columns: {
      location_id: "The location.",
      dimension: DIMENSION,
      business_date: BUSINESS_DATE,
      key: KEY,
      ...FIGURES,
    },
  },
  rollup_shapes: {
    about: "What the rollups are made of, and how far a recount is.",
    columns: {
      shape: "The version and its dimensions.",
      is_built: "1 once the rollups have this shape, 0 while they are counted anew.",
      after_event: "Sales that changed after this event are counted again at the end.",
      location_id: "The location that was counted last; empty before the first.",
      month: "The month that was counted last; empty before the first.",
    },
  },
  imports: {
    about: "Files that were imported; rows read = taken + skipped + quarantined.",
    columns: {
      id: "Eight capital letters or digits.",
      file_name: "Name of the file without its folder.",
      format: "Format it was read as.",
      started_at: "UTC instant at which the import started.",
      rows_read: "Rows in the file.",
      rows_taken: "Rows that went in.",
      rows_skipped: "Rows that were known already or are no sale.",
      rows_quarantined: "Faulty rows that were left out.",
    },
  },
  import_problems: {
    about: "Rows that an import left out, and why.",
    columns: {
      import_id: "The import.",
      line: "Line of the file, from 1.",
      field: "Column at fault; empty where it is the whole row.",
      reason: "What was wrong.",
    },
  },
  feedback: {
    about: "What guests wrote.",
    columns: {
      id: "The id that it came with, or eight capital letters or digits.",
      location_id: "The location it is about.",
      order_id: "The order it is about; null where that is not known.",
      received_at: "UTC instant at which it came.",
      business_date: BUSINESS_DATE,
      channel: "Where it came from.",
      rating: "Stars from 1 to 5; null where none were given.",
      text: "What the guest wrote.",
    },
  },
  feedback_analyses: {
    about: "What the texts of feedback say, by one version of the model.",
    columns: {
      feedback_id: "The feedback.",
      location_id: "The location it is about.",
      model_version: "Model and rules that read it; others are read anew in the background.",
      sentiment: "positive, negative, neutral or mixed.",
      analysis: "Everything that was found, as JSON.",
      analysed_at: "UTC instant.",
    },
  },
  feedback_themes: {
    about: "What each piece of feedback speaks of, for counting.",
    columns: {
      feedback_id: "The feedback.",
      location_id: "The location it is about.",
      kind: "aspect, alert, issue (a concrete complaint) or item (of the menu).",
      name: "Such as food, illness, served_cold, or the id of a menu item.",
      sentiment: "How an aspect is judged; null for the others.",
    },
  },
  feedback_replies: {
    about: "Answers to feedback, as drafts or as somebody sent them.",
    columns: {
      id: "Eight capital letters or digits.",
      feedback_id: "The feedback that it answers.",
      location_id: "The location it is about.",
      status: "draft, or sent by somebody outside of this program.",
      text: "The answer.",
      actor: "Who wrote it.",
      written_at: "UTC instant.",
    },
  },
  reply_limits: {
    about: "What a reply to feedback may promise.",
    columns: {
      location_id: "The location.",
      most_refund: "Highest amount that a reply may promise to give back, in minor units.",
    },
  },
  opening_hours: {
    about: "When a location takes orders; one without rows takes them at any time.",
    columns: {
      location_id: "The location.",
      weekday: "Weekday of the business date, from 1 for Monday to 7 for Sunday.",
      opens: "Local time from which it takes orders, in minutes after midnight.",
      closes: "Local time until which it does; above 1440 it is past midnight.",
    },
  },
  tax_rates: {
    about: "The sales tax of locations on orders taken here; one without a row adds none.",
    columns: {
      location_id: "The location.",
      rate: "Millionths of the price before tax: 88750 is 8.875 %.",
    },
  },
  item_availability: {
    about: "Items that a location has in limited number or not at all; all others are in stock.",
    columns: {
      location_id: "The location.",
      menu_item_id: "The menu item.",
      state: "limited or out_of_stock.",
      remaining: "How many can still be sold, where it is limited.",
    },
  },
  changes: {
    about: "Changes of menu, availability and stock that can be put back.",
    columns: {
      id: "Eight capital letters or digits: the change_id.",
      kind: "menu_item, availability or stock.",
      subject_id: "The menu item or ingredient that was changed.",
      location_id: "Where; null for a change that concerns every location.",
      before: "What was before, as JSON.",
      after: "What it was made, as JSON.",
      actor: "Who changed it.",
      changed_at: "UTC instant of the change.",
      undone_by: "The change that put it back; null while it stands.",
    },
  },
  idempotency_keys: {
    about: "Requests that were answered once, so that a repeated one counts once.",
    columns: {
      scope: "What kind of request it was, and whose.",
      key: "The caller's key.",
      digest: "SHA-256 of what was asked.",
      response: "The answer, as JSON.",
      created_at: CREATED,
    },
  },
  counters: {
    about: "Numbers given out in sequence without a gap.",
    columns: {
      name: "What is counted.",
      value: "The last number given.",
    },
  },
  events: {
    about: "What happened, in order, for those who watch.",
    columns: {
      sequence: "1, 2, 3, without a gap.",
      kind: "order_received, order_status_changed, menu_item_changed, sales_changed and so on.",
      subject_id: "The order, menu item or ingredient that it happened to; of sales the location.",
      location_id: "Where; null for what concerns every location.",
      business_date: "Business date of the order or the sales; null for anything else.",
      happened_at: "UTC instant.",
      details: "What else is to be known, as JSON without any customer's text.",
    },
  },
  order_progress: {
    about: "Every status that an order has had.",
    columns: {
      location_id: "Where it was ordered.",
      order_id: "The order.",
      position: "Place among its statuses, from 1.",
      status: "received, preparing, ready, completed or cancelled.",
      reason: "Why it was cancelled; null otherwise.",
      actor: "Who moved it.",
      at: "UTC instant.",
    },
  },
  order_promises: {
    about: "When an order was wanted and when it was promised.",
    columns: {
      order_id: "The order.",
      requested_at: "UTC instant at which the guest wants it; null for as soon as possible.",
      promised_at: "UTC instant at which it was promised.",
    },
  },
  kitchen_queue: {
    about:
      "Orders that the kitchen has yet to make; a row goes when its order is ready or cancelled.",
    columns: {
      order_id: "The order.",
      location_id: "Where it was ordered.",
      wanted_at:
        "UTC instant at which the guest wants it; when it was taken if as soon as possible.",
      portions: "Portions in the order, in thousandths.",
    },
  },
  calendar_entries: {
    about: "Days that are not like others: closed, or with an event.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where.",
      date: "First business date, YYYY-MM-DD.",
      end_date: "Last business date, included.",
      kind: "closed or event.",
      name: "What people call it.",
    },
  },
  time_entries: {
    about: "Shifts that were worked, from the time clock.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where.",
      source_key: "What tells the shift from others in its export.",
      employee: "Name of the employee; only managers see it.",
      job: "What the employee worked as.",
      business_date: BUSINESS_DATE,
      started_at: "UTC instant of clocking in.",
      ended_at: "UTC instant of clocking out.",
      regular_minutes: "Minutes paid at the usual wage.",
      overtime_minutes: "Minutes paid as overtime.",
      regular_pay: "Pay for the regular minutes, in minor units; null if not recorded.",
      overtime_pay: "Pay for the overtime, in minor units; null if not recorded.",
      import_id: "The import that brought it.",
    },
  },
  purchase_orders: {
    about: "Orders to suppliers: drafts, placed, received or dropped.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where the delivery goes.",
      supplier: "Who delivers.",
      currency: CURRENCY,
      status: "draft, placed, received or dropped.",
      created_at: CREATED,
      created_by: "Who drafted it.",
      placed_at: "UTC instant at which it was placed; null before.",
      expected_on: "Date on which the delivery is expected; null before it is placed.",
      closed_at: "UTC instant at which it was received whole or dropped; null before.",
      version: "Counts the changes, from 1.",
    },
  },
  purchase_order_lines: {
    about: "What a purchase order asks for, and what came of it.",
    columns: {
      purchase_order_id: "The purchase order.",
      location_id: "Where the delivery goes.",
      ingredient_id: "What is ordered.",
      packs: "Packs that are ordered.",
      received_packs: "Packs that came.",
      pack_size: "Content of one pack, in thousandths of the ingredient's unit.",
      pack_cost: "Cost of one pack, in minor units.",
      reason: "Why so many.",
    },
  },
  pack_prices: {
    about: "Changes of what a pack of an ingredient costs.",
    columns: {
      ingredient_id: "The ingredient.",
      changed_at: "UTC instant of the change.",
      pack_size: "Content of one pack since, in thousandths of the ingredient's unit.",
      pack_cost: "Cost of one pack since, in minor units.",
      previous_size: "Content of one pack before.",
      previous_cost: "Cost of one pack before, in minor units.",
    },
  },
  access_tokens: {
    about: "Tokens with which callers are recognised; the tokens themselves are not stored.",
    columns: {
      id: "Eight capital letters or digits, the part of the token that may be seen.",
      name: "Who or what uses it.",
      secret_hash: "SHA-256 of the secret part.",
      role: "viewer, staff, manager or admin.",
      locations: "The only locations that exist for it, as a JSON list; null for all.",
      created_at: CREATED,
      expires_at: "UTC instant from which it is not valid any more; null for never.",
      revoked_at: "UTC instant at which it was revoked; null while it is not.",
    },
  },
  audit_entries: {
    about: "Every call, in order, each sealed with the one before; entries are only ever added.",
    columns: {
      sequence: "1, 2, 3, without a gap.",
      at: "UTC instant of the call.",
      principal: "Who called.",
      method: "The protocol's method, such as tools/call.",
      target: "The tool, resource or prompt.",
      arguments_digest: "SHA-256 of the arguments; never the arguments themselves.",
      locations: "Ids of the locations whose rows it touched, as a JSON list.",
      row_count: "How many rows it read and wrote.",
      outcome: "ok, or the error code.",
      duration_ms: "Milliseconds; of a write up to just before its commit.",
      request_id: "The id under which the log has it.",
      trace_id: "The caller's trace; null where it sent none.",
      hash: "SHA-256 over the hash before and this entry.",
    },
  },
};
