/** An answer whose whole text is known: it is sent in one piece. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What the edge answers: a response of the web, or what one would cost too much for. */
export type EdgeAnswer = Response | TextAnswer;

/** An answer as the web has it. */
export function webAnswer(answer: EdgeAnswer): Response {
  if (answer instanceof Response) return answer;
  const { text, ...init } = answer;
  return new Response(text, init);
}

/** The same answer with further headers. */
export function withHeaders(
  answer: EdgeAnswer,
  headers: Readonly<Record<string, string>>,
): EdgeAnswer {
  if (!(answer instanceof Response)) {
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }
  const all = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (name === "vary") all.append(name, value);
    else all.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers: all });
}
