import { fuzz } from "../support/fuzz/fuzz.ts";
import { messages } from "../support/fuzz/messages.ts";
import { readings } from "../support/fuzz/questions.ts";
import { headings, requests } from "../support/fuzz/requests.ts";

fuzz({ what: "messages of both eras", share: 20, of: () => messages });

fuzz({
  what: "addresses, prompts and completions",
  share: 15,
  of: readings,
  reaches: ({ resources, prompts }) => [
    ...resources.map(({ definition }) => definition).filter((one) => "uriTemplate" in one)
      .map(({ name }) => name),
    ...prompts.map(({ definition }) => definition.name),
  ],
});

fuzz({ what: "headers", share: 15, of: () => headings });
fuzz({ what: "methods and paths", share: 15, of: () => requests });
