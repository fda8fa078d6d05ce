import type { z } from "zod";
import type { Scope } from "../security/scopes.ts";

/** Content that is no text, or of another type than its template says. */
export interface ResourceBytes {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Described {
  /** snake_case and stable. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The scope a reader needs; without one every caller may read it. */
  readonly scope?: Scope;
  readonly mimeType:
    | "application/json"
    | "text/markdown"
    | "application/octet-stream"
    | "text/html;profile=mcp-app";
  /** Whether its content changes while a client watches. */
  readonly isLive?: boolean;
}

/** A resource at one address. */
export interface FixedResource<Needs> extends Described {
  readonly uri: string;
  /** What is said of its content, as `_meta`. */
  readonly contentMeta?: Readonly<Record<string, unknown>>;
  read(needs: Needs): Promise<string>;
}

/**
 * Resources at addresses that differ in one variable: `restaurant://orders/{date}`, or
 * `restaurant://live_orders{?since}` for one after a question mark.
 */
export interface ResourceTemplate<Needs> extends Described {
  readonly uriTemplate: string;
  /**
   * The valid form of the variable. It arrives as the client wrote it; anything else is refused.
   */
  readonly variable: z.ZodType<string, string>;
  /** The content, or undefined if it does not exist. */
  read(variable: string, needs: Needs): Promise<string | ResourceBytes | undefined>;
  /** Values for what a client has written so far, best first. */
  complete?(value: string, needs: Needs): Promise<readonly string[]>;
}

/** A resource as its file writes it. */
export type ResourceSpec<Needs> = FixedResource<Needs> | ResourceTemplate<Needs>;

/** Types a fixed resource. */
export function defineResource<Needs>(resource: FixedResource<Needs>): FixedResource<Needs> {
  return resource;
}

/** Types a resource template. */
export function defineTemplate<Needs>(template: ResourceTemplate<Needs>): ResourceTemplate<Needs> {
  return template;
}
