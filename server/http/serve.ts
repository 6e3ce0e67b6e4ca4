import { chmodSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { BeepError } from "../errors.ts";

/** A listening server. `stop` refuses new connections, lets the running requests finish, and cuts what outlives the bound. */
export type Listening = { readonly port: number; readonly stop: (finishMs: number) => Promise<void> };

/** Listens on TCP; port 0 takes a free one, which the answer tells. */
export const serveTcp = async (http: Hono, host: string, port: number): Promise<Listening> => {
  const server = createAdaptorServer({ fetch: http.fetch }) as Server;
  await listen(server, () => server.listen(port, host));
  return { port: (server.address() as AddressInfo).port, stop: (finishMs) => stop(server, finishMs) };
};

/** Listens on a Unix socket that only its owner may open. A socket left by a killed server is replaced. */
export const serveSocket = async (http: Hono, path: string): Promise<Listening> => {
  rmSync(path, { force: true });
  const server = createAdaptorServer({ fetch: http.fetch }) as Server;
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
