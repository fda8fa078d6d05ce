import { type FieldError, RestaurantError } from "../../../values/errors.ts";

/** Notes a problem of an order under the path of the field, such as `items.0.quantity`. */
export type Report = (field: string, problem: string) => void;

/** The most problems listed in the message; the fields contain more of them. */
const MOST_IN_MESSAGE = 10;

/** Collects problems, so that all of them are reported at once. */
export function collectProblems(): { readonly problems: FieldError[]; readonly report: Report } {
  const problems: FieldError[] = [];
  return {
    problems,
    report: (field, problem) => void problems.push({ field: `order_data.${field}`, problem }),
  };
}

/** The error of an order that cannot be taken as it was written. */
export function invalidOrder(problems: readonly FieldError[]): RestaurantError {
  const told = problems.slice(0, MOST_IN_MESSAGE)
    .map(({ field, problem }) => `${field}: ${problem}`);
  const more = problems.length - told.length;
  return new RestaurantError(
    "INVALID_ORDER",
    [...told, ...(more > 0 ? [`And ${more} more problems.`] : [])].join(" "),
    { fields: problems, hint: "Nothing was written. Correct every problem and order again." },
  );
}
