import { z } from "zod";
import { RestaurantError } from "../values/errors.ts";
import { argumentSchema } from "./argument_schema.ts";
import type { EdgeOptions } from "./edge.ts";
import { fieldErrors } from "./field_errors.ts";
import { inputSchema } from "./json_schema.ts";
import type { Prompt } from "./prompt.ts";
import { protocolError } from "./protocol_error.ts";
import type { PromptEntry } from "./registry.ts";
import { type CallServices, serveCall } from "./serve_call.ts";
import { serveCompletion } from "./serve_completion.ts";
import { takeMeaning } from "./take_meaning.ts";

/** Puts a prompt behind the protocol. */
export function servePrompt<Needs>(
  prompt: Prompt<Needs>,
  needs: (services: CallServices) => Needs,
  options: EdgeOptions,
): PromptEntry {
  const { name, title, description, scopes } = prompt;
  const callable = {
    method: "prompts/get",
    target: name,
    scopes,
    limit: options.limits.read,
  } as const;
  const schema = argumentSchema(inputSchema(prompt.args));
  return {
    definition: { name, title, description, arguments: argumentsOf(prompt.args) },
    scopes,
    complete: (argument, value, principal, signal) =>
      serveCompletion(
        callable,
        { principal, signal },
        options,
        (services) => prompt.complete(argument, value, needs(services)),
      ),
    async get(args, principal, context) {
      try {
        const text = await serveCall(
          callable,
          { principal, args, context },
          options,
          async (services) =>
            await prompt.get(takeMeaning(schema, args, true), needs(services)).catch(toUserError),
        );
        return { description, messages: [{ role: "user", content: { type: "text", text } }] };
      } catch (error) {
        throw error instanceof RestaurantError ? protocolError(error) : error;
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

function toUserError(error: unknown): never {
  if (!(error instanceof z.ZodError)) throw error;
  const faults = fieldErrors(error).map(({ field, problem }) => `${field}: ${problem}`);
  throw new RestaurantError("INVALID_INPUT", faults.join(" "));
}
