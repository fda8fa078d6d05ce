import type { z } from "zod";
import type { Scope } from "../security/scopes.ts";

/** Gives the values of an argument for what a client has written so far, best first. */
export type Completion<Needs> = (value: string, needs: Needs) => Promise<readonly string[]>;

/** A prompt as its file writes it: what to ask, with the tools that answer it. */
export interface PromptSpec<Arguments extends z.ZodObject, Needs> {
  /** snake_case and stable. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /**
   * The scopes of its tools and resources: a caller who lacks one of them does not see the prompt.
   */
  readonly scopes: readonly Scope[];
  /** A strict object of optional strings: every prompt works without arguments. */
  readonly args: Arguments;
  readonly complete: Readonly<Record<string, Completion<Needs>>>;
  /** The user's question. */
  text(args: z.output<Arguments>, needs: Needs): Promise<string>;
}

/** A prompt with its types closed over, so that all prompts fit into one list. */
export interface Prompt<Needs> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scopes: readonly Scope[];
  readonly args: z.ZodObject;
  complete(argument: string, value: string, needs: Needs): Promise<readonly string[]>;
  /** Checks the arguments and gives the text. */
  get(args: unknown, needs: Needs): Promise<string>;
}

/** Makes a prompt of its specification. */
export function definePrompt<Arguments extends z.ZodObject, Needs>(
  spec: PromptSpec<Arguments, Needs>,
): Prompt<Needs> {
  const { name, title, description, scopes, args } = spec;
  const completions = new Map(Object.entries(spec.complete));
  return {
    name,
    title,
    description,
    scopes,
    args,
    complete: (argument, value, needs) =>
      completions.get(argument)?.(value, needs) ?? Promise.resolve([]),
    get: async (given, needs) => await spec.text(args.parse(given), needs),
  };
}
