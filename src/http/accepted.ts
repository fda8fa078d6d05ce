import type { EdgeRequest } from "./edge_request.ts";

/** The content types of the library's answers. */
const JSON_TYPE = "application/json";
const STREAM_TYPE = "text/event-stream";

/** Whether an Accept header allows a type; without one every type is allowed. */
export function accepts({ headers }: Pick<EdgeRequest, "headers">, type: string): boolean {
  const accept = headers.get("accept");
  if (accept === null || accept.trim() === "") return true;
  const [family] = type.split("/");
  return accept.toLowerCase().split(",").some((part) => {
    const range = part.split(";")[0]?.trim();
    return range === type || range === `${family}/*` || range === "*/*";
  });
}

/**
 * The request in the form the library requires: it insists that a client accepts both types. The
 * body has been read by then.
 */
export function askingForBoth(request: Request): Request {
  const { url, method, signal } = request;
  const accept = request.headers.get("accept") ?? "";
  if (accept.includes(JSON_TYPE) && accept.includes(STREAM_TYPE)) return request;
  const headers = new Headers(request.headers);
  headers.set("accept", method === "GET" ? STREAM_TYPE : `${JSON_TYPE}, ${STREAM_TYPE}`);
  return new Request(url, { method, headers, signal });
}

/** An answer to a message in a type that its client takes. */
export async function asAccepted(
  request: Pick<EdgeRequest, "headers">,
  answer: Response,
): Promise<Response> {
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith(STREAM_TYPE) && !accepts(request, STREAM_TYPE)) {
    return withBody(answer, jsonOf(await answer.text()), JSON_TYPE);
  }
  if (answer.ok && type.startsWith(JSON_TYPE) && !accepts(request, JSON_TYPE)) {
    return withBody(answer, `event: message\ndata: ${await answer.text()}\n\n`, STREAM_TYPE);
  }
  return answer;
}

/** The answers of a stream as JSON, which has no room for notifications sent in between. */
function jsonOf(stream: string): string {
  const messages = stream.split("\n").filter((line) => line.startsWith("data: {"))
    .map((line): unknown => JSON.parse(line.slice("data: ".length)));
  const answers = messages.filter((message) => !Object.hasOwn(Object(message), "method"));
  return JSON.stringify(answers.length === 1 ? answers[0] : answers);
}

function withBody({ status, headers }: Response, body: string, type: string): Response {
  const changed = new Headers(headers);
  changed.set("content-type", type);
  return new Response(body, { status, headers: changed });
}
