import { RestaurantError } from "../../values/errors.ts";

/** One file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  open(): ReadableStream<Uint8Array>;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive, folders and what a Mac adds left out.
 *
 * Source: PKWARE APPNOTE.TXT, 4.3.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is broken or encrypted.
 */
export function zipEntries(bytes: Uint8Array<ArrayBuffer>): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endOfDirectory(view);
    const entries: ZipEntry[] = [];
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken();
      const { entry, size } = readEntry(bytes, view, at);
      at += size;
      if (!/\/$|^__MACOSX\/|(^|\/)\./.test(entry.name)) entries.push(entry);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

function endOfDirectory(view: DataView): number {
  // A comment of up to 64 KB may follow it.
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 70_000; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw broken();
}

function readEntry(bytes: Uint8Array<ArrayBuffer>, view: DataView, at: number) {
  if ((view.getUint16(at + 8, true) & 1) === 1) throw broken("is encrypted");
  const method = view.getUint16(at + 10, true);
  const compressed = view.getUint32(at + 20, true);
  const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const [name = 0, extra = 0, comment = 0] = lengths;
  const local = view.getUint32(at + 42, true);
  const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const content = bytes.subarray(data, data + compressed);
  const entry: ZipEntry = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
    open() {
      const stream = ReadableStream.from([content]);
      if (method === STORED) return stream;
      if (method !== DEFLATED) throw broken("is compressed in a way that is not known");
      return stream.pipeThrough(new DecompressionStream("deflate-raw"));
    },
  };
  return { entry, size: 46 + name + extra + comment };
}

function broken(problem = "is a broken ZIP archive"): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file ${problem}.`, {
    hint: "Unpack it, or export it again, and import that file.",
  });
}
