import { RestaurantError } from "./errors.ts";

/**
 * Refuses a probable slip until the person confirms it. The question is for the person:
 * `details.confirm` has it separately from the message for the model.
 *
 * @param field The doubtful argument.
 * @param question A sentence that ends with a question mark.
 */
export function unconfirmed(field: string, question: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `${field}: ${question} Nothing was changed.`, {
    fields: [{ field, problem: question }],
    confirm: question,
    hint: "Ask the person. If it is meant, repeat the call with confirm: true; else correct it.",
  });
}
