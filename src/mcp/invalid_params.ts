import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { visibleText } from "../values/text.ts";

/** The protocol's error for a request that cannot be answered as it was made. */
export function invalidParams(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, visibleText(message));
}
