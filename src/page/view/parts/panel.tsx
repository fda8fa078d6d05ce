import type { Part } from "../session/part.ts";
import { type Child, useId } from "hono/jsx/dom";
import type { Problem } from "../mcp/server.ts";
import { useSession } from "../session/session.ts";
import type { Asked } from "../session/use_answer.ts";
import { filled } from "../words/words.ts";

/** A part of the view under its title. */
export function Panel({ title, kind = "", note, children }: {
  readonly title: Child;
  /** Its place in the layout. */
  readonly kind?: string;
  /** What stands beside the title. */
  readonly note?: Child;
  readonly children?: Child;
}): Part {
  const id = useId();
  return (
    <section class={`panel ${kind}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note}
      </header>
      {children}
    </section>
  );
}

/** An answer once it is there; until then its room, and in its place why it is not. */
export function Answered<Result>({ asked, children }: {
  readonly asked: Asked<Result>;
  readonly children: (answer: Result) => Child;
}): Part {
  const { words } = useSession();
  const { answer, problem } = asked;
  if (answer !== undefined) return <>{children(answer)}</>;
  if (problem === undefined || problem.kind !== "refused") {
    return <p class="loading" aria-busy="true">{words.loading}</p>;
  }
  return <Refusal problem={problem} again={asked.again} />;
}

/** What was wrong, and a way to try again. */
export function Refusal(
  { problem, again }: { readonly problem: Problem; readonly again: () => void },
): Part {
  const { words } = useSession();
  return (
    <div class="refusal">
      <p>{[problem.message, problem.hint].filter(Boolean).join(" ")}</p>
      <button type="button" onClick={again}>{words.retry}</button>
    </div>
  );
}

/** What is missing from figures, or that nothing is. */
export function Completeness({ complete, missing }: {
  readonly complete: boolean;
  readonly missing: readonly string[];
}): Part {
  const { words } = useSession();
  if (complete) return <p class="complete">{words.complete}</p>;
  return (
    <div class="incomplete">
      <strong>{words.incomplete}</strong>
      <ul>{missing.map((text) => <li key={text}>{text}</li>)}</ul>
    </div>
  );
}

/** Texts behind a word that opens them. */
export function Details(
  { title, texts }: { readonly title: string; readonly texts: readonly string[] },
): Part {
  if (texts.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>{texts.map((text) => <li key={text}>{text}</li>)}</ul>
    </details>
  );
}

/** How many are not shown. */
export function More({ count = 0 }: { readonly count?: number | undefined }): Part {
  const { words } = useSession();
  return count > 0 ? <p class="more">{filled(words.more, { count })}</p> : null;
}

/** One of several, chosen by a click. */
export function Choice<Value extends string>({ label, options, chosen, choose }: {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}): Part {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map(([value, text]) => (
        <button
          type="button"
          aria-pressed={value === chosen ? "true" : "false"}
          onClick={() => choose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
