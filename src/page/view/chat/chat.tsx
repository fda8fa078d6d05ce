import type { Part } from "../session/part.ts";
import { useEffect, useMemo, useRef, useState } from "hono/jsx/dom";
import { formatFor } from "../session/format.ts";
import { type Host, hostBridge, type HostContext } from "../mcp/host.ts";
import { type Args, Problem } from "../mcp/server.ts";
import { Refusal } from "../parts/panel.tsx";
import { setTheme, setVariables } from "../session/screen.ts";
import { type Place, SessionContext } from "../session/session.ts";
import { type Language, languageFor } from "../words/words.ts";
import { Drawn } from "./drawn.tsx";
import { type Shown, toolOf } from "./shown.ts";

/** How often what is open is looked at again: a host has no stream for it. */
const POLL_MS = 10_000;

/** The answer of one tool call, in a chat. */
export function Chat({ language }: { readonly language: Language }): Part {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [locale, setLocale] = useState(language.locale);
  const [isBusy, setBusy] = useState(false);
  const [said, announce] = useState("");
  const named = useRef<string | undefined>(undefined);
  const args = useRef<Args>({});
  const isOver = useRef(false);
  const host = useMemo<Host>(() =>
    hostBridge({
      onContext,
      onInput: (input) => args.current = input,
      onResult,
      onTeardown: () => isOver.current = true,
    }), []);
  const { words } = languageFor([locale]);
  const format = useMemo(() => formatFor(locale, words.none), [locale]);

  function onContext({ theme, locale, styles, toolInfo }: HostContext): void {
    if (theme !== undefined) setTheme(theme);
    if (styles?.variables !== undefined) setVariables(styles.variables);
    if (toolInfo?.tool?.name !== undefined) named.current = toolInfo.tool.name;
    if (locale === undefined) return;
    setLocale(locale);
    document.documentElement.lang = locale;
  }

  function onResult(result: unknown): void {
    if (result instanceof Problem) return setProblem(result);
    const tool = toolOf(result, named.current ?? undefined);
    if (tool !== undefined) setShown({ tool, args: args.current ?? {}, answer: result });
  }

  async function ask(tool: string, args: Args): Promise<void> {
    setBusy(true);
    try {
      setShown({ tool, args, answer: await host.call(tool, args) });
      setProblem(undefined);
    } catch (error) {
      if (error instanceof Problem) setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  useEffect(() => {
    void host.start().then(onContext);
  }, []);

  useEffect(() => {
    if (shown?.tool !== "get_live_orders") return;
    const timer = setInterval(() => {
      if (!document.hidden && !isOver.current) void ask(shown.tool, shown.args);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [shown]);

  const session = {
    server: host,
    // What the caller may not do is refused; a host does not say what that is.
    may: () => true,
    places: placesIn(shown?.answer),
    words,
    format,
    announce,
    onProblem: (error: unknown) => error instanceof Problem && setProblem(error),
    openLink: (url: string) => void host.openLink(url).catch(setProblem),
    isChat: true,
  };
  return (
    <SessionContext.Provider value={session}>
      <p class="unseen" role="status">{said}</p>
      <main class="answer" aria-busy={isBusy ? "true" : "false"}>
        {problem === undefined || shown === undefined
          ? null
          : <Refusal problem={problem} again={() => void ask(shown.tool, shown.args)} />}
        {shown === undefined
          ? <p class="loading">{problem?.message ?? words.loading}</p>
          : <Drawn shown={shown} ask={ask} isBusy={isBusy} />}
      </main>
    </SessionContext.Provider>
  );
}

/** The locations that an answer is about, by their ids: an app is not told their names. */
function placesIn(answer: unknown): readonly Place[] {
  const { currency = "USD", basis, orders, items } = Object(answer);
  const ids = new Set<string>([
    ...(basis?.locations ?? []).map(({ id }: { id: string }) => id),
    ...[...(orders ?? []), ...(items ?? [])].map(({ location }) => location),
  ]);
  return [...ids].map((id) => ({ id, name: id, time_zone: "", currency, business_date: "" }));
}
