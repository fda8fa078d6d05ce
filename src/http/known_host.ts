import {
  hostHeaderValidationResponse,
  originValidationResponse,
} from "@modelcontextprotocol/server";
import type { Step } from "./step.ts";

/** Refuses a page of another site whose name was made to resolve to this machine. */
export function knownHost(hostNames: readonly string[]): Step {
  const names = [...hostNames];
  return async ({ req }, next) =>
    hostHeaderValidationResponse(req.raw, names) ?? originValidationResponse(req.raw, names) ??
      await next();
}
