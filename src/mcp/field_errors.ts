import type { z } from "zod";
import type { FieldError } from "../values/errors.ts";
import { nearMiss } from "./near_miss.ts";

/** More than anyone corrects at once. */
export const MOST_FIELDS = 20;
const LONGEST_NAME = 80;

/** What a schema was given, so that a fault can say what was perhaps meant. */
export interface Given {
  readonly value: unknown;
  /** Names of the arguments that there are. */
  readonly names: readonly string[];
}

/** The faults that a schema found, as fields with problems in plain words, the first twenty. */
export function fieldErrors(error: z.ZodError, given?: Given): FieldError[] {
  return error.issues.flatMap((issue) => problemsOf(issue, given)).slice(0, MOST_FIELDS);
}

function problemsOf(issue: z.core.$ZodIssue, given: Given | undefined): FieldError[] {
  const field = issue.path.map(String).join(".").slice(0, LONGEST_NAME);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: [field, key.slice(0, LONGEST_NAME)].filter((part) => part !== "").join("."),
      problem: issue.message.startsWith("Unrecognized key")
        ? withNear("There is no such argument.", key, field === "" ? given?.names : [])
        : sentence(issue.message),
    }));
  }
  const problem = sentence(issue.message);
  if (issue.code !== "invalid_value" || given === undefined) return [{ field, problem }];
  return [{ field, problem: withNear(problem, valueAt(given.value, issue.path), issue.values) }];
}

/** A problem, with what was perhaps meant or that it is not here. */
function withNear(problem: string, name: unknown, known: readonly unknown[] = []): string {
  if (typeof name !== "string") return problem;
  const near = nearMiss(name, known.map(String));
  return near === "" ? problem : `${problem} ${near}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, name) => Object(inner)[name], value);
}

function sentence(message: string): string {
  const text = message.replace(/^Invalid input: /, "");
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
