import type { z } from "zod";
import type { FieldError } from "../values/errors.ts";

const MOST_FIELDS = 20;
const LONGEST_NAME = 80;

/** The faults that a schema found, as fields with problems in plain words, the first twenty. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(problemsOf).slice(0, MOST_FIELDS);
}

function problemsOf(issue: z.core.$ZodIssue): FieldError[] {
  const field = issue.path.map(String).join(".").slice(0, LONGEST_NAME);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: [field, key.slice(0, LONGEST_NAME)].filter((part) => part !== "").join("."),
      problem: issue.message.startsWith("Unrecognized key")
        ? "There is no such argument."
        : sentence(issue.message),
    }));
  }
  return [{ field, problem: sentence(issue.message) }];
}

function sentence(message: string): string {
  const text = message.replace(/^Invalid input: /, "");
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
