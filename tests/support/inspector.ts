import type { Program, ServedProgram } from "./server_process.ts";

/** The same program, with V8's inspector open to this machine; Deno says where, unless it is quiet. */
export function inspected({ command, args: [run = "", ...args] }: Program): Program {
  const loud = args.filter((argument) => argument !== "--quiet");
  return { command, args: [run, "--inspect=127.0.0.1:0", ...loud] };
}

/** Bytes that a running program holds on its heap after everything unreachable is collected. */
export async function heapInUse({ welcome }: Pick<ServedProgram, "welcome">): Promise<number> {
  const address = /ws:\/\/\S+/.exec(welcome)?.[0];
  if (address === undefined) throw new Error(`The inspector does not listen:\n${welcome}`);
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  try {
    // Twice: what the first finds unreachable may have kept more alive until it was cleaned up.
    await command(socket, "HeapProfiler.collectGarbage");
    await command(socket, "HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await command(socket, "Runtime.getHeapUsage");
    return Number(usedSize) + Number(backingStorageSize);
  } finally {
    const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
    socket.close();
    await closed;
  }
}

/** Commands go one after the other, so the next message is the answer. */
async function command(socket: WebSocket, method: string): Promise<Record<string, unknown>> {
  const answer = new Promise<MessageEvent<string>>((resolve) =>
    socket.addEventListener("message", resolve, { once: true })
  );
  socket.send(JSON.stringify({ id: 1, method }));
  return JSON.parse((await answer).data).result;
}
