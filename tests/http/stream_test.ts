import assert from "node:assert/strict";
import { MOST_WAITING, watchedStream } from "../../src/http/stream.ts";

/** A watched stream, its source controlled by the test, and how often its end was reported. */
function watched() {
  const source = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  const left = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    start: source.resolve,
    cancel: () => left.resolve(),
  });
  const stop = new AbortController();
  const ended = Promise.withResolvers<void>();
  let ends = 0;
  const stream = watchedStream(body, {
    signal: stop.signal,
    onEnd() {
      ends++;
      ended.resolve();
    },
  });
  return {
    stream,
    source: source.promise,
    left: left.promise,
    stop,
    ended: ended.promise,
    ends: () => ends,
  };
}

const chunk = (text: string) => new TextEncoder().encode(text);

Deno.test("data is passed on, and the end is reported once", async () => {
  const { stream, source, ended, ends } = watched();
  const controller = await source;
  for (const text of ["a", "b", "c"]) controller.enqueue(chunk(text));
  controller.close();
  assert.equal(await new Response(stream).text(), "abc");
  await ended;
  assert.equal(ends(), 1);
});

Deno.test("its end is seen without a reader, and the backlog is kept", async () => {
  const { stream, source, ended } = watched();
  const controller = await source;
  controller.enqueue(chunk("an answer"));
  controller.close();
  await ended;
  assert.equal(await new Response(stream).text(), "an answer");
});

Deno.test("a client that leaves ends it, and its source is notified", async () => {
  const { stream, left, ended, ends } = watched();
  await stream.cancel();
  await left;
  await ended;
  assert.equal(ends(), 1);
});

Deno.test("it can be ended from outside without a reader", async () => {
  const { stream, source, left, ended, stop } = watched();
  (await source).enqueue(chunk("before"));
  stop.abort();
  await ended;
  await left;
  assert.equal(await new Response(stream).text(), "before");
});

Deno.test("it ends if its source fails", async () => {
  const { stream, source, ended } = watched();
  const controller = await source;
  controller.enqueue(chunk("before"));
  await Promise.resolve();
  controller.error(new Error("broken"));
  await ended;
  assert.match(await new Response(stream).text(), /^(before)?$/);
});

Deno.test("for a client that does not read it ends, and nothing is kept", async () => {
  const { stream, source, left, ended, ends } = watched();
  const controller = await source;
  for (let sent = 0; sent <= MOST_WAITING; sent++) controller.enqueue(chunk("x"));
  await ended;
  await left;
  assert.equal(await new Response(stream).text(), "");
  assert.equal(ends(), 1);
});

Deno.test("a client may lag, up to a limit", async () => {
  const { stream, source } = watched();
  const controller = await source;
  for (let sent = 0; sent < MOST_WAITING; sent++) controller.enqueue(chunk("x"));
  controller.close();
  assert.equal((await new Response(stream).text()).length, MOST_WAITING);
});

Deno.test("a client that reads gets as much as comes", async () => {
  const { stream, source, ends } = watched();
  const controller = await source;
  const reader = stream.getReader();
  for (let sent = 0; sent < 10 * MOST_WAITING; sent++) {
    controller.enqueue(chunk("x"));
    assert.equal((await reader.read()).done, false);
  }
  assert.equal(ends(), 0);
  await reader.cancel();
});
