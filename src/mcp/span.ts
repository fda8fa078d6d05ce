import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** A call as recorded by its span (OpenTelemetry's conventions for MCP). */
export interface TracedCall {
  readonly method: string;
  /** Name of the tool, resource or prompt. */
  readonly target: string;
  /** The caller's `traceparent` (W3C), as sent. */
  readonly traceparent: unknown;
}

/**
 * Runs a call in a span of its own: below the caller's if it sent one, else below the HTTP
 * request's. Nothing is recorded unless OpenTelemetry is switched on (OTEL_DENO=true).
 */
export async function inSpan<Result>(
  { method, target, traceparent }: TracedCall,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const attributes = { "mcp.method.name": method, "restaurant_mcp.target": target };
  return await trace.getTracer("restaurant-mcp").startActiveSpan(
    `${method} ${target}`,
    { kind: SpanKind.SERVER, attributes },
    parentOf(traceparent),
    async (span) => {
      try {
        return await work(span);
      } finally {
        span.end();
      }
    },
  );
}

/** Notes on a span that its call failed, under the code that the caller gets. */
export function failSpan(span: Span, code: string): void {
  span.setAttribute("error.type", code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The trace of a span; null if there is none. */
export function traceIdOf(span: Span): string | null {
  const { traceId } = span.spanContext();
  return /^0*$/.test(traceId) ? null : traceId;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

function parentOf(traceparent: unknown): Context {
  const [, traceId, spanId, flags] = typeof traceparent === "string"
    ? TRACEPARENT.exec(traceparent) ?? []
    : [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return context.active();
  const traceFlags = parseInt(flags, 16) & 1;
  return trace.setSpanContext(context.active(), { traceId, spanId, traceFlags, isRemote: true });
}
