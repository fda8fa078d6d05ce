import { fuzz } from "../support/fuzz/fuzz.ts";
import { calls } from "../support/fuzz/questions.ts";

fuzz({
  what: "arguments of every tool, grown from its schema",
  share: 35,
  of: calls,
  reaches: ({ tools }) => tools.map(({ definition }) => definition.name),
});
