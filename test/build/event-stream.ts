import type { TestPerson } from "./people.ts";

export type HeardHint = { readonly operation: string; readonly id: string; readonly atMs: number };

/** Opens GET /v1/events as a page's EventSource does, signed in as this person, and keeps what comes. */
export const openEventStream = async (
  person: TestPerson,
  url: string,
  organization: string,
  headers: Readonly<Record<string, string>> = {},
) => {
  const leaving = new AbortController();
  const cookie = [...person.browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${url}/v1/events?organization=${organization}`, {
    headers: { cookie, "sec-fetch-site": "same-origin", ...headers },
    signal: leaving.signal,
  });
  const heard: { readonly text: string; readonly atMs: number }[] = [];
  let isEnded = false;
  (async () => {
    for await (const chunk of response.body ?? [])
      heard.push({ text: Buffer.from(chunk).toString(), atMs: performance.now() });
  })()
    .catch(() => {})
    .finally(() => {
      isEnded = true;
    });
  const timedHints = (): HeardHint[] =>
    heard.flatMap(({ text, atMs }) =>
      [...text.matchAll(/event: hint\ndata: (.*)\n/g)].map(([, data]) => ({ ...JSON.parse(data ?? ""), atMs })),
    );
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    text: () => heard.map(({ text }) => text).join(""),
    timedHints,
    hints: () => timedHints().map(({ atMs: _, ...hint }) => hint),
    isEnded: () => isEnded,
    leave: () => leaving.abort(),
  };
};
