import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/**
 * Who is at the other end: the connection's address, or behind that many proxies of ours the address the outermost of them saw.
 * What a client itself writes into X-Forwarded-For stands further left and is never reached.
 */
export const clientAddress = (c: Context<{ Bindings: HttpBindings }>, proxyHops: number): string => {
  const connection = c.env.incoming.socket.remoteAddress ?? "";
  if (proxyHops === 0) return connection;
  const forwarded = (c.req.header("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
  return forwarded.at(-proxyHops) || connection;
};
