import { within } from "../values/within.ts";
import { accepts } from "./accepted.ts";
import { type EdgeAnswer, webAnswer } from "./edge_answer.ts";
import type { EdgeRequest } from "./edge_request.ts";

/** Most answers are ready sooner; for the others it is worth noticing that the client has left. */
const BEGIN_MS = 250;

const EVENT_STREAM = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * The same answer; if it takes long, one that has started, as a stream that will carry the answer.
 * A client of 2026-07-28 cancels by disconnecting, and Deno reports that only once the response has
 * started.
 *
 * @param answer One JSON-RPC message, or a stream of it and the progress sent before it.
 * @param onLeave Called if the client disconnects before the answer.
 */
export async function begunAnswer<Answer extends EdgeAnswer>(
  request: Pick<EdgeRequest, "headers">,
  answer: Promise<Answer>,
  onLeave: () => void,
): Promise<Answer | Response> {
  if (!accepts(request, "text/event-stream")) return await answer;
  return await within(BEGIN_MS, answer) ?? streamOf(answer, onLeave);
}

/** The answer as a stream, whenever it comes: as its one event, unless it is one of events itself. */
function streamOf(answer: Promise<EdgeAnswer>, onLeave: () => void): Response {
  let hasLeft = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        for await (const chunk of eventsOf(webAnswer(await answer))) {
          if (hasLeft) return;
          controller.enqueue(chunk);
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
    cancel() {
      hasLeft = true;
      onLeave();
    },
  });
  return new Response(body, { headers: EVENT_STREAM });
}

async function* eventsOf(answer: Response): AsyncIterable<Uint8Array> {
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    yield* answer.body ?? [];
  } else {
    yield new TextEncoder().encode(`event: message\ndata: ${await answer.text()}\n\n`);
  }
}
