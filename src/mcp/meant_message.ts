import { isTooDeep } from "./json_depth.ts";
import { membersOf } from "./members_of.ts";

/**
 * A message as its client means it, before the protocol's own schemas look at it: parameters that
 * are null are absent, and arguments may come as JSON text. Anything else stays as it is.
 */
export function meantMessage(json: unknown): unknown {
  const { method, params, ...message } = membersOf(json);
  if (typeof method !== "string") return json;
  if (params === null) return { ...message, method };
  if (typeof params !== "object" || Array.isArray(params)) return json;
  return { ...message, method, params: meantParams(method, withoutNulls(params)) };
}

function meantParams(
  method: string,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (params.arguments === undefined) return params;
  if (method === "tools/call") return { ...params, arguments: jsonObject(params.arguments) };
  if (method !== "prompts/get") return params;
  return { ...params, arguments: textsOf(jsonObject(params.arguments)) };
}

/** Arguments that came as JSON text; an empty one is none. */
function jsonObject(args: unknown): unknown {
  if (typeof args !== "string" || isTooDeep(args)) return args;
  if (args.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(args);
    return typeof parsed === "object" && !Array.isArray(parsed) ? parsed ?? {} : args;
  } catch {
    return args;
  }
}

/** The arguments of a prompt are texts: null is absent, a number or a boolean is its text. */
function textsOf(args: unknown): unknown {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(
    Object.entries(withoutNulls(args)).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "boolean" ? String(value) : value,
    ]),
  );
}

function withoutNulls(members: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
