import assert from "node:assert/strict";
import { fileSource, spool } from "../../../src/importing/file/source.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function textOf(source: { open(): Promise<ReadableStream<Uint8Array>> }): Promise<string> {
  return await new Response(await source.open()).text();
}

Deno.test("a file can be read again and again", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/sales.csv`, "a,b\n");
    await using source = await fileSource(`${folder}/sales.csv`, folder);
    assert.deepEqual([source.name, source.size], ["sales.csv", 4]);
    assert.equal(await textOf(source), "a,b\n");
    assert.equal(await textOf(source), "a,b\n");
  }));

Deno.test("missing files and folders are refused", () =>
  inFolder(async (folder) => {
    await assert.rejects(fileSource(`${folder}/no.csv`, folder), {
      code: "NOT_FOUND",
      message: /does not exist/,
    });
    await assert.rejects(fileSource(folder, folder), { code: "NOT_FOUND", message: /is a folder/ });
  }));

Deno.test("a stream is copied to a file that can be read twice, and the copy has no name", () =>
  inFolder(async (folder) => {
    // Left by a version that was killed.
    await Deno.writeTextFile(`${folder}/restaurant-mcp-import-1`, "a guest's name");
    await Deno.utime(`${folder}/restaurant-mcp-import-1`, 0, 0);
    const names = () => [...Deno.readDirSync(folder)].map(({ name }) => name);
    {
      await using source = await spool("standard input", new Blob(["x,y\n"]).stream(), folder);
      assert.deepEqual([source.name, source.size], ["standard input", 4]);
      assert.deepEqual(names(), []);
      assert.equal(await textOf(source), "x,y\n");
      assert.equal(await textOf(source), "x,y\n");
    }
    assert.deepEqual(names(), []);
    const broken = ReadableStream.from((function* () {
      yield new Uint8Array([1]);
      throw new Error("the pipe broke");
    })());
    await assert.rejects(spool("standard input", broken, folder), /the pipe broke/);
    assert.deepEqual(names(), []);
    const endless = new ReadableStream<Uint8Array>();
    const stop = new AbortController();
    const copying = spool("standard input", endless, folder, stop.signal);
    stop.abort();
    await assert.rejects(copying, { name: "AbortError" });
    assert.deepEqual(names(), []);
  }));

Deno.test("a copy of several pieces is whole", () =>
  inFolder(async (folder) => {
    const text = "0123456789".repeat(50_000);
    await using source = await spool("standard input", new Blob([text]).stream(), folder);
    assert.equal(source.size, text.length);
    assert.equal(await textOf(source), text);
    assert.equal(await textOf(source), text);
  }));
