/** Two cells of a field that say different things. */
export type Variants = Readonly<Record<string, readonly [string, string]>>;

const SALES: Variants = {
  order_id: ["O-1", "O-2"],
  line_id: ["L-1", "L-2"],
  number: ["17", "18"],
  date: ["2026-10-13", "2026-10-14"],
  time: ["12:30", "15:45"],
  time_zone: ["Eastern Time (US & Canada)", "Pacific Time (US & Canada)"],
  location: ["Harbour", "Uptown"],
  register: ["1", "2"],
  item: ["Ramen", "Udon"],
  variation: ["Small", "Large"],
  category: ["Soup", "Mains"],
  modifiers: ["Egg", "Nori"],
  quantity: ["2", "1"],
  unit_price: ["5", "6"],
  line_total: ["10", "12"],
  discount: ["1", "2"],
  net: ["", "9.50"],
  tax: ["1", "2"],
  tip: ["1", "3"],
  order_type: ["Dine In", "Delivery"],
  server: ["Ada", "Alan"],
  channel: ["Website", "Phone"],
  reason: ["Birthday", "Happy hour"],
  reduction: ["Comp", "Promotion"],
  payment_method: ["Cash", "Card"],
  guests: ["2", "4"],
  table: ["4", "9"],
  type: ["", "refund"],
  status: ["", "void"],
  deferred: ["", "Gift card"],
  currency: ["USD", "EUR"],
  refund_amount: ["", "2"],
  order_discount: ["", "1"],
  order_tax: ["1", "2"],
  link: ["https://app.squareup.com/dashboard/sales/transactions/A1", "…/transactions/B2"],
};

/** What a format writes in words of its own. */
const OWN_WORDS: Readonly<Record<string, Variants>> = {
  "toast-items": { deferred: ["false", "true"], status: ["false", "true"] },
  "loyverse-items": { type: ["Sale", "Refund"], status: ["Closed", "Cancelled"] },
  "clover-items": { net: ["9", "8"], type: ["false", "true"], status: ["Paid", "Refunded"] },
  "restaurant-mcp": {
    type: ["sale", "refund"],
    status: ["sold", "voided"],
    time_zone: ["America/New_York", "America/Los_Angeles"],
    payments: ["", '[{"method":"cash","amount":3,"tip":1},{"method":"card","amount":7,"tip":0}]'],
    service_charges: ["", '[{"name":"Delivery","amount":3,"is_gratuity":false}]'],
    discounts: ["", '[{"name":"Student","amount":1}]'],
    modifier_prices: ["", '[{"name":"Egg","price":1.5}]'],
  },
};

const OTHERS: Readonly<Record<string, Variants>> = {
  menu: {
    name: ["Ramen", "Udon"],
    variation: ["Small", "Large"],
    category: ["Soup", "Mains"],
    price: ["9.50", "10"],
    description: ["Broth", "Noodles"],
    modifier_group: ["Size", "Amount"],
    modifier: ["Large", "Huge"],
    modifier_price: ["1", "2"],
    min_selections: ["0", "1"],
    max_selections: ["1", "2"],
  },
  ingredients: {
    name: ["Flour", "Rice"],
    unit: ["kg", "g"],
    pack_size: ["2", "3"],
    pack_cost: ["4", "5"],
    supplier: ["Mill", "Farm"],
    lead_time_days: ["1", "2"],
    delivery_interval_days: ["3", "4"],
  },
  recipes: {
    menu_item: ["Ramen", "Bread"],
    category: ["Soup", "Mains"],
    ingredient: ["Noodles", "Broth"],
    quantity: ["100", "200"],
    unit: ["g", "kg"],
    yield_percent: ["100", "90"],
  },
  stock: {
    ingredient: ["Noodles", "Broth"],
    on_hand: ["2", "3"],
    unit: ["kg", "g"],
    par_level: ["5", "6"],
    reorder_point: ["1", "2"],
    location: ["Harbour", "Uptown"],
  },
  feedback: {
    id: ["G-1", "G-2"],
    text: ["Lovely ramen", "Cold ramen"],
    rating: ["4", "2"],
    date: ["2026-10-13", "2026-10-14"],
    time: ["12:30", "15:45"],
    source: ["google", "yelp"],
    location: ["Harbour", "Uptown"],
    order_id: ["", "ORDER001"],
  },
  labour: {
    id: ["T-1", "T-2"],
    employee: ["Ada Lovelace", "Alan Turing"],
    first_name: ["Ada", "Alan"],
    last_name: ["Lovelace", "Turing"],
    job: ["Cook", "Server"],
    location: ["Harbour", "Uptown"],
    in: ["2026-10-13", "2026-10-12"],
    in_time: ["16:00", "17:00"],
    out: ["2026-10-13", "2026-10-14"],
    out_time: ["22:00", "23:00"],
    time_zone: ["Eastern Time (US & Canada)", "Pacific Time (US & Canada)"],
    hours: ["6", "5"],
    unpaid_break_hours: ["0", "1"],
    regular_hours: ["6", "5"],
    overtime_hours: ["0", "1"],
    wage: ["20", "30"],
    regular_pay: ["120", "130"],
    overtime_pay: ["0", "20"],
    pay: ["120", "130"],
  },
  calendar: {
    date: ["2026-12-24", "2026-12-25"],
    end_date: ["2026-12-26", "2026-12-27"],
    what: ["closed", "event"],
    name: ["Christmas", "Holiday"],
    location: ["Harbour", "Uptown"],
  },
};

/** Toast has no columns for the times. */
const TOAST_TIMES: Variants = {
  in: ["10/13/2026 4:00 PM", "10/13/2026 5:00 PM"],
  out: ["10/13/2026 10:00 PM", "10/13/2026 11:00 PM"],
};

/** The cells that the columns of a format are tried with. */
export function variantsOf(kind: string, format: string): Variants {
  if (format === "toast-time-entries") return { ...OTHERS[kind], ...TOAST_TIMES };
  return kind === "sales" ? { ...SALES, ...OWN_WORDS[format] } : OTHERS[kind] ?? {};
}
