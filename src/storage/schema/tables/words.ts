/*
 * Meanings that columns of several tables share.
 */

/** Of `created_at`. */
export const CREATED = "UTC instant at which it was added.";
/** Of `currency`. */
export const CURRENCY = "ISO 4217 code of the currency, such as USD.";
/** Of `business_date`. */
export const BUSINESS_DATE = "Business date of the location it belongs to, YYYY-MM-DD.";
/** Of `local_hour`. */
export const LOCAL_HOUR = "Hour on the location's wall clock, 0 to 23.";
/** Of `line_number`. */
export const LINE_NUMBER = "Place among the lines, from 1.";
/** Of `source`. */
export const SOURCE =
  "System it came from, such as square or toast; generic, demo, or restaurant-mcp if taken here.";
/** Of `source_key`. */
export const SOURCE_KEY = "What identifies the line in its export; null if nothing does.";
/** Of `order_type`. */
export const ORDER_TYPE = "dine_in, takeout, delivery, other or unknown.";
/** Of `server`. */
export const SERVER = "Who sold it, as the point of sale names them; only managers see it.";
/** Of `location_id` in what belongs to an order. */
export const ORDERED_AT = "Where it was ordered.";
/** Of `channel`. */
export const CHANNEL = "Where it was ordered, such as a delivery service; null if not recorded.";
/** Of `location_id` where a row can belong to no location. */
export const HOUSE_OR_LOCATION =
  "The location; empty for the house: what concerns none or several.";
