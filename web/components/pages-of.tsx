import { Button, Center } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice.tsx";
import { Loading } from "./states.tsx";

/** A list page by page: loading, refused, empty, or there with a way to the next page. */
export const PagesOf = <Page, Item>({
  query,
  what,
  itemsOf,
  empty,
  children,
}: {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page>>;
  readonly what: string;
  readonly itemsOf: (page: Page) => readonly Item[];
  readonly empty: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}) => {
  if (query.isPending) return <Loading what={what} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />;
  const items = query.data.pages.flatMap(itemsOf);
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      {query.hasNextPage ? (
        <Center mt="md">
          <Button variant="default" onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
            Show more
          </Button>
        </Center>
      ) : null}
    </>
  );
};
