import type { Part } from "./session/part.ts";
import { useEffect, useMemo, useRef, useState } from "hono/jsx/dom";
import { Admin, AUDIT, STATUS } from "./admin/admin.tsx";
import { type Connection, follow, type Following } from "./connection/follow.ts";
import { FIRST, kindsAt, type Pulses, startBeat } from "./connection/pulses.ts";
import { formatFor } from "./session/format.ts";
import { askedAhead } from "./mcp/ahead.ts";
import { overHttp } from "./mcp/over_http.ts";
import { Problem } from "./mcp/server.ts";
import { Period } from "./period/period.tsx";
import { type Place, SessionContext } from "./session/session.ts";
import { keepToken, keptToken } from "./sign_in/kept_token.ts";
import { refreshed } from "./sign_in/oauth.ts";
import { SignIn } from "./sign_in/sign_in.tsx";
import { Today } from "./today/today.tsx";
import { todayQuestion } from "./today/today_question.ts";
import { filled, type Language } from "./words/words.ts";

type View = "today" | "period" | "admin";

/** What the caller may see, as the server said it. */
interface Known {
  readonly rights: ReadonlySet<string>;
  readonly places: readonly Place[];
}

const server = askedAhead(overHttp(() => keptToken()?.token));
const PLACE = "place";

/** The whole page: who looks, at what, and whether it is still true. */
export function Page({ language, isKiosk, failure }: {
  readonly language: Language;
  /** Whether it hangs on a wall: no controls, and the screen stays on. */
  readonly isKiosk: boolean;
  /** Why signing in failed; empty if it did not. */
  readonly failure: string;
}): Part {
  const { words, locale } = language;
  const [known, setKnown] = useState<Known | undefined>(undefined);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [pulses, setPulses] = useState<Pulses>(FIRST);
  const [heard, setHeard] = useState(Date.now());
  const [said, announce] = useState("");
  const [view, setView] = useView();
  const [placeId, setPlaceId] = useState(sessionStorage.getItem(PLACE) ?? "");
  const [tries, setTries] = useState(0);
  const following = useRef<Following | null>(null);
  const format = useMemo(() => formatFor(locale, words.none), [locale]);

  async function signedOut(): Promise<void> {
    if (await refreshed()) return setTries((tries) => tries + 1);
    setKnown(undefined);
    setConnection("signed_out");
  }

  function onProblem(problem: unknown): void {
    if (!(problem instanceof Problem)) return;
    if (problem.kind === "signed_out") void signedOut();
    if (problem.kind !== "offline") return;
    setConnection("offline");
    following.current?.retry();
  }

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const learn = (wait = 1000) => {
      if (view === "today") server.ahead("get_sales_data", todayQuestion(placeId || undefined));
      Promise.all([server.rights(), server.read<{ locations: Place[] }>("restaurant://locations")])
        .then(([rights, { locations }]) => {
          if (!isOver) setKnown({ rights, places: locations });
        }, (error) => {
          if (isOver) return;
          onProblem(error);
          if (error instanceof Problem && error.kind === "signed_out") return;
          timer = setTimeout(learn, wait, Math.min(wait * 2, 15_000));
        });
    };
    learn();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [tries]);

  useEffect(() => {
    if (known === undefined) return;
    const beat = startBeat((kind) => {
      setPulses((pulses) => ({ ...pulses, [kind]: pulses[kind] + 1 }));
      setHeard(Date.now());
    });
    // The first acknowledgement brings nothing new: everything is being asked for just then.
    let isFirst = true;
    const followed = follow(server, ["restaurant://live_orders", "restaurant://menu_items"], {
      onUpdate: (uri) => {
        if (!isFirst || uri !== undefined) beat.beat(...kindsAt(uri));
        isFirst = false;
      },
      onState: (state) => state === "signed_out" ? void signedOut() : setConnection(state),
    });
    following.current = followed;
    return () => {
      followed.stop();
      beat.stop();
    };
  }, [known]);

  if (connection === "signed_out") {
    return (
      <SignIn
        words={words}
        wasRefused={keptToken() !== undefined}
        reason={failure}
        onToken={() => {
          setConnection("connecting");
          setTries((tries) => tries + 1);
        }}
      />
    );
  }
  const { rights = new Set<string>(), places = [] } = known ?? {};
  const may = (name: string) => rights.has(name);
  const place = places.length === 1 ? places[0] : places.find(({ id }) => id === placeId);
  const choosePlace = (id: string) => {
    sessionStorage.setItem(PLACE, id);
    setPlaceId(id);
  };
  const session = {
    server,
    may,
    places,
    words,
    format,
    announce,
    onProblem,
    openLink: save,
    isChat: false,
  };
  const isAdmin = may(AUDIT) || may(STATUS);
  const shown = view === "admin" && !isAdmin ? "today" : view;
  const date = (place ?? places[0])?.business_date;
  return (
    <SessionContext.Provider value={session}>
      <header class="top">
        <h1>
          {place === undefined ? words.all : <bdi>{place.name}</bdi>}
          <small>{date === undefined ? "" : format.longDate(date)}</small>
        </h1>
        {isKiosk ? null : (
          <>
            <nav aria-label={words.views}>
              {(isAdmin ? ["today", "period", "admin"] as const : ["today", "period"] as const)
                .map((name) => (
                  <a
                    href={`#${name}`}
                    aria-current={name === shown ? "page" : undefined}
                    onClick={() => setView(name)}
                  >
                    {words[name]}
                  </a>
                ))}
            </nav>
            {known !== undefined && places.length < 2
              ? null
              : (
                <label class={known === undefined ? "place unknown" : "place"}>
                  <span class="unseen">{words.location}</span>
                  <select
                    onChange={(event: Event) =>
                      choosePlace((event.currentTarget as HTMLSelectElement).value)}
                  >
                    <option value="" selected={place === undefined}>{words.all}</option>
                    {places.map(({ id, name }) => (
                      <option value={id} selected={id === place?.id}>{name}</option>
                    ))}
                  </select>
                </label>
              )}
            {keptToken() === undefined ? null : (
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  keepToken(undefined);
                  location.reload();
                }}
              >
                {words.signOut}
              </button>
            )}
          </>
        )}
        <p class={`connection ${connection}`} role="status">
          {connection === "live"
            ? words.live
            : connection === "offline"
            ? filled(words.offline, { time: format.instant(new Date(heard).toISOString()) })
            : words.waiting}
        </p>
      </header>
      <p class="unseen" role="status">{said}</p>
      <main aria-busy={known === undefined ? "true" : "false"}>
        {known === undefined
          ? <p class="loading">{words.loading}</p>
          : rights.size === 0
          ? <p class="none">{words.nothingAllowed}</p>
          : shown === "today"
          ? <Today place={place} choose={choosePlace} pulses={pulses} />
          : shown === "period"
          ? <Period place={place} />
          : <Admin pulse={pulses.slow} />}
      </main>
    </SessionContext.Provider>
  );
}

/** Saves a file, and stays on the page also where the browser would show it. */
function save(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

/** The view that the address names. */
function useView(): [View, (view: View) => void] {
  const named = (): View => {
    const name = location.hash.slice(1);
    return name === "period" || name === "admin" ? name : "today";
  };
  const [view, setView] = useState(named());
  useEffect(() => {
    const onChange = () => setView(named());
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return [view, setView];
}
