import { z } from "zod";
import { PUBLIC_ID } from "../values/public_id.ts";

/*
 * The demo restaurant as people wrote it down in data/demo. Prices and costs are in minor units;
 * quantities are in the ingredient's unit; weights say how often one thing is chosen beside others.
 */

const Weights = z.record(z.string(), z.number().nonnegative());
const Weekdays = z.array(z.int().min(1).max(7));
const OrderTypeName = z.enum(["dine_in", "takeout", "delivery"]);
const Course = z.enum(["starter", "main", "side", "dessert", "drink", "gift_card"]);

const Location = z.strictObject({
  id: z.string(),
  name: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  business_day_start: z.int(),
  tax_rate: z.number(),
  orders_per_day: z.number(),
  /** Demand from Monday to Sunday; 1 is an average day. */
  weekdays: z.array(z.number()).length(7),
  /** Demand from January to December. */
  months: z.array(z.number()).length(12),
  /** The growth of demand in a year: 0.1 is ten percent. */
  growth: z.number(),
  /** When guests come, by hour; 24 and later are the hours after midnight. */
  hours: z.array(z.strictObject({ weekdays: Weekdays, weights: Weights })),
  /** How guests order, by daypart. */
  order_types: z.record(z.string(), z.record(OrderTypeName, z.number())),
  tables: z.array(z.string()),
  closed_days_ago: z.array(z.int()),
  /** Share of lines that are voided. */
  void_rate: z.number(),
  /** Share of orders in which the manager comps a dish. */
  comp_rate: z.number(),
  /** The rates that the last `days` drift to: what an analysis should find. */
  slipping: z.strictObject({ days: z.int(), void_rate: z.number(), comp_rate: z.number() })
    .nullable(),
  /** The ingredient that will not last until the next delivery. */
  running_out: z.string().nullable(),
});

const Dish = z.strictObject({
  id: z.string().regex(PUBLIC_ID),
  name: z.string(),
  category: z.string(),
  course: Course,
  price: z.int().nonnegative(),
  description: z.string(),
  /** Where it is sold; everywhere if absent. */
  locations: z.array(z.string()).optional(),
  /** How often it is chosen, by daypart. */
  popularity: Weights,
  season: z.enum(["warm", "cold"]).optional(),
  /** Popularity has moved to this multiple over the last `days`. */
  trend: z.strictObject({ days: z.int(), to: z.number() }).optional(),
  groups: z.array(z.string()).default([]),
  variations: z.array(
    z.strictObject({
      name: z.string(),
      extra: z.int(),
      weight: z.number(),
      /** How often the recipe is in it. */
      portions: z.number().positive().default(1),
    }),
  ).default([]),
  recipe: z.record(z.string(), z.number().positive()),
});

const ModifierGroup = z.strictObject({
  id: z.string(),
  name: z.string(),
  min_selections: z.int(),
  max_selections: z.int(),
  /** Share of guests who choose something. */
  often: z.number(),
  modifiers: z.array(
    z.strictObject({ id: z.string(), name: z.string(), price: z.int(), weight: z.number() }),
  ),
});

const Ingredient = z.strictObject({
  id: z.string().regex(PUBLIC_ID),
  name: z.string(),
  unit: z.enum(["g", "ml", "each"]),
  pack_size: z.number().positive(),
  pack_cost: z.int(),
  supplier: z.string(),
  lead_time_days: z.int(),
  delivery_interval_days: z.int().positive(),
  yield_percent: z.int().min(1).max(100),
});

const Holiday = z.strictObject({
  name: z.string(),
  month: z.int(),
  /** The day of the month, or else the nth weekday of the month. */
  day: z.int().optional(),
  weekday: z.int().optional(),
  nth: z.int().optional(),
  /** Demand on that day; 0 is closed. */
  demand: z.number(),
});

const Discount = z.strictObject({
  name: z.string(),
  percent: z.number(),
  /** The categories it is given on; everything when left out. */
  categories: z.array(z.string()).optional(),
  weekdays: Weekdays.optional(),
  /** First hour, and the hour at which it ends. */
  from: z.int().default(0),
  to: z.int().default(48),
  order_types: z.array(OrderTypeName),
  chance: z.number(),
});

const Habits = z.strictObject({
  /** Weights of parties of one, two, three and so on. */
  party_sizes: z.record(OrderTypeName, z.array(z.number())),
  /** Items of each course for one guest, by daypart. */
  appetite: z.record(z.string(), z.partialRecord(Course, z.number())),
  discounts: z.array(Discount),
  customers: z.array(z.string()),
  line_notes: z.array(z.string()),
  refund_reasons: z.array(z.string()),
  comp_name: z.string(),
  delivery_fee: z.strictObject({ name: z.string(), amount: z.int() }),
  large_party: z.strictObject({ name: z.string(), guests: z.int(), percent: z.number() }),
});

const Review = z.strictObject({
  rating: z.int().min(1).max(5).nullable(),
  channel: z.string(),
  /** The location it is about; any when left out. */
  location_id: z.string().optional(),
  order_type: OrderTypeName.optional(),
  /** Of the last weeks. */
  recent: z.boolean().default(false),
  /** The months that its text fits. */
  months: z.array(z.int()).optional(),
  /** The menu item that it complains about or praises. */
  mentions: z.string().optional(),
  text: z.string(),
});

/** The form of the catalogue. */
export const Catalogue = z.strictObject({
  locations: z.array(Location),
  menu: z.array(Dish),
  modifier_groups: z.array(ModifierGroup),
  pantry: z.array(Ingredient),
  holidays: z.array(Holiday),
  habits: Habits,
  feedback: z.array(Review),
});

/** Everything that the demo restaurant is made from. */
export type Catalogue = z.infer<typeof Catalogue>;
/** One of its locations, and how busy it is. */
export type DemoLocation = z.infer<typeof Location>;
/** A dish or drink, and when guests choose it. */
export type Dish = z.infer<typeof Dish>;
/** A part of a meal. */
export type Course = z.infer<typeof Course>;
/** A choice that comes with a dish. */
export type DemoModifierGroup = z.infer<typeof ModifierGroup>;
/** Something that dishes are made from. */
export type Ingredient = z.infer<typeof Ingredient>;
/** A day that is busier or quieter than others, or closed. */
export type Holiday = z.infer<typeof Holiday>;
/** A discount and who gets it. */
export type DiscountRule = z.infer<typeof Discount>;
/** How guests behave. */
export type Habits = z.infer<typeof Habits>;
/** What a guest wrote, and when that could have been. */
export type Review = z.infer<typeof Review>;
/** How the demo's guests order. */
export type DemoOrderType = z.infer<typeof OrderTypeName>;

/** The order types that the demo has. */
export const DEMO_ORDER_TYPES: readonly DemoOrderType[] = OrderTypeName.options;
