import { RestaurantError } from "../../values/errors.ts";
import type { ImportSource } from "./source.ts";

/** Every encoding that a file may have, for `--encoding`. */
export const ENCODINGS = [
  ...["utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1251", "windows-1252"] as const,
  ...["windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257"] as const,
  ...["windows-1258", "windows-874", "iso-8859-2", "iso-8859-5", "iso-8859-7"] as const,
  ...["iso-8859-15", "koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic"] as const,
  ...["shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"] as const,
] as const;

/** How the bytes of a file are read as text. */
export type Encoding = (typeof ENCODINGS)[number];

/** Thrown by `readText` when a file that should be UTF-8 is not. */
export class NotUtf8 extends Error {
  override readonly name = "NotUtf8";
}

/** Called after each piece of a file with the bytes that it had. */
export type BytesRead = (bytes: number) => void;

/**
 * What the first bytes say about a file: its byte order mark if it has one, else UTF-8.
 *
 * @throws {RestaurantError} INVALID_INPUT for an empty file and for one that is not text.
 */
export async function sniffEncoding(source: ImportSource): Promise<Encoding> {
  const head = await firstBytes(source);
  if (head.length === 0) throw notReadable("is empty");
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const known = SIGNATURES.find(([signature]) => startsWith(head, signature));
  if (known !== undefined) throw notReadable(`is ${known[1]}, not CSV`);
  // Escapes between alphabets, which are ASCII and so valid UTF-8.
  if (startsEscape(head)) return "iso-2022-jp";
  if (!head.includes(0)) return "utf-8";
  const zeros = [0, 1].map((odd) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return "utf-16le";
  if (even > head.length / 4 && odd === 0) return "utf-16be";
  throw notReadable("holds binary data, not CSV");
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ["%PDF", "a PDF document"],
  ["\xd0\xcf\x11\xe0", "an old Excel workbook"],
  ["<", "a page of HTML or XML, whatever its name"],
  ["{", "JSON"],
  ["[{", "JSON"],
];

/** Whether bytes switch to Japanese characters: `ESC $ B` or `ESC $ @`. */
function startsEscape(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(0x1b);
  return at !== -1 && bytes[at + 1] === 0x24 && [0x40, 0x42].includes(bytes[at + 2] ?? 0);
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return [...signature].every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** The first piece of a file. */
export async function firstBytes(source: ImportSource): Promise<Uint8Array> {
  const reader = (await source.open()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}

/** How to read a file whose encoding is decided. */
export interface DecodingRules {
  readonly encoding: Encoding;
  /** Whether bytes outside the encoding become replacement characters. */
  readonly isLenient: boolean;
  /** Whether nothing but the text itself says the encoding. */
  readonly isGuess?: boolean;
}

/**
 * The text of a file in pieces, with every line ending made `\n` and the byte order mark left out.
 *
 * @throws {NotUtf8} as soon as bytes arrive that are not of the encoding, unless that is allowed.
 */
export async function* readText(
  source: ImportSource,
  { encoding, isLenient }: DecodingRules,
  bytesRead: BytesRead,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: !isLenient });
  const lines = lineEndings();
  for await (const bytes of await source.open()) {
    yield lines(decodePart(decoder, bytes));
    bytesRead(bytes.length);
  }
  yield lines(decodePart(decoder));
}

function decodePart(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new NotUtf8();
  }
}

/** Enough to distinguish one encoding from another. */
const SAMPLE_SIZE = 64 * 1024;

/** The lines of a file that have bytes beyond ASCII, up to a limit. */
export async function nonAsciiSample(source: ImportSource): Promise<Uint8Array> {
  const kept: number[] = [];
  let line: number[] = [];
  for await (const bytes of await source.open()) {
    for (const byte of bytes) {
      line.push(byte);
      if (byte !== 10) continue;
      if (line.some((one) => one > 0x7f)) kept.push(...line);
      line = [];
      if (kept.length >= SAMPLE_SIZE) return Uint8Array.from(kept);
    }
    if (line.length > SAMPLE_SIZE) break;
  }
  return Uint8Array.from([...kept, ...line]);
}

/** Turns `\r\n` and `\r` into `\n`, even if a pair is split between two chunks. */
function lineEndings(): (text: string) => string {
  let held = "";
  return (text) => {
    const whole = held + text;
    held = whole.endsWith("\r") ? "\r" : "";
    const complete = held === "" ? whole : whole.slice(0, -1);
    return complete.includes("\r") ? complete.replaceAll(/\r\n?/g, "\n") : complete;
  };
}

function notReadable(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file ${problem}.`, {
    hint: "Export it as CSV, with the names of the columns first, and import that file.",
  });
}
