import type { Logger } from "@logtape/logtape";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { RestaurantError } from "../values/errors.ts";
import { publicId } from "../values/public_id.ts";
import { visibleValues } from "../values/text.ts";
import { MOST_FIELDS } from "./field_errors.ts";
import type { Answer, ResourceLink } from "./tool.ts";

/** A tool's answer on the wire. */
export function successResult({ structured, text, links }: Answer): CallToolResult {
  return {
    content: [
      { type: "text", text },
      ...links.map(resourceLink),
    ],
    structuredContent: structured,
  };
}

/** Its members are in the order in which the library would send them. */
function resourceLink({ uri, name, mimeType, size }: ResourceLink): LinkBlock {
  return { name, uri, mimeType, ...(size !== undefined && { size }), type: "resource_link" };
}

type LinkBlock = Extract<CallToolResult["content"][number], { readonly type: "resource_link" }>;

/** An order may have more lines than an answer should. */
const MOST_AVAILABLE = 40;

/** An expected error on the wire: the same in words and in fields, of which the first are enough. */
export function errorResult(error: RestaurantError): CallToolResult {
  const { code, details: { fields, available_items, ...rest } } = error;
  // It may name what guests or the caller wrote.
  const { message, details } = visibleValues({
    message: error.message,
    details: {
      ...(fields !== undefined && { fields: fields.slice(0, MOST_FIELDS) }),
      ...(available_items !== undefined && {
        available_items: available_items.slice(0, MOST_AVAILABLE),
      }),
      ...rest,
    },
  });
  const text = [`${code}: ${message}`, details.hint].filter((part) => part !== undefined).join(" ");
  return {
    content: [{ type: "text", text }],
    structuredContent: { status: "error", error_code: code, message, ...details },
    isError: true,
  };
}

/**
 * Stands in for an unexpected error. The error is logged under an id; the client gets only the id,
 * because error texts contain paths and SQL.
 */
export function maskedError(error: unknown, logger: Logger): RestaurantError {
  const id = publicId();
  logger.error("unexpected error {id}: {error}", { id, error });
  return new RestaurantError(
    "INTERNAL_ERROR",
    `Something failed inside the server (error ${id}).`,
    {
      hint:
        `Try again; if it fails again, ask the server's administrator to look for ${id} in its log.`,
    },
  );
}
