import type { Part } from "../session/part.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { MainFigures, OtherFigures, salesBasis } from "../answers/sales_figures.tsx";
import { SalesGroups } from "../answers/sales_groups.tsx";
import { Choice, Completeness, Details } from "../parts/panel.tsx";
import { Downloads } from "../period/downloads.tsx";
import type { Args } from "../mcp/server.ts";
import { useSession } from "../session/session.ts";
import type { Words } from "../words/words.ts";
import type { DrawnProps } from "./shown.ts";

type Group = SalesAnswer["breakdown"][number];

const GROUPS = [
  ["hour", "hour"],
  ["day", "day"],
  ["weekday", "weekday"],
  ["category", "category"],
  ["item", "item"],
  ["location", "location"],
] as const satisfies readonly (readonly [string, keyof Words])[];

/** Sales in a chat: other groups, and a closer look at a day or a location, a click away. */
export function SalesInChat({ shown, ask }: DrawnProps): Part {
  const { words } = useSession();
  const answer = shown.answer as SalesAnswer;
  const { location, date, end_date } = answer;
  const args: Args = { date, end_date, location, ...shown.args };
  const by = String(args["group_by"] ?? "");
  const title = words[GROUPS.find(([group]) => group === by)?.[1] ?? "all_"];

  function open({ group, id }: Group): void {
    if (by === "location") {
      void ask("get_sales_data", { ...args, location: id ?? group, group_by: "day" });
    } else if (by === "day") {
      void ask("get_sales_data", { ...args, date: group, end_date: group, group_by: "hour" });
    }
  }

  return (
    <>
      <MainFigures answer={answer} />
      <Completeness complete={answer.complete} missing={answer.missing} />
      <Choice
        label={words.by}
        options={GROUPS.map(([group, word]) => [group, words[word]])}
        chosen={by}
        choose={(group) => ask("get_sales_data", { ...args, group_by: group })}
      />
      {answer.breakdown.length === 0 ? null : (
        <SalesGroups
          answer={answer}
          title={title}
          {...(by === "location" || by === "day" ? { open } : {})}
        />
      )}
      <OtherFigures answer={answer} />
      <Downloads answer={answer} location={location === "all" ? {} : { location }} />
      <Details title={words.basis} texts={salesBasis(answer)} />
    </>
  );
}
