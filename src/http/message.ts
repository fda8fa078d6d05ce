import { isJsonContentType, readRequestBody } from "@modelcontextprotocol/server";
import { within } from "../values/within.ts";
import { excessOf } from "../mcp/bounds.ts";
import { isTooDeep } from "../mcp/json_depth.ts";
import { type Parcel, parcelOf } from "../mcp/message.ts";
import { rpcError } from "../mcp/rpc_error.ts";
import { type EdgeRequest, webRequest } from "./edge_request.ts";

/** A megabyte: far more than any call needs, far less than it takes to hurt. */
const LARGEST_BODY = 1_048_576;

/**
 * The message in the body of a request, or the response to one without a message.
 *
 * @param patienceMs Milliseconds within which the body must arrive.
 */
export async function readMessage(
  request: EdgeRequest,
  patienceMs: number,
): Promise<Parcel | Response> {
  if (!isJsonContentType(request.headers.get("content-type"))) {
    return rpcError(415, -32000, "Content-Type must be application/json.");
  }
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    return rpcError(415, -32000, "Content-Encoding must be gzip, or none.", {
      "Accept-Encoding": "gzip",
    });
  }
  const isPlain = encoding === "identity";
  const text = await inTime(isPlain ? plainText(request) : textOf(unzipped(request)), patienceMs);
  if (text instanceof Response) return text;
  if (isTooDeep(text)) return rpcError(400, -32600, "The body is nested too deeply.");
  const json = parsed(text);
  if (json === undefined) return rpcError(400, -32700, "The body is not valid JSON.");
  const parcel = parcelOf(json);
  const excess = excessOf(parcel);
  return excess === undefined ? parcel : rpcError(400, -32600, excess);
}

/** The body; one whose length is told is as long as that, and is read in one piece. */
async function plainText(request: EdgeRequest): Promise<string | Response> {
  const length = request.headers.get("content-length");
  if (length === null || request instanceof Request) return await textOf(webRequest(request));
  return Number(length) > LARGEST_BODY ? tooLarge() : await request.text();
}

/** The request with its body unzipped as it is read, so that the bound holds for what comes out. */
function unzipped(request: EdgeRequest): Request {
  const { url, body } = webRequest(request);
  if (body === null) return new Request(url, { method: "POST" });
  return new Request(url, {
    method: "POST",
    body: body.pipeThrough(new DecompressionStream("gzip")),
  });
}

async function textOf(request: Request): Promise<string | Response> {
  const body = await readRequestBody(request, LARGEST_BODY);
  return body.tooLarge ? tooLarge() : body.text;
}

function tooLarge(): Response {
  return rpcError(413, -32000, `The body is larger than ${LARGEST_BODY} bytes.`);
}

/** A slow body would occupy a place among the requests in flight indefinitely. */
async function inTime(
  text: Promise<string | Response>,
  patienceMs: number,
): Promise<string | Response> {
  const reading = text.catch(() => rpcError(400, -32700, "The body ended early."));
  return await within(patienceMs, reading) ??
    rpcError(408, -32000, `The body did not arrive within ${patienceMs / 1000} seconds.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
