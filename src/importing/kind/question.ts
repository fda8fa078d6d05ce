import { RestaurantError } from "../../values/errors.ts";

/**
 * Something that a file leaves open and that must be said before anything of it is imported. The
 * command ends with 2, as for wrong usage, because the answer is a flag.
 */
export class ImportQuestion extends RestaurantError {
  /** @param answer What to type. */
  constructor(message: string, answer: string) {
    super("INVALID_INPUT", message, { hint: answer });
  }
}
