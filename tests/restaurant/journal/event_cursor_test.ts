import assert from "node:assert/strict";
import { eventCursor, readUpTo } from "../../../src/restaurant/journal/event_cursor.ts";
import { numberAt, type Numbers } from "../../../src/storage/location_counters.ts";
import { bytesToBase64Url } from "../../../src/values/base64url.ts";
import { digestOf } from "../../../src/values/digest.ts";
import { RestaurantError } from "../../../src/values/errors.ts";

function numbers(own: Record<string, number>, base = 0): Numbers {
  return { base, own: new Map(Object.entries(own)) };
}

const LAST = numbers({ "": 3, downtown: 127, harbour: 128, "Café No 7": 2 ** 40 });

Deno.test("a cursor is read back, whatever the numbers and names", () => {
  const { base, own } = readUpTo(eventCursor(LAST), LAST);
  assert.deepEqual([base, [...own].sort()], [0, [...LAST.own].sort()]);
});

Deno.test("it is short, and no name of a location is in it", () => {
  const cursor = eventCursor(LAST);
  assert.match(cursor, /^[\w-]{20,50}$/);
  const decoded = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  assert.doesNotMatch(decoded, /downtown|harbour/);
  const ten = numbers(Object.fromEntries([..."abcdefghij"].map((name) => [name, 10_000])));
  assert.ok(eventCursor(ten).length < 80);
});

Deno.test("a location that came later is read from its first event", () => {
  const cursor = eventCursor(numbers({ downtown: 5 }));
  const upTo = readUpTo(cursor, numbers({ downtown: 9, harbour: 2 }));
  assert.deepEqual([numberAt(upTo, "downtown"), numberAt(upTo, "harbour")], [5, 0]);
});

Deno.test("one of more locations than its reader sees any more is still a cursor", () => {
  const { own } = readUpTo(eventCursor(LAST), numbers({ downtown: 200 }));
  assert.deepEqual([...own], [["downtown", 127]]);
});

Deno.test("a plain number is one of the days when locations counted together", () => {
  const last = numbers({ downtown: 505 }, 500);
  const upTo = readUpTo("42", last);
  assert.deepEqual(["downtown", "harbour"].map((id) => numberAt(upTo, id)), [42, 42]);
  // Read on, page by page: the other location is where it was.
  const further = readUpTo(eventCursor({ ...upTo, own: new Map([["downtown", 77]]) }), last);
  assert.deepEqual(["downtown", "harbour"].map((id) => numberAt(further, id)), [77, 42]);
  assert.throws(() => readUpTo("501", last), RestaurantError);
  assert.equal(readUpTo("0", LAST).base, 0);
});

Deno.test("just after an upgrade a cursor holds locations without a number of their own", () => {
  const last = numbers({}, 500);
  const read = numbers({ downtown: 77 }, 42);
  const { own } = readUpTo(eventCursor(read), last, { locations: ["", "downtown"] });
  assert.deepEqual([...own], [["", 42], ["downtown", 77]]);
  assert.throws(
    () => readUpTo(eventCursor(numbers({ downtown: 501 })), last, { locations: ["downtown"] }),
    RestaurantError,
  );
});

Deno.test("of two locations that share a name, one that is new is read from its first event", () => {
  const [one, other] = sameName();
  const cursor = eventCursor(numbers({ [one]: 50 }));
  for (const newer of [3, 60]) {
    const { own } = readUpTo(cursor, numbers({ [one]: 50, [other]: newer }));
    assert.deepEqual([...own.values()], [0, 0]);
  }
});

/** Two ids of which a cursor has the same three bytes. */
function sameName(): readonly [string, string] {
  const ids = new Map<string, string>();
  for (let index = 0;; index++) {
    const id = `location ${index}`;
    const before = ids.getOrInsert(digestOf(id).slice(0, 6), id);
    if (before !== id) return [before, id];
  }
}

Deno.test("a cursor of digits without end is refused, not followed", () => {
  for (const length of [500, 70_000]) {
    const endless = Array<number>(length).fill(0xff);
    const sum = digestOf({ events: endless });
    const start = [1, ...[0, 2, 4].map((at) => parseInt(sum.slice(at, at + 2), 16))];
    const cursor = bytesToBase64Url([...start, ...endless]);
    assert.throws(() => readUpTo(cursor, LAST), (error) => {
      assert.ok(error instanceof RestaurantError);
      assert.match(error.message, /no cursor of this restaurant/);
      return true;
    });
  }
});

Deno.test("what is no cursor of this database is refused, with what to do", () => {
  const cursor = eventCursor(LAST);
  const ahead = eventCursor(numbers({ downtown: 128 }));
  for (
    const text of ["abc", "1", cursor.slice(0, -2), `${cursor}AA`, cursor.toUpperCase(), ahead]
  ) {
    assert.throws(() => readUpTo(text, LAST), (error) => {
      assert.ok(error instanceof RestaurantError, text);
      assert.equal(error.code, "INVALID_INPUT");
      assert.match(error.message, /Read restaurant:\/\/live_orders/);
      return true;
    });
  }
});

Deno.test("a cursor from before a restore is none of the restored database", () => {
  const restored = 0xdead_beef;
  const own = eventCursor(LAST, restored);
  assert.deepEqual(
    readUpTo(own, LAST, { epoch: restored }).own,
    readUpTo(eventCursor(LAST), LAST).own,
  );
  for (
    const [cursor, epoch] of [[eventCursor(LAST), restored], ["3", restored], [own, 0], [own, 7]]
  ) {
    assert.throws(
      () => readUpTo(String(cursor), LAST, { epoch: Number(epoch) }),
      /if a backup was restored, none from before is/,
    );
  }
});
