import type { IncomingMessage } from "node:http";

/** A request of `node:http` as the web's, or the answer to one that has no such form. */
export function nodeRequest(incoming: IncomingMessage, signal: AbortSignal): Request | Response {
  const { method = "GET" } = incoming;
  const headers = headersOf(incoming);
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(incoming);
  try {
    const url = new URL(incoming.url ?? "/", `http://${headers.get("host") ?? "unknown"}`);
    return new Request(url, { method, headers, body, signal });
  } catch {
    return Response.json({ error: "This is no request that HTTP knows." }, { status: 400 });
  }
}

/** As they were sent: one that came twice is not one. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  return headers;
}

/** The body as it comes in, no faster than it is read. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false;
  const over = (end: () => void) => {
    if (!isOver) end();
    isOver = true;
  };
  return new ReadableStream({
    start(controller) {
      incoming.on("data", (chunk: Uint8Array<ArrayBuffer>) => {
        if (isOver) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 1) <= 0) incoming.pause();
      });
      incoming.once("end", () => over(() => controller.close()));
      incoming.once(
        "close",
        () => over(() => controller.error(new Error("The body ended early."))),
      );
      incoming.once("error", (error) => over(() => controller.error(error)));
    },
    pull: () => void incoming.resume(),
    cancel() {
      isOver = true;
      incoming.resume();
    },
  });
}
