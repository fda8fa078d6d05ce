import { useEffect, useRef, useState } from "hono/jsx/dom";
import { Problem } from "../mcp/server.ts";
import { useSession } from "./session.ts";

/** What was asked for, as far as it is there. */
export interface Asked<Result> {
  readonly answer?: Result;
  /** Why there is no newer answer. */
  readonly problem?: Problem;
  /** Asks again. */
  again(): void;
}

/**
 * Asks something, and asks again when `pulse` changes. The last answer to the same question stays
 * until there is a newer one.
 *
 * @param question What is asked, as text: another question forgets the answer before.
 * @param ask Asks it; undefined if it is not to be asked.
 */
export function useAnswer<Result>(
  question: string,
  ask: (() => Promise<Result>) | undefined,
  pulse = 0,
): Asked<Result> {
  const { onProblem } = useSession();
  const [state, setState] = useState<{ of: string; answer?: Result; problem?: Problem }>({
    of: "",
  });
  const [tries, setTries] = useState(0);
  const latest = useRef(0);
  useEffect(() => {
    if (ask === undefined) return;
    const mine = latest.current = (latest.current ?? 0) + 1;
    // An answer that was overtaken by a newer one is dropped.
    const isLatest = () => latest.current === mine;
    ask().then(
      (answer) => isLatest() && setState({ of: question, answer }),
      (error) => {
        onProblem(error);
        if (!isLatest()) return;
        const problem = error instanceof Problem ? error : new Problem("refused", String(error));
        setState((before) =>
          before.of === question ? { ...before, problem } : { of: question, problem }
        );
      },
    );
  }, [question, ask === undefined, pulse, tries]);
  const { answer, problem } = state.of === question ? state : {};
  return {
    ...(answer !== undefined && { answer }),
    ...(problem !== undefined && { problem }),
    again: () => setTries((tries) => tries + 1),
  };
}

/** The same for a tool, which is asked only if the caller may use it. */
export function useTool<Result>(
  tool: string,
  args: Readonly<Record<string, unknown>>,
  pulse = 0,
): Asked<Result> {
  const { server, may } = useSession();
  return useAnswer(
    `${tool} ${JSON.stringify(args)}`,
    may(tool) ? () => server.call<Result>(tool, args) : undefined,
    pulse,
  );
}
