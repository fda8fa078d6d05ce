import type { Part } from "../session/part.ts";
import type { AuditLatest } from "../../../resources/audit_latest.ts";
import type { StatusReport } from "../../../resources/status.ts";
import { Answered, Panel } from "../parts/panel.tsx";
import { Table } from "../parts/table.tsx";
import { useSession } from "../session/session.ts";
import { useAnswer } from "../session/use_answer.ts";

/** Where the last calls are read. */
export const AUDIT = "restaurant://audit/latest";
/** Where health, imports and versions are read. */
export const STATUS = "restaurant://status";

/** What administrators look after. */
export function Admin({ pulse }: { readonly pulse: number }): Part {
  const { may } = useSession();
  return (
    <div class="admin">
      {may(STATUS) ? <Status pulse={pulse} /> : null}
      {may(AUDIT) ? <Audit pulse={pulse} /> : null}
    </div>
  );
}

function Status({ pulse }: { readonly pulse: number }) {
  const { words, format, server } = useSession();
  const asked = useAnswer(STATUS, () => server.read<StatusReport>(STATUS), pulse);
  return (
    <>
      <Panel title={words.health}>
        <Answered asked={asked}>
          {({ version, uptime_seconds, database, checks, last_from_inbox }) => (
            <dl class="facts">
              {[
                [words.version, version],
                [words.database, database],
                [words.uptime, duration(uptime_seconds)],
                [words.inbox, last_from_inbox === null ? "–" : format.instant(last_from_inbox)],
                ...Object.entries(checks),
              ].map(([name, value]) => (
                <div>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </Answered>
      </Panel>
      <Panel title={words.imports} kind="wide">
        <Answered asked={asked}>
          {({ imports }) =>
            imports.length === 0 ? <p class="none">–</p> : (
              <>
                <Table
                  caption={words.imports}
                  columns={[
                    { label: words.file },
                    { label: words.time },
                    ...[words.rows, words.taken, words.skipped, words.setAside].map((label) => ({
                      label,
                      isNumber: true,
                    })),
                  ]}
                  rows={imports.map((one) => [
                    <bdi key="file">{one.file_name}</bdi>,
                    format.instant(one.started_at),
                    format.number(one.rows_read),
                    format.number(one.rows_taken),
                    format.number(one.rows_skipped),
                    format.number(one.rows_quarantined),
                  ])}
                />
                <SetAside imports={imports} />
              </>
            )}
        </Answered>
      </Panel>
    </>
  );
}

/** Rows that imports left out, with the reasons. */
function SetAside({ imports }: Pick<StatusReport, "imports">) {
  const { words, format } = useSession();
  const problems = imports.flatMap(({ file_name, problems }) =>
    problems.map((problem) => ({ file_name, ...problem }))
  );
  if (problems.length === 0) return null;
  return (
    <details>
      <summary>{words.setAside}</summary>
      <Table
        caption={words.setAside}
        columns={[
          { label: words.file },
          { label: words.line, isNumber: true },
          { label: words.reason },
        ]}
        rows={problems.map(({ file_name, line, reason }) => [
          <bdi key="file">{file_name}</bdi>,
          format.number(line),
          <bdi key="reason">{reason}</bdi>,
        ])}
      />
    </details>
  );
}

function Audit({ pulse }: { readonly pulse: number }) {
  const { words, server } = useSession();
  const asked = useAnswer(AUDIT, () => server.read<AuditLatest>(AUDIT), pulse);
  return (
    <>
      <Panel title={words.calls} kind="wide">
        <Answered asked={asked}>
          {({ calls }) => <Calls title={words.calls} calls={calls} />}
        </Answered>
      </Panel>
      <Panel title={words.refused} kind="wide">
        <Answered asked={asked}>
          {({ refused }) => <Calls title={words.refused} calls={refused} />}
        </Answered>
      </Panel>
    </>
  );
}

function Calls({ title, calls }: { readonly title: string; readonly calls: AuditLatest["calls"] }) {
  const { words, format } = useSession();
  if (calls.length === 0) return <p class="none">–</p>;
  return (
    <Table
      caption={title}
      columns={[
        { label: words.time },
        { label: words.caller },
        { label: words.call },
        { label: words.outcome },
        { label: words.duration, isNumber: true },
      ]}
      rows={calls.map(({ at, principal, target, outcome, duration_ms }) => [
        format.instant(at),
        <bdi key="caller">{principal}</bdi>,
        target,
        <span key="outcome" class={outcome === "ok" ? "" : "badge"}>{outcome}</span>,
        `${format.number(duration_ms)} ms`,
      ])}
    />
  );
}

/** Such as `3 h 20 min`. */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [[days, "d"], [hours, "h"], [minutes % 60, "min"]]
    .filter(([count]) => Number(count) > 0).map((part) => part.join(" ")).join(" ") || "< 1 min";
}
