import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice.tsx";
import { Loading } from "./states.tsx";

/** An operation's answer on the screen: loading, refused, or there. Every screen shows its queries through this. */
export const Answer = <T,>({
  query,
  what,
  children,
}: {
  readonly query: UseQueryResult<T>;
  /** What is being loaded, for screen readers. */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.isPending) return <Loading what={what} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />;
  return children(query.data);
};
