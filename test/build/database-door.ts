import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a PostgreSQL server that can be shut, as when the server or the network is gone, and opened again. */
export type DatabaseDoor = {
  /** The same database, through the door. */
  readonly url: string;
  /** Whoever is connected is cut off, and nobody is let in. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
};

export const openDatabaseDoor = async (url: string): Promise<DatabaseDoor> => {
  const behind = new URL(url);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const database = connect(Number(behind.port || 5432), behind.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as { readonly port: number };
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(port);
  return {
    url: through.href,
    async shut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: () => listen(port),
  };
};
