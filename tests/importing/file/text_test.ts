import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import type { Encoding } from "../../../src/importing/file/text.ts";
import { NotUtf8, readText, sniffEncoding } from "../../../src/importing/file/text.ts";
import { alwaysAsync } from "../../support/always.ts";
import { sourceOf } from "../../support/imports.ts";

async function read(bytes: Uint8Array, encoding: Encoding, pieceSize = 3): Promise<string> {
  const isLenient = encoding !== "utf-8";
  const parts: string[] = [];
  for await (
    const part of readText(sourceOf(bytes, pieceSize), { encoding, isLenient }, () => {})
  ) {
    parts.push(part);
  }
  return parts.join("");
}

function bytesOf(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "string" ? [...new TextEncoder().encode(part)] : part),
  );
}

Deno.test("UTF-8, with and without a byte order mark, cut inside characters", async () => {
  assert.equal(await read(bytesOf("Crème 🍮"), "utf-8"), "Crème 🍮");
  assert.equal(await read(bytesOf([0xef, 0xbb, 0xbf], "Date,Zürich"), "utf-8"), "Date,Zürich");
});

Deno.test("bytes that are no UTF-8 say so, and windows-1252 reads them", async () => {
  const latin = bytesOf("Caf", [0xe9], " ", [0x92], "\n");
  await assert.rejects(read(latin, "utf-8"), NotUtf8);
  assert.equal(await read(latin, "windows-1252"), "Café ’\n");
  await assert.rejects(read(bytesOf("abc", [0xc3]), "utf-8"), NotUtf8);
});

Deno.test("UTF-16 is known by its byte order mark", async () => {
  const little = bytesOf([0xff, 0xfe, 0x44, 0x00, 0xe9, 0x00]);
  const big = bytesOf([0xfe, 0xff, 0x00, 0x44, 0x00, 0xe9]);
  assert.equal(await sniffEncoding(sourceOf(little)), "utf-16le");
  assert.equal(await sniffEncoding(sourceOf(big)), "utf-16be");
  assert.equal(await read(little, "utf-16le"), "Dé");
  assert.equal(await read(big, "utf-16be"), "Dé");
});

Deno.test("every line ending becomes a line feed, even if a pair is split between chunks", async () => {
  for (const pieceSize of [1, 2, 3, 100]) {
    assert.equal(await read(bytesOf("a\r\nb\rc\n\r\nd"), "utf-8", pieceSize), "a\nb\nc\n\nd");
  }
});

Deno.test("any text arrives whole, in pieces of any size", async () => {
  await alwaysAsync(
    fc.asyncProperty(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 1, max: 9 }),
      async (text, size) => {
        const plain = text.replaceAll(/[\r\n\ufeff]/g, "");
        assert.equal(await read(bytesOf(`x${plain}`), "utf-8", size), `x${plain}`);
      },
    ),
    50,
  );
});

Deno.test("files that are no text are named for what they are", async () => {
  const files: readonly (readonly [Uint8Array, RegExp])[] = [
    [bytesOf("<html><table>"), /HTML/],
    [bytesOf('{"orders": []}'), /JSON/],
    [bytesOf("%PDF-1.7"), /PDF/],
    [bytesOf("abc", [0]), /binary/],
    [bytesOf(""), /empty/],
  ];
  for (const [bytes, message] of files) {
    await assert.rejects(sniffEncoding(sourceOf(bytes)), { code: "INVALID_INPUT", message });
  }
});
