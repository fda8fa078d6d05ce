import type { Args, Server } from "./server.ts";

/** A server that can be asked something before it is known whether the answer is wanted. */
export interface AheadServer extends Server {
  /** Calls a tool now; the next call of the same tool with the same arguments takes this answer. */
  ahead(tool: string, args: Args): void;
}

/** Lets a server be asked ahead: the first figures need not wait for what else has to be learnt. */
export function askedAhead<Asked extends Server>(server: Asked): Asked & AheadServer {
  const answers = new Map<string, Promise<unknown>>();
  const keyOf = (tool: string, args: Args) => `${tool} ${JSON.stringify(args)}`;
  return {
    ...server,
    ahead(tool, args) {
      const answer = server.call(tool, args);
      // Who takes it hears of a failure; if nobody does, nobody needs to.
      answer.catch(() => {});
      answers.set(keyOf(tool, args), answer);
    },
    async call<Result>(tool: string, args: Args = {}): Promise<Result> {
      const key = keyOf(tool, args);
      const answer = answers.get(key);
      answers.delete(key);
      return await (answer as Promise<Result> | undefined ?? server.call<Result>(tool, args));
    },
  };
}
