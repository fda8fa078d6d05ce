import type { z } from "zod";
import type { Scope } from "../security/scopes.ts";
import { RestaurantError } from "../values/errors.ts";
import { visibleValues } from "../values/text.ts";
import { fieldErrors } from "./field_errors.ts";

/**
 * What a call may do to the restaurant's data: nothing, add to it, set something to a value (twice
 * is as good as once), or change it by some amount. What clients are told about it follows.
 */
export type Effect = "read" | "add" | "set" | "change";

/** What a tool's function learns about the call besides its arguments. */
export interface Call {
  /** Aborted when the client cancels, disconnects, or the deadline passes. */
  readonly signal: AbortSignal;
  /** Who asks, as changes and orders name them. */
  readonly actor: string;
  /** Whether the caller has a scope besides the tool's own, and what it allows is switched on. */
  may(scope: Scope): boolean;
  /** Ids of the only locations that exist for the caller; null for all. */
  readonly locations: readonly string[] | null;
}

/** What a tool gives: the structured result, and the same for clients that show only text. */
export interface Answer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
  /** What clients can read next. */
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
  /** What a caller must be allowed to do; its area is the toolset. */
  readonly scope: Scope;
  /** Whether it changes what all locations share: then only for callers without limits. */
  readonly isShared?: boolean;
  /** Whether a call costs far more than others: then far fewer are allowed. */
  readonly isExpensive?: boolean;
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
  readonly isExpensive?: boolean;
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
      if (!parsed.success) throw invalidArguments(input, parsed.error);
      return async (needs, call) => {
        // What guests and imports wrote is in it, wherever: none of it may hide or turn anything.
        const result = visibleValues(output.parse(await run(parsed.data, needs, call)));
        return { structured: result, text: text(result), links: links?.(result) ?? [] };
      };
    },
  };
}

function invalidArguments(input: z.ZodObject, error: z.ZodError): RestaurantError {
  const fields = fieldErrors(error);
  const names = Object.keys(input.shape).join(", ");
  return new RestaurantError(
    "INVALID_INPUT",
    fields.map(({ field, problem }) => field === "" ? problem : `${field}: ${problem}`).join(" "),
    { fields, hint: names === "" ? "This tool takes no arguments." : `Arguments: ${names}.` },
  );
}
