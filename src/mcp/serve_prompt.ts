import { z } from "zod";
import { maskedError } from "./call_result.ts";
import type { EdgeOptions } from "./edge.ts";
import { fieldErrors } from "./field_errors.ts";
import { invalidParams } from "./invalid_params.ts";
import type { Prompt } from "./prompt.ts";
import type { PromptEntry } from "./registry.ts";

/** Puts a prompt behind the protocol. */
export function servePrompt<Needs>(
  prompt: Prompt<Needs>,
  needs: Needs,
  { logger }: EdgeOptions,
): PromptEntry {
  const { name, title, description } = prompt;
  return {
    definition: { name, title, description, arguments: argumentsOf(prompt.args) },
    complete: (argument, value) => prompt.complete(argument, value, needs),
    async get(args) {
      try {
        const text = await prompt.get(args, needs);
        return { description, messages: [{ role: "user", content: { type: "text", text } }] };
      } catch (error) {
        throw invalidParams(
          error instanceof z.ZodError ? faults(error) : maskedError(error, logger).message,
        );
      }
    },
  };
}

function argumentsOf(args: z.ZodObject) {
  return Object.entries(args.shape).map(([name, schema]) => ({
    name,
    description: z.globalRegistry.get(schema)?.description ?? "",
    required: false,
  }));
}

function faults(error: z.ZodError): string {
  return fieldErrors(error).map(({ field, problem }) => `${field}: ${problem}`).join(" ");
}
