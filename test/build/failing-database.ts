import type { Database } from "../../server/db/database.ts";

/** When the connection is lost: before a transaction begins, before it commits, or after it did and before anybody hears of it. */
export type Loss = "before" | "inside" | "after";

/** The database by a connection that is lost whenever `nextLoss` says so; it is asked once a transaction. */
export function failingDatabase(db: Database, nextLoss: () => Loss | undefined): Database {
  const begin = () => ({
    execute: async <T>(run: (tx: unknown) => Promise<T>): Promise<T> => {
      const loss = nextLoss();
      if (loss === "before") throw lost();
      const result = await db.kysely.transaction().execute(async (tx) => {
        const inner = await run(tx);
        if (loss === "inside") throw lost();
        return inner;
      });
      if (loss === "after") throw lost();
      return result;
    },
  });
  const kysely = new Proxy(db.kysely, {
    get: (target, name) => (name === "transaction" ? begin : Reflect.get(target, name)),
  });
  return { ...db, kysely };
}

/** As pg reports it. */
const lost = () => new Error("Connection terminated unexpectedly");
