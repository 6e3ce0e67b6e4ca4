import type { PostgresPool } from "kysely";

/** Runs a statement, or several without values, and answers what pg answers: one result or an array of them. */
export type QueueSql = (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;

/**
 * The queue library's way to its tables: each statement in a transaction of its own as beep_queue, which is safe through a pooler
 * and on the embedded database's one connection. A text that begins and commits by itself only makes the outer commit a no-op.
 */
export const queueSqlOver = (pool: PostgresPool): QueueSql => {
  return async (text, values = []) => {
    const client = await pool.connect();
    // Kysely's type of a client knows cursors and single results only.
    const query = client.query.bind(client) as unknown as QueueSql;
    try {
      await query("begin", []);
      await query("set local role beep_queue", []);
      const result = await query(text, values);
      await query("commit", []);
      return result;
    } catch (error) {
      await query("rollback", []).catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  };
};
