import { testOrigin } from "./firm.ts";

/** A status with the JSON of its answer. */
export type Answer<T = unknown> = { readonly status: number; readonly body: T };

/** A browser on Beep's own pages: keeps cookies, and says where its pages are from. */
export type Browser = {
  readonly cookies: Map<string, string>;
  send(path: string, init?: RequestInit): Promise<Response>;
  post<T = unknown>(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  /** An operation, in the organization of that slug. */
  call<T = unknown>(name: string, input: object, organization?: string): Promise<Answer<T>>;
  signIn(email: string, password: string): Promise<Answer>;
};

let count = 0;

export const openBrowser = (url: string, origin = testOrigin): Browser => {
  const cookies = new Map<string, string>();
  // Sign-in is counted by address; a test's people do not share one.
  const address = `198.51.100.${(count++ % 250) + 1}`;

  const send: Browser["send"] = async (path, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers({ origin, "x-forwarded-for": address, ...(cookie === "" ? {} : { cookie }) });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };

  const post = async <T>(path: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
    const response = await send(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
    return { status: response.status, body: (await bodyOf(response)) as T };
  };

  return {
    cookies,
    send,
    post,
    call: (name, input, organization) =>
      post(`/v1/${name}`, input, organization === undefined ? {} : { "beep-organization": organization }),
    signIn: (email, password) => post("/api/auth/sign-in/email", { email, password }),
  };
};

/** A stream of lines answers with its last. */
export const bodyOf = async (response: Response): Promise<unknown> => {
  const text = (await response.text()).trim();
  if (response.headers.get("content-type") !== "application/x-ndjson") return text === "" ? null : JSON.parse(text);
  const last = JSON.parse(text.split("\n").at(-1) ?? "");
  return last.result ?? last;
};

const keep = (cookies: Map<string, string>, line: string): void => {
  const [pair = "", ...attributes] = line.split(";");
  const [name = "", value = ""] = pair.split(/=(.*)/s);
  const isGone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
  if (isGone || value === "") cookies.delete(name);
  else cookies.set(name, value);
};
