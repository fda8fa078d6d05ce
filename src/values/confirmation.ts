import { RestaurantError } from "./errors.ts";

/**
 * Refuses what is probably a slip until the person confirms it. The question is for the
 * person: `details.confirm` has it apart from the words for the model.
 *
 * @param field The argument that is doubtful.
 * @param question What to ask, as a sentence that ends with a question mark.
 */
export function unconfirmed(field: string, question: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `${field}: ${question} Nothing was changed.`, {
    fields: [{ field, problem: question }],
    confirm: question,
    hint: "Ask the person. If it is meant, repeat the call with confirm: true; else correct it.",
  });
}
