import assert from "node:assert/strict";
import { replyProblems } from "../../../src/restaurant/feedback/replies/check_reply.ts";

const REASONS: Readonly<Record<string, RegExp>> = {
  money: /promises/,
  staff: /names a staff member/,
  medical: /an illness/,
  legal: /legal fault/,
};
const EMPLOYEES = ["Dana", "Okafor", "May", "Will", "Best", "Long"];
const REPLIES = (await Deno.readTextFile(new URL("replies.tsv", import.meta.url))).trim()
  .split("\n").map((line) => line.split("\t"));

function problems(reply: string, most_refund = 0): string {
  return replyProblems(reply, { currency: "USD", most_refund, employees: EMPLOYEES }).join(" ");
}

for (const [kind, reason] of Object.entries(REASONS)) {
  Deno.test(`replies with ${kind} in them are refused, however it is said`, () => {
    const replies = REPLIES.filter(([labelled]) => labelled === kind).map(([, reply]) =>
      reply ?? ""
    );
    assert.ok(replies.length > 10);
    for (const reply of replies) assert.match(problems(reply), reason, reply);
  });
}

Deno.test("decent replies are kept", () => {
  const replies = REPLIES.filter(([kind]) => kind === "fine").map(([, reply]) => reply ?? "");
  assert.ok(replies.length > 100);
  for (const reply of replies) assert.equal(problems(reply), "", reply);
});

Deno.test("amounts are held against the limit, however they are written", () => {
  const limit = 50_00;
  for (
    const reply of [
      "We will refund you $50.",
      "You get $12.50 back.",
      "We'll send you 20 dollars.",
      "A voucher of USD 30 is waiting for you.",
    ]
  ) assert.equal(problems(reply, limit), "", reply);
  for (
    const reply of [
      "We will refund you $1,000.",
      "We will refund you 1.000,00 €.",
      "We will refund you $5 and another two hundred dollars.",
      "We will refund you $5k.",
      "We cannot refund the tip, but we will refund $500.",
      "We won't hesitate to refund you $500.",
      "You asked for a refund and you will get it.",
      "You get 50% off your next $20 order.",
    ]
  ) assert.match(problems(reply, limit), /promises/, reply);
});

Deno.test("characters that hide or only look the same change nothing", () => {
  assert.match(problems("We will re\u00adfund you."), /promises/);
  assert.match(problems("We will re\u200bfund you."), /promises/);
  assert.match(problems("Ｗｅ ｗｉｌｌ ｒｅｆｕｎｄ ｙｏｕ."), /promises/);
  assert.match(problems("We won’t charge you for it."), /promises/);
});
