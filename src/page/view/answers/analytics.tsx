import type { Part } from "../session/part.ts";
import type { AnalyticsAnswer } from "../../../restaurant/analytics/answer/analytics_answer.ts";
import { Details, Panel } from "../parts/panel.tsx";
import { useSession } from "../session/session.ts";
import { MenuEngineering } from "./menu_engineering.tsx";
import { PlainTable } from "./plain_table.tsx";
import { Rush } from "./rush.tsx";

/** An analysis: what matters most, then each section with its figures and tables. */
export function Analytics({ answer }: { readonly answer: AnalyticsAnswer }): Part {
  const { words } = useSession();
  return (
    <>
      <Findings texts={answer.findings} />
      {answer.sections.map((section) => (
        <Panel key={section.section} title={section.section}>
          <Findings texts={section.findings} />
          <SectionFigures section={section} />
          <SectionBody section={section} currency={answer.currency} />
          <Details title={words.basis} texts={section.notes} />
        </Panel>
      ))}
    </>
  );
}

/** What was found, in sentences. */
export function Findings({ texts }: { readonly texts: readonly string[] }): Part {
  if (texts.length === 0) return null;
  return <ul class="findings">{texts.map((text) => <li key={text}>{text}</li>)}</ul>;
}

function SectionFigures({ section }: { readonly section: AnalyticsAnswer["sections"][number] }) {
  const { format } = useSession();
  const figures = Object.entries(section.figures);
  if (figures.length === 0) return null;
  return (
    <dl class="figures others">
      {figures.map(([name, value]) => (
        <div class="figure">
          <dt>{name.replaceAll("_", " ")}</dt>
          <dd>
            <span class="value">{format.number(value, 2)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SectionBody({ section, currency }: {
  readonly section: AnalyticsAnswer["sections"][number];
  readonly currency: string;
}) {
  if (section.section === "menu") return <MenuEngineering section={section} currency={currency} />;
  if (section.section === "time") return <Rush section={section} />;
  return <>{section.tables.map((table) => <PlainTable key={table.title} table={table} />)}</>;
}
