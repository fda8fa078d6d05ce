import assert from "node:assert/strict";
import { begunAnswer } from "../../src/http/begun_answer.ts";

const request = new Request("http://127.0.0.1/mcp", {
  headers: { accept: "application/json, text/event-stream" },
});
const never = () => assert.fail("no client left");

Deno.test("an answer that is soon there comes as it is", async () => {
  const answer = Response.json({ id: 1 });
  assert.equal(await begunAnswer(request, Promise.resolve(answer), never), answer);
});

Deno.test("one that takes longer begins, and comes as an event", async () => {
  const answer = Promise.withResolvers<Response>();
  const begun = await begunAnswer(request, answer.promise, never);
  assert.equal(begun.headers.get("content-type"), "text/event-stream");
  answer.resolve(Response.json({ id: 1 }));
  assert.equal(await begun.text(), 'event: message\ndata: {"id":1}\n\n');
});

Deno.test("one of events passes on each as it comes", async () => {
  const answer = Promise.withResolvers<Response>();
  const begun = await begunAnswer(request, answer.promise, never);
  const told = new TransformStream<Uint8Array, Uint8Array>();
  const headers = { "content-type": "text/event-stream" };
  answer.resolve(new Response(told.readable, { headers }));
  const reader = begun.body?.pipeThrough(new TextDecoderStream()).getReader();
  const writer = told.writable.getWriter();
  for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
    void writer.write(new TextEncoder().encode(event));
    assert.deepEqual(await reader?.read(), { done: false, value: event });
  }
  await writer.close();
  assert.equal((await reader?.read())?.done, true);
});

Deno.test("a client that leaves a started response is noticed, and its answer is dropped", async () => {
  const answer = Promise.withResolvers<Response>();
  let left = 0;
  const begun = await begunAnswer(request, answer.promise, () => left++);
  await begun.body?.cancel();
  answer.resolve(Response.json({ id: 1 }));
  await answer.promise;
  assert.equal(left, 1);
});

Deno.test("an answer that fails, soon or late, fails for its client", async () => {
  const error = new Error("broken");
  await assert.rejects(begunAnswer(request, Promise.reject(error), never), error);
  const answer = Promise.withResolvers<Response>();
  const begun = await begunAnswer(request, answer.promise, never);
  answer.reject(error);
  await assert.rejects(begun.text(), error);
});

Deno.test("a client that takes no events waits for its answer", async () => {
  const plain = new Request("http://127.0.0.1/mcp", { headers: { accept: "application/json" } });
  const answer = Promise.withResolvers<Response>();
  const begun = begunAnswer(plain, answer.promise, never);
  setTimeout(() => answer.resolve(Response.json({ id: 1 })), 300);
  assert.deepEqual(await (await begun).json(), { id: 1 });
});
