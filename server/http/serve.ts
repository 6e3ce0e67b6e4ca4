import { chmodSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { BeepError } from "../errors.ts";
import type { HttpApp } from "./http-app.ts";

/** A listening server. `stop` refuses new connections, lets the running requests finish, and cuts what outlives the bound. */
export type Listening = { readonly port: number; readonly stop: (finishMs: number) => Promise<void> };

/** Listens on TCP; port 0 takes a free one, which the answer tells. */
export const serveTcp = async (http: HttpApp, host: string, port: number): Promise<Listening> => {
  const server = createServer(http);
  await listen(server, () => server.listen(port, host));
  return { port: (server.address() as AddressInfo).port, stop: (finishMs) => stop(server, finishMs) };
};

/** Listens on a Unix socket that only its owner may open. One left by a killed server is replaced, a living one never. */
export const serveSocket = async (http: HttpApp, path: string): Promise<Listening> => {
  if (await isAnswered(path)) {
    throw new BeepError(
      "UnavailableError",
      "Another server listens on this data directory's socket. Stop it, or give this one a directory of its own with --data or BEEP_DATA.",
      { reason: "data_directory_in_use" },
    );
  }
  rmSync(path, { force: true });
  const server = createServer(http);
  // Made with the right mode: between listen and chmod anyone could connect.
  const before = process.umask(0o177);
  try {
    await listen(server, () => server.listen(path));
  } finally {
    process.umask(before);
  }
  chmodSync(path, 0o600);
  return { port: 0, stop: (finishMs) => stop(server, finishMs) };
};

const createServer = (http: HttpApp): Server => {
  const server = createAdaptorServer({ fetch: http.fetch }) as Server;
  // Gigabytes of mail take longer to send than Node's five minutes; headers still have their bound.
  server.requestTimeout = 0;
  return server;
};

const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => resolve(true));
    probe.once("error", () => resolve(false));
    probe.once("close", () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });

const listen = (server: Server, start: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(translate(error)));
    server.once("listening", resolve);
    start();
  });

const translate = (error: NodeJS.ErrnoException): Error => {
  const place = error.code === "EADDRINUSE" || error.code === "EACCES" || error.code === "EADDRNOTAVAIL";
  if (!place) return error;
  const problem = error.code === "EADDRINUSE" ? "is in use" : "is not to be had";
  return new BeepError(
    "UnavailableError",
    `The address to listen on ${problem}. Set BEEP_HOST and BEEP_PORT (0 takes a free port).`,
    { reason: "address_in_use" },
  );
};

const stop = async (server: Server, finishMs: number): Promise<void> => {
  const cut = setTimeout(() => server.closeAllConnections(), finishMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
};
