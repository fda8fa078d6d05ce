const PREFIX = "restaurant-mcp-import-";
const CHUNK = 64 * 1024;
/** Files have a name for less than a moment. */
const OLD_MS = 3_600_000;

/** A file without a name, which is gone with its program however that ends. */
export interface UnnamedFile extends AsyncDisposable {
  /** Bytes written so far. */
  readonly size: number;
  /** Adds what a stream gives. */
  fill(stream: ReadableStream<Uint8Array>, signal?: AbortSignal): Promise<void>;
  /** All of it from its beginning. */
  read(): ReadableStream<Uint8Array>;
}

/**
 * Makes a file that only its owner may read, and takes its name away; removes those that a program
 * which was killed may have left in the folder. Where an open file keeps its name, which is on
 * Windows, it goes when disposed.
 */
export async function unnamedFile(folder: string | undefined): Promise<UnnamedFile> {
  if (folder !== undefined) await sweep(folder);
  const path = await Deno.makeTempFile({
    prefix: PREFIX,
    ...(folder !== undefined && { dir: folder }),
  });
  const file = await Deno.open(path, { read: true, write: true });
  const isGone = await removed(path);
  let size = 0;
  return {
    get size() {
      return size;
    },
    async fill(stream, signal) {
      const sink = new WritableStream<Uint8Array>({
        async write(chunk) {
          for (let done = 0; done < chunk.length;) done += await file.write(chunk.subarray(done));
          size += chunk.length;
        },
      });
      await stream.pipeTo(sink, signal === undefined ? {} : { signal });
    },
    read: () => readFrom(file),
    async [Symbol.asyncDispose]() {
      file.close();
      if (!isGone) await removed(path);
    },
  };
}

function readFrom(file: Deno.FsFile): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = new Uint8Array(CHUNK);
      await file.seek(position, Deno.SeekMode.Start);
      const length = await file.read(chunk);
      position += length ?? 0;
      if (length === null) controller.close();
      else controller.enqueue(chunk.subarray(0, length));
    },
  });
}

async function sweep(folder: string): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !name.startsWith(PREFIX)) continue;
    const path = `${folder}/${name}`;
    const { mtime } = await Deno.stat(path);
    if (mtime !== null && Date.now() - mtime.getTime() > OLD_MS) await removed(path);
  }
}

/** Whether a file is there no longer. */
async function removed(path: string): Promise<boolean> {
  try {
    await Deno.remove(path);
    return true;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}
