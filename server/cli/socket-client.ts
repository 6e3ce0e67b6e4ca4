import { statSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { OperationName, Output } from "../../contract/catalogue.ts";
import { BeepError } from "../errors.ts";
import { databaseIdentity } from "../http/database-identity.ts";
import { socketPathOf } from "../http/socket-path.ts";
import type { Progress } from "../operations/handler.ts";
import type { Client, Target } from "./client.ts";
import { errorOfAnswer } from "./error-of-answer.ts";

/** A client of the server on the data directory; undefined when none answers, or one that uses another database. */
export const connectSocket = async ({ config, organization, signal }: Target): Promise<Client | undefined> => {
  const socketPath = socketPathOf(config.dataDirectory);
  if (!isOurs(socketPath)) return undefined;
  const health = await healthOf(socketPath);
  if (health?.database !== databaseIdentity(config)) return undefined;
  return {
    async call<N extends OperationName>(name: N, input: unknown, report?: (progress: Progress) => void) {
      const response = await post({ socketPath, organization, signal, name, body: JSON.stringify(input) });
      return (await answerOf(response, report)) as Output<N>;
    },
    close: async () => {},
  };
};

// In a shared temporary folder somebody else could have put a socket there first.
const isOurs = (socketPath: string): boolean => {
  try {
    return statSync(socketPath).uid === process.getuid?.();
  } catch {
    return false;
  }
};

/** A server that is alive answers at once, however busy its database is. */
const healthTimeoutMs = 2000;

const healthOf = (socketPath: string): Promise<{ readonly database?: string } | undefined> =>
  new Promise((resolve) => {
    const health = request({ socketPath, path: "/healthz", timeout: healthTimeoutMs }, (response) => {
      text(response).then(
        (body) => resolve(JSON.parse(body) as { readonly database?: string }),
        () => resolve(undefined),
      );
    });
    health.on("timeout", () => health.destroy());
    health.on("error", () => resolve(undefined));
    health.end();
  });

const post = (call: {
  readonly socketPath: string;
  readonly organization: string | undefined;
  readonly signal: AbortSignal;
  readonly name: string;
  readonly body: string;
}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      ...(call.organization === undefined ? {} : { "beep-organization": call.organization }),
    };
    const { socketPath, signal } = call;
    const sent = request({ socketPath, path: `/v1/${call.name}`, method: "POST", headers, signal }, resolve);
    sent.on("error", () => reject(signal.aborted ? stopped() : lost()));
    sent.end(call.body);
  });

const answerOf = async (response: IncomingMessage, report: ((progress: Progress) => void) | undefined) => {
  if (response.headers["content-type"]?.startsWith("application/x-ndjson") !== true) {
    const answer = JSON.parse(await text(response).catch(() => Promise.reject(lost())));
    return response.statusCode === 200 ? answer : Promise.reject(errorOfAnswer(answer));
  }
  return lastLine(response, report).catch((error: unknown) => {
    throw error instanceof BeepError ? error : lost();
  });
};

/** Reports lines of progress and answers the result; a connection cut before it is told by whatever the reading throws. */
const lastLine = async (response: IncomingMessage, report: ((progress: Progress) => void) | undefined) => {
  for await (const line of createInterface({ input: response })) {
    const part = JSON.parse(line) as { progress?: Progress; result?: unknown; error?: unknown };
    if (part.progress !== undefined) report?.(part.progress);
    else if (part.error !== undefined) throw errorOfAnswer(part);
    else return part.result;
  }
  throw lost();
};

const lost = () =>
  new BeepError("UnavailableError", "The server on this data directory stopped answering. Repeat the command.", {
    reason: "server_lost",
  });

const stopped = () =>
  new BeepError("UnavailableError", "Stopped before the end. Repeat the command: what was done is not done twice.", {
    reason: "stopped",
  });
