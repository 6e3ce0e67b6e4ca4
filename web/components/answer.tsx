import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice.tsx";
import { Loading } from "./states.tsx";

/** An operation's answer on the screen: loading, refused, or there. Every screen shows its queries through this. */
export const Answer = <T,>({
  query,
  what,
  frame = (state) => state,
  children,
}: {
  readonly query: UseQueryResult<T>;
  /** What is being loaded, for screen readers. */
  readonly what: string;
  /** A whole screen's: what loading and refusal stand in, where the answer brings its own heading. */
  readonly frame?: (state: ReactNode) => ReactNode;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.isPending) return frame(<Loading what={what} />);
  if (query.isError) return frame(<ErrorNotice error={query.error} onRetry={() => query.refetch()} />);
  return children(query.data);
};
