import type { Block, Section, TableBlock } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { percent } from "../../values/money.ts";
import { countThemes, type ThemeCount } from "../feedback/search/count_themes.ts";
import type { FeedbackSearch } from "../feedback/search/find_feedback.ts";
import { counted } from "../../values/counted.ts";
import { inWords, readable } from "./readable.ts";

const MOST = 15;

/**
 * The themes of feedback, as search_feedback counts them: aspects, complaints, dishes, alerts.
 *
 * @param unread Pieces that are not analysed yet: silence about them is not praise.
 */
export async function themesSections(
  reader: Reader,
  search: FeedbackSearch,
  unread: number,
): Promise<Section[]> {
  const themes = await countThemes(reader, search);
  const of = (kind: ThemeCount["kind"]) => themes.filter((theme) => theme.kind === kind);
  const menu = await reader.selectFrom("menu_items").select(["id", "name"]).execute();
  const names = new Map(menu.map(({ id, name }) => [id, name]));
  const items = of("item").map((theme) => ({
    ...theme,
    name: names.get(theme.name) ?? theme.name,
  }));
  const tables = [
    themeTable(of("aspect")),
    mentionsTable("issues", ["Complaints", "Complaint"], of("issue")),
    mentionsTable("items", ["Menu items", "Menu item"], items),
  ];
  return [
    { title: "What to fix first", blocks: firstThings(themes, unread) },
    ...(themes.length === 0 ? [] : [{ title: "What guests speak of", blocks: tables }]),
  ];
}

/** Alerts before all, then the aspects with the most complaints. */
function firstThings(themes: readonly ThemeCount[], unread: number): Block[] {
  const alerts = themes.filter(({ kind }) => kind === "alert")
    .map(({ name, mentions }) => `Alert: ${inWords(name)}, ${counted(mentions, "mention")}.`);
  const aspects = themes.filter(({ kind, negative }) => kind === "aspect" && negative > 0)
    .toSorted((a, b) => b.negative - a.negative).slice(0, 3)
    .map(({ name, negative, mentions }) =>
      `${readable(name)}: ${negative} of ${counted(mentions, "mention")} ${
        negative === 1 ? "is" : "are"
      } negative.`
    );
  const items = [...alerts, ...aspects];
  if (items.length > 0) return [{ type: "list", items }];
  const text = unread > 0
    ? "Not known: the feedback has not been analysed yet."
    : "No alert and no complaint was found.";
  return [{ type: "text", text }];
}

/** What is judged: how often, and how. */
function themeTable(themes: readonly ThemeCount[]): TableBlock {
  const table = mentionsTable("aspects", ["Aspects", "Aspect"], themes);
  return {
    ...table,
    columns: [
      ...table.columns,
      { key: "positive", label: "Positive", kind: "count" },
      { key: "negative", label: "Negative", kind: "count" },
      { key: "mixed", label: "Mixed", kind: "count" },
      { key: "negative_share", label: "Negative share", kind: "percent" },
    ],
    rows: themes.slice(0, MOST).map(({ name, mentions, positive, negative, mixed }) => [
      readable(name),
      mentions,
      positive,
      negative,
      mixed,
      percent(negative, mentions),
    ]),
  };
}

/** What is only named, without a judgement: a complaint is one already. */
function mentionsTable(
  key: string,
  [title, label]: readonly [title: string, label: string],
  themes: readonly ThemeCount[],
): TableBlock {
  const left = themes.length - MOST;
  return {
    type: "table",
    key,
    title,
    columns: [
      { key: "theme", label, kind: "text" },
      { key: "mentions", label: "Mentions", kind: "count" },
    ],
    rows: themes.slice(0, MOST).map(({ name, mentions }) => [readable(name), mentions]),
    ...(left > 0 && { footnote: `And ${left} more.` }),
  };
}
