import type { Part } from "../session/part.ts";
import { useState } from "hono/jsx/dom";
import { csvLine } from "../../../report/csv/csv_line.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { useSession } from "../session/session.ts";
import { filled } from "../words/words.ts";

const FORMATS = [["pdf", "PDF"], ["excel", "XLSX"]] as const;

/** The answer of `generate_report`, as far as it is used. */
interface ReportAnswer {
  readonly download_url: string;
  readonly file_name: string;
}

/** The period as a file: a report of the server, or the days that are shown as CSV. */
export function Downloads({ answer, location }: {
  readonly answer: SalesAnswer;
  readonly location: Readonly<Record<string, string>>;
}): Part {
  const { words, server, openLink, announce, onProblem, isChat } = useSession();
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState("");

  async function report(format: string): Promise<void> {
    setBusy(format);
    setRefusal("");
    try {
      const { download_url, file_name } = await server.call<ReportAnswer>("generate_report", {
        report_type: "sales",
        start_date: answer.date,
        end_date: answer.end_date,
        format,
        ...(Object.keys(location).length > 0 && { filters: location }),
      });
      announce(filled(words.fileReady, { name: file_name }));
      openLink(download_url);
    } catch (error) {
      onProblem(error);
      setRefusal(error instanceof Error ? error.message : "");
    } finally {
      setBusy("");
    }
  }

  return (
    <div class="downloads" role="group" aria-label={words.download}>
      <span class="note">{words.download}</span>
      {FORMATS.map(([format, name]) => (
        <button
          type="button"
          disabled={busy !== ""}
          onClick={() => report(format)}
        >
          {busy === format ? words.preparingFile : name}
        </button>
      ))}
      {isChat ? null : <button type="button" onClick={() => saveCsv(answer)}>CSV</button>}
      {refusal === "" ? null : <p class="why" role="alert">{refusal}</p>}
    </div>
  );
}

function saveCsv({ date, end_date, currency, breakdown }: SalesAnswer): void {
  const lines = [
    ["group", "total_sales", "currency", "transactions", "units", "share_percent"],
    ...breakdown.map(({ group, total_sales, transactions, units, share_percent }) => [
      group,
      total_sales,
      currency,
      transactions,
      units,
      share_percent,
    ]),
  ];
  const url = URL.createObjectURL(new Blob([lines.map(csvLine).join("")], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `sales ${date} to ${end_date}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
