import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresPool,
  type QueryResult,
} from "kysely";

/**
 * PostgreSQL as beep_identity: every transaction, and every statement outside one, takes the role with SET LOCAL and gives it
 * back by ending. So a pool shared with beep_app, or a pooler's connection, is never left with another role.
 */
export class IdentityDialect extends PostgresDialect {
  constructor(pool: PostgresPool) {
    super({ pool });
  }

  override createDriver(): Driver {
    return identityDriver(super.createDriver());
  }
}

type IdentityConnection = DatabaseConnection & { readonly inner: DatabaseConnection; isInTransaction: boolean };

const identityDriver = (driver: Driver): Driver => {
  const begin = async (inner: DatabaseConnection, settings = {}) => {
    await driver.beginTransaction(inner, settings);
    await inner.executeQuery(CompiledQuery.raw("set local role beep_identity"));
  };

  const inItsOwnTransaction = async <R>(inner: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> => {
    try {
      await begin(inner);
      const result = await inner.executeQuery<R>(query);
      await driver.commitTransaction(inner);
      return result;
    } catch (error) {
      await driver.rollbackTransaction(inner).catch(() => {});
      throw error;
    }
  };

  const wrap = (inner: DatabaseConnection): IdentityConnection => ({
    inner,
    isInTransaction: false,
    executeQuery(query) {
      return this.isInTransaction ? inner.executeQuery(query) : inItsOwnTransaction(inner, query);
    },
    streamQuery() {
      throw new Error("Nothing reads identity tables as a stream.");
    },
  });

  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options) => wrap(await driver.acquireConnection(options)),
    async beginTransaction(connection, settings) {
      const wrapped = connection as IdentityConnection;
      await begin(wrapped.inner, settings);
      wrapped.isInTransaction = true;
    },
    async commitTransaction(connection) {
      const wrapped = connection as IdentityConnection;
      wrapped.isInTransaction = false;
      await driver.commitTransaction(wrapped.inner);
    },
    async rollbackTransaction(connection) {
      const wrapped = connection as IdentityConnection;
      wrapped.isInTransaction = false;
      await driver.rollbackTransaction(wrapped.inner);
    },
    releaseConnection: (connection, options) =>
      driver.releaseConnection((connection as IdentityConnection).inner, options),
    // The pool belongs to whoever opened it.
    destroy: async () => {},
  };
};
