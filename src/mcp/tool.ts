import type { z } from "zod";
import type { ToolLimit } from "../security/limits.ts";
import type { Scope } from "../security/scopes.ts";
import { RestaurantError } from "../values/errors.ts";
import { visibleValues } from "../values/text.ts";
import { fieldErrors } from "./field_errors.ts";

/**
 * What a call may do to the restaurant's data: nothing, add to it, set something to a value
 * (idempotent), or change it by an amount. The annotations are derived from it.
 */
export type Effect = "read" | "add" | "set" | "change";

/** What a tool's function learns about the call besides its arguments. */
export interface Call {
  /** Aborted when the client cancels, disconnects, or the deadline passes. */
  readonly signal: AbortSignal;
  /** The caller's name in changes and orders. */
  readonly actor: string;
  /** The same for people: `Owner (token:K7Q2M9XA)`. */
  readonly caller: string;
  /** Whether the caller has a scope besides the tool's own, and the feature is switched on. */
  may(scope: Scope): boolean;
  /** Ids of the only locations that exist for the caller; null for all. */
  readonly locations: readonly string[] | null;
}

/** The result of a tool: structured, and as text for clients that show only that. */
export interface Answer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
  /** Resources that clients can read next. */
  readonly links: readonly ResourceLink[];
}

/** A resource that an answer points to. */
export interface ResourceLink {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size?: number;
}

/** A tool as its file writes it: data, one function, and the words for its result. */
export interface ToolSpec<Input extends z.ZodObject, Output extends z.ZodObject, Needs> {
  /** snake_case and stable: clients and prompts know it by this name. */
  readonly name: string;
  readonly title: string;
  /** When to use it, when not, its limits; at most 2,000 characters. */
  readonly description: string;
  readonly effect: Effect;
  /** The scope a caller needs; its area is the toolset. */
  readonly scope: Scope;
  /** Whether it changes data shared by all locations; then only callers without a limit may. */
  readonly isShared?: boolean;
  /** The class of its rate limit; `read` or `write` by its effect if absent. */
  readonly limit?: ToolLimit;
  /** Whether the view draws its answer in chats that can show it. */
  readonly isDrawn?: boolean;
  /** A strict object: an unknown argument is an error. */
  readonly input: Input;
  readonly output: Output;
  run(input: z.output<Input>, needs: Needs, call: Call): Promise<z.input<Output>>;
  /** Every figure that matters, in sentences or a small table. */
  text(output: z.output<Output>): string;
  /** Resources that hold more. */
  links?(output: z.output<Output>): readonly ResourceLink[];
}

/** A tool with its types closed over, so that all tools fit into one list. */
export interface Tool<Needs> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly effect: Effect;
  readonly scope: Scope;
  readonly isShared?: boolean;
  readonly limit?: ToolLimit;
  readonly isDrawn?: boolean;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /**
   * Checks the arguments and gives the call that is ready to run.
   *
   * @throws {RestaurantError} INVALID_INPUT naming every faulty argument.
   */
  prepare(args: unknown): (needs: Needs, call: Call) => Promise<Answer>;
}

/**
 * Makes a tool of its specification.
 *
 * @example
 * ```ts
 * export const greet = defineTool({
 *   name: "greet",
 *   title: "Greet",
 *   description: "Says hello.",
 *   effect: "read",
 *   scope: "operations:read",
 *   input: z.strictObject({ name: z.string() }),
 *   output: z.strictObject({ greeting: z.string() }),
 *   run: ({ name }) => Promise.resolve({ greeting: `Hello, ${name}!` }),
 *   text: ({ greeting }) => greeting,
 * });
 * ```
 */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject, Needs>(
  spec: ToolSpec<Input, Output, Needs>,
): Tool<Needs> {
  const { run, text, links, ...data } = spec;
  const { input, output } = data;
  return {
    ...data,
    prepare(args) {
      const parsed = input.safeParse(args ?? {});
      if (!parsed.success) throw invalidArguments(input, parsed.error, args);
      return async (needs, call) => {
        // The result contains text from guests and imports: none of it may hide or reorder
        // anything.
        const result = visibleValues(output.parse(await run(parsed.data, needs, call)));
        return { structured: result, text: text(result), links: links?.(result) ?? [] };
      };
    },
  };
}

function invalidArguments(
  input: z.ZodObject,
  error: z.ZodError,
  value: unknown,
): RestaurantError {
  const known = Object.keys(input.shape);
  const fields = fieldErrors(error, { value, names: known });
  const names = known.join(", ");
  return new RestaurantError(
    "INVALID_INPUT",
    fields.map(({ field, problem }) => field === "" ? problem : `${field}: ${problem}`).join(" "),
    { fields, hint: names === "" ? "This tool takes no arguments." : `Arguments: ${names}.` },
  );
}
