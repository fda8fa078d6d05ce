import assert from "node:assert/strict";
import { readTime } from "../../../src/importing/cells/times.ts";

function clock(text: string): string | undefined {
  const time = readTime(text);
  if (time === undefined) return undefined;
  const { hour, minute, second, offset } = time;
  return `${hour}:${minute}:${second}${offset === undefined ? "" : ` ${offset}`}`;
}

Deno.test("clocks of 24 and of 12 hours", () => {
  const times: Readonly<Record<string, string>> = {
    "11:38:36": "11:38:36",
    "9:05": "9:5:0",
    "00:00:00": "0:0:0",
    "23:59:59": "23:59:59",
    "5:18 PM": "17:18:0",
    "5:18PM": "17:18:0",
    "5:18:09 pm": "17:18:9",
    "12:00 AM": "0:0:0",
    "12:30 a.m.": "0:30:0",
    "12:30 PM": "12:30:0",
    "5 pm": "17:0:0",
    "17.05": "17:5:0",
    "17:18:05.123": "17:18:5",
  };
  for (const [text, expected] of Object.entries(times)) assert.equal(clock(text), expected, text);
});

Deno.test("a time may say how far it is from UTC", () => {
  assert.equal(clock("17:18:05Z"), "17:18:5 0");
  assert.equal(clock("17:18:05.000-05:00"), "17:18:5 -300");
  assert.equal(clock("17:18+0530"), "17:18:0 330");
});

Deno.test("times that no clock shows are none", () => {
  for (
    const text of [
      "",
      "24:01",
      "12:60",
      "1:2",
      "0:30 PM",
      "13:00 PM",
      "Evening",
      "17",
      "1138",
      "12:00:61",
    ]
  ) {
    assert.equal(readTime(text), undefined, text);
  }
});

Deno.test("times as they are written elsewhere", () => {
  for (
    const [text, hour, minute, offset] of [
      ["8:15 p. m.", 20, 15, undefined],
      ["12:05 a. m.", 0, 5, undefined],
      ["下午8:15", 20, 15, undefined],
      ["오후 3:20", 15, 20, undefined],
      ["20h15", 20, 15, undefined],
      ["123000", 12, 30, undefined],
      ["0.75", 18, 0, undefined],
      ["24:00", 24, 0, undefined],
      ["02:44 AM EST", 2, 44, -300],
      ["12:30 +00", 12, 30, 0],
    ] as const
  ) {
    const time = readTime(text);
    assert.deepEqual([time?.hour, time?.minute, time?.offset], [hour, minute, offset], text);
  }
});
