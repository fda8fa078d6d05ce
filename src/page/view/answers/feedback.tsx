import type { Part } from "../session/part.ts";
import type { SearchAnswer } from "../../../restaurant/feedback/search/search_answer.ts";
import { Figure } from "../parts/figure.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { placeName, useSession } from "../session/session.ts";

const MOODS = ["positive", "negative", "mixed", "neutral"] as const;
const MOST_THEMES = 12;

/** Feedback that needs somebody now, in the guests' words. */
export function Alerts(
  { alerts }: { readonly alerts: SearchAnswer["alerts"] },
): Part {
  const session = useSession();
  const { words, format } = session;
  if (alerts.length === 0) return <p class="none">{words.noAlerts}</p>;
  return (
    <ul class="quotes">
      {alerts.map(({ feedback_id, kind, severity, date, location, quote }) => (
        <li key={feedback_id} class={severity}>
          <span class={`badge ${severity}`}>{kind.replaceAll("_", " ")}</span>
          <q dir="auto">{quote}</q>
          <span class="note">{format.date(date)} · {placeName(session, location)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What guests said: how many were content, about what, in their words. */
export function Feedback({ answer }: { readonly answer: SearchAnswer }): Part {
  const session = useSession();
  const { words, format } = session;
  const { sentiments, average_rating, rated, count, alerts, themes, feedback } = answer;
  return (
    <>
      <dl class="figures mains">
        <Figure
          isMain
          name={words.rating}
          means={words.ratingIs}
          value={format.number(average_rating)}
          note={`${format.number(rated)} / ${format.number(count)}`}
        />
        {MOODS.map((mood) => (
          <Figure
            name={words[mood]}
            means={words.moodIs}
            value={format.number(sentiments[mood])}
          />
        ))}
      </dl>
      {alerts.length === 0 ? null : <Alerts alerts={alerts} />}
      <Table
        caption={words.themes}
        columns={[
          { label: words.themes },
          numbers(words.mentions, words.mentionsIs),
          numbers(words.positive, words.moodIs),
          numbers(words.negative, words.moodIs),
        ]}
        rows={themes.slice(0, MOST_THEMES).map(({ kind, name, mentions, positive, negative }) => [
          <bdi key="name">{name.replaceAll("_", " ")}</bdi>,
          format.number(mentions),
          // Only aspects are judged; a complaint is a judgement already.
          ...[positive, negative].map((count) => kind === "aspect" ? format.number(count) : "–"),
        ])}
      />
      <ul class="quotes">
        {feedback.map(({ feedback_id, date, location, sentiment, quote, rating }) => (
          <li key={feedback_id} class={sentiment ?? ""}>
            <q dir="auto">{quote}</q>
            <span class="note">
              {[
                format.date(date),
                placeName(session, location),
                ...(rating === null ? [] : [`${format.number(rating)} ★`]),
              ].join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
