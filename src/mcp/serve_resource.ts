import type { ReadResourceResult } from "@modelcontextprotocol/server";
import { RestaurantError } from "../values/errors.ts";
import type { EdgeOptions } from "./edge.ts";
import { fieldErrors } from "./field_errors.ts";
import { NOTHING_THERE, protocolError } from "./protocol_error.ts";
import type { ResourceEntry } from "./registry.ts";
import type { FixedResource, ResourceBytes, ResourceSpec, ResourceTemplate } from "./resource.ts";
import { type Callable, type Caller, type CallServices, serveCall } from "./serve_call.ts";
import { serveCompletion } from "./serve_completion.ts";

/** The services of a resource, on the reader's view of the restaurant. */
type NeedsOf<Needs> = (services: CallServices) => Needs;

/** Puts a resource behind the protocol: match the address, check the variable, read. */
export function serveResource<Needs>(
  resource: ResourceSpec<Needs>,
  needs: NeedsOf<Needs>,
  options: EdgeOptions,
): ResourceEntry {
  return "uri" in resource
    ? serveFixed(resource, needs, options)
    : serveTemplate(resource, needs, options);
}

function serveFixed<Needs>(
  { read, scope, contentMeta, isLive = false, ...definition }: FixedResource<Needs>,
  needs: NeedsOf<Needs>,
  options: EdgeOptions,
): ResourceEntry {
  const callable = callableOf(definition.name, scope, options);
  return {
    definition,
    scopes: callable.scopes,
    has: (uri) => uri === definition.uri,
    isSubscribable: (uri) => isLive && uri === definition.uri,
    read(uri, principal, context) {
      if (uri !== definition.uri) return undefined;
      const caller = { principal, args: { uri }, context };
      const reading = content(definition.mimeType, callable, caller, options, (services) => {
        return read(needs(services));
      });
      return contentMeta === undefined ? reading : withMeta(reading, contentMeta);
    },
  };
}

async function withMeta(
  reading: Promise<ReadResourceResult>,
  _meta: Readonly<Record<string, unknown>>,
): Promise<ReadResourceResult> {
  const { contents, ...result } = await reading;
  return { ...result, contents: contents.map((one) => ({ ...one, _meta: { ..._meta } })) };
}

function serveTemplate<Needs>(
  { read, variable, scope, complete, isLive = false, ...definition }: ResourceTemplate<Needs>,
  needs: NeedsOf<Needs>,
  options: EdgeOptions,
): ResourceEntry {
  const callable = callableOf(definition.name, scope, options);
  const valueIn = (uri: string) => variableIn(uri, definition.uriTemplate);
  return {
    definition,
    scopes: callable.scopes,
    has: (uri) => valueIn(uri) !== undefined,
    isSubscribable: (uri) => isLive && variable.safeParse(valueIn(uri)).success,
    ...(complete !== undefined && {
      complete: (value, principal, signal) =>
        serveCompletion(
          callable,
          { principal, signal },
          options,
          (services) => complete(value, needs(services)),
        ),
    }),
    read(uri, principal, context) {
      const value = valueIn(uri);
      if (value === undefined) return undefined;
      const caller = { principal, args: { uri: uri.slice(0, LONGEST_URI) }, context };
      return content(definition.mimeType, callable, caller, options, (services) => {
        const parsed = variable.safeParse(value);
        if (parsed.success) return read(parsed.data, needs(services));
        const problem = fieldErrors(parsed.error).map((field) => field.problem).join(" ");
        throw new RestaurantError("INVALID_INPUT", `${definition.uriTemplate}: ${problem}`);
      });
    },
  };
}

/** Longer than any address that exists. */
const LONGEST_URI = 1000;

function callableOf(
  name: string,
  scope: ResourceSpec<never>["scope"],
  { limits }: Pick<EdgeOptions, "limits">,
): Callable {
  return {
    method: "resources/read",
    target: name,
    scopes: scope === undefined ? [] : [scope],
    limit: limits.read,
  };
}

/** The value of the template's variable: raw, and without a slash. After a question mark it may be empty. */
function variableIn(uri: string, template: string): string | undefined {
  const [before = "", after = ""] = template.replace(/\{\?(\w+)\}/, "?$1={$1}").split(/\{\w+\}/);
  if (!uri.startsWith(before) || !uri.endsWith(after)) return undefined;
  const value = uri.slice(before.length, uri.length - after.length);
  const isAbsent = value === "" && !template.includes("{?");
  return isAbsent || value.includes("/") ? undefined : value;
}

async function content(
  mimeType: string,
  callable: Callable,
  caller: Caller & { readonly args: { readonly uri: string } },
  options: EdgeOptions,
  read: (services: CallServices) => Promise<string | ResourceBytes | undefined>,
): Promise<ReadResourceResult> {
  const { uri } = caller.args;
  try {
    const body = await serveCall(callable, caller, options, async (services) => {
      const body = await read(services);
      if (body === undefined) throw new RestaurantError("NOT_FOUND", NOTHING_THERE);
      return body;
    });
    return { contents: [contentOf(uri, mimeType, body)] };
  } catch (error) {
    throw error instanceof RestaurantError ? protocolError(error, uri) : error;
  }
}

function contentOf(uri: string, mimeType: string, body: string | ResourceBytes) {
  if (typeof body === "string") return { uri, mimeType, text: body };
  return { uri, mimeType: body.mimeType, blob: body.bytes.toBase64() };
}
