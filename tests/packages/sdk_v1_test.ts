import assert from "node:assert/strict";
import { Client } from "./sdk_v1.ts";

Deno.test("the 2025 client is typed", () => {
  // @ts-expect-error: a client is no number; without its types this line would compile
  const number: number = new Client({ name: "test", version: "1" });
  assert.notEqual(typeof number, "number");
});
