/** The JSON messages of a `text/event-stream`, as they come. */
export async function* messagesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const reader = body.pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>;
  let waiting = "";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (waiting + read.value).split(/\r?\n/);
      waiting = lines.pop() ?? "";
      for (const line of lines) {
        // The server writes each message on one line.
        if (line.startsWith("data: {")) yield JSON.parse(line.slice("data: ".length));
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
