/** The headers of a request; names are in small letters. */
export type RequestHeaders = Pick<Headers, "get" | "has">;

/**
 * What the edge reads of a request. A `Request` of the web costs more to make than a whole call of a
 * tool, so it is made only for what needs one: other routes than calls, and the library.
 */
export interface LightRequest extends Pick<Request, "method" | "url" | "text"> {
  readonly headers: RequestHeaders;
  /** Aborted if the client leaves before it has its answer. */
  readonly signal: AbortSignal;
  /**
   * The same as the web has it, with the body if it was not read yet.
   *
   * @throws {RestaurantError} INVALID_INPUT if the web has no such request.
   */
  web(): Request;
}

/** A request at the edge. */
export type EdgeRequest = Request | LightRequest;

/**
 * A request as the web has it.
 *
 * @throws {RestaurantError} INVALID_INPUT if the web has no such request.
 */
export function webRequest(request: EdgeRequest): Request {
  return request instanceof Request ? request : request.web();
}

/** The path that a request asks for, without its query. */
export function pathOf({ url }: Pick<EdgeRequest, "url">): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const path = start === -1 ? "/" : url.slice(start);
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}
