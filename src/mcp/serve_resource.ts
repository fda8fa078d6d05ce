import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import { RestaurantError } from "../values/errors.ts";
import { maskedError } from "./call_result.ts";
import { type EdgeOptions, withDeadline } from "./edge.ts";
import { fieldErrors } from "./field_errors.ts";
import { invalidParams } from "./invalid_params.ts";
import type { ResourceEntry } from "./registry.ts";
import type { FixedResource, ResourceSpec, ResourceTemplate } from "./resource.ts";

/** Puts a resource behind the protocol: match the address, check the variable, read. */
export function serveResource<Needs>(
  resource: ResourceSpec<Needs>,
  needs: Needs,
  options: EdgeOptions,
): ResourceEntry {
  return "uri" in resource
    ? serveFixed(resource, needs, options)
    : serveTemplate(resource, needs, options);
}

function serveFixed<Needs>(
  { read, isLive = false, ...definition }: FixedResource<Needs>,
  needs: Needs,
  options: EdgeOptions,
): ResourceEntry {
  return {
    definition,
    isSubscribable: (uri) => isLive && uri === definition.uri,
    read(uri, { mcpReq: { signal } }) {
      if (uri !== definition.uri) return undefined;
      return content(uri, definition.mimeType, () => read(needs), signal, options);
    },
  };
}

function serveTemplate<Needs>(
  { read, variable, complete, isLive = false, ...definition }: ResourceTemplate<Needs>,
  needs: Needs,
  options: EdgeOptions,
): ResourceEntry {
  const valueIn = (uri: string) => variableIn(uri, definition.uriTemplate);
  return {
    definition,
    isSubscribable: (uri) => isLive && variable.safeParse(valueIn(uri)).success,
    ...(complete !== undefined && { complete: (value) => complete(value, needs) }),
    read(uri, { mcpReq: { signal } }) {
      const value = valueIn(uri);
      if (value === undefined) return undefined;
      const parsed = variable.safeParse(value);
      if (!parsed.success) {
        const problem = fieldErrors(parsed.error).map((field) => field.problem).join(" ");
        throw invalidParams(`${definition.uriTemplate}: ${problem}`);
      }
      return content(uri, definition.mimeType, () => read(parsed.data, needs), signal, options);
    },
  };
}

/** What stands at the place of the template's variable: raw, and never across a slash. */
function variableIn(uri: string, template: string): string | undefined {
  const [before = "", after = ""] = template.replace(/\{\?(\w+)\}/, "?$1={$1}").split(/\{\w+\}/);
  if (!uri.startsWith(before) || !uri.endsWith(after)) return undefined;
  const value = uri.slice(before.length, uri.length - after.length);
  return value === "" || value.includes("/") ? undefined : value;
}

async function content(
  uri: string,
  mimeType: string,
  read: () => Promise<string | undefined>,
  signal: AbortSignal,
  options: EdgeOptions,
): Promise<ReadResourceResult> {
  const text = await withDeadline(read, signal, options).catch((error: unknown) => {
    throw protocolError(error, options);
  });
  if (text === undefined) throw new ResourceNotFoundError(uri);
  return { contents: [{ uri, mimeType, text }] };
}

function protocolError(error: unknown, { logger }: EdgeOptions): ProtocolError {
  const expected = error instanceof RestaurantError ? error : maskedError(error, logger);
  const code = expected.code === "INTERNAL_ERROR" || expected.code === "SERVICE_UNAVAILABLE"
    ? ProtocolErrorCode.InternalError
    : ProtocolErrorCode.InvalidParams;
  const { hint } = expected.details;
  return new ProtocolError(code, [expected.message, hint].filter(Boolean).join(" "));
}
