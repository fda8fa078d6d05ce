import type { Part } from "../session/part.ts";
import { type Child, useId } from "hono/jsx/dom";

/** The room that a definition takes at most, in pixels. */
const WIDEST = 320;
const GAP = 6;

/** Below its word and inside the window, also where the word stands in a table that scrolls. */
function place({ currentTarget }: Event): void {
  const word = currentTarget as HTMLElement;
  const { left, bottom } = word.getBoundingClientRect();
  const most = document.documentElement.clientWidth - WIDEST - GAP;
  const tip = word.nextElementSibling as HTMLElement;
  tip.style.left = `${Math.max(GAP, Math.min(left, most))}px`;
  // Without a gap, so that the pointer can go on to it.
  tip.style.top = `${bottom}px`;
}

/** A word with its definition, which shows on hover and on focus; Escape puts it away. */
export function Term(
  { text, means }: { readonly text: string; readonly means: string },
): Part {
  const id = useId();
  return (
    <span class="term">
      <button
        type="button"
        aria-describedby={id}
        onMouseEnter={place}
        onFocus={place}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Escape") (event.currentTarget as HTMLElement).blur();
        }}
      >
        {text}
      </button>
      <span role="tooltip" id={id}>{means}</span>
    </span>
  );
}

/** A figure under its name, with its definition and what it was before. */
export function Figure({ name, means, value, change, note, isMain = false }: {
  readonly name: string;
  readonly means: string;
  readonly value: string;
  /** In percent; absent if there is nothing to compare with. */
  readonly change?: Child;
  readonly note?: Child;
  readonly isMain?: boolean;
}): Part {
  return (
    <div class={isMain ? "figure main" : "figure"}>
      <dt>
        <Term text={name} means={means} />
      </dt>
      <dd>
        <span class="value">{value}</span>
        {change}
        {note === undefined ? null : <span class="note">{note}</span>}
      </dd>
    </div>
  );
}

/** A change with its sign, and which way it goes for those who see no colours. */
export function Change(
  { percent, text }: { readonly percent: number | null; readonly text: string },
): Part {
  if (percent === null) return null;
  const way = percent > 0 ? "up" : percent < 0 ? "down" : "same";
  return <span class={`change ${way}`}>{text}</span>;
}
