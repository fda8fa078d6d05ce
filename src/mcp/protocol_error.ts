import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import type { RestaurantError } from "../values/errors.ts";
import { invalidParams } from "./invalid_params.ts";

/** The error of a resource that does not exist. */
export const NOTHING_THERE = "There is nothing at this address.";

/** An expected error as the protocol has it for resources and prompts. */
export function protocolError(error: RestaurantError, uri = ""): ProtocolError {
  if (error.message === NOTHING_THERE) return new ResourceNotFoundError(uri);
  const { hint, retry_after_seconds } = error.details;
  const message = [error.message, hint].filter(Boolean).join(" ");
  if (error.code === "INTERNAL_ERROR" || error.code === "SERVICE_UNAVAILABLE") {
    return new ProtocolError(ProtocolErrorCode.InternalError, message);
  }
  return retry_after_seconds === undefined
    ? invalidParams(message)
    : new ProtocolError(ProtocolErrorCode.InvalidParams, message, {
      error_code: error.code,
      retry_after_seconds,
    });
}
