import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import { call } from "./api.ts";
import { useOrganization } from "./session.ts";

/** What an operation answers in the current organization. Kept by (organization, operation, input): one firm's answer is never another's. */
export const useOperation = <N extends OperationName>(
  name: N,
  input: CallInput<N>,
  options: { readonly enabled?: boolean; readonly keepsPrevious?: boolean } = {},
) => {
  const { slug } = useOrganization();
  return useQuery({
    queryKey: [slug, name, input],
    queryFn: ({ signal }) => call(name, input, { organization: slug, signal }),
    enabled: options.enabled ?? true,
    ...(options.keepsPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
};

type Paged = { readonly nextCursor?: string | undefined };

/** The pages of a list, one after the other. */
export const usePages = <N extends OperationName>(
  name: N,
  input: CallInput<N>,
  options: { readonly enabled?: boolean } = {},
) => {
  const { slug } = useOrganization();
  return useInfiniteQuery({
    queryKey: [slug, name, "pages", input],
    queryFn: ({ signal, pageParam }) =>
      call(
        name,
        { ...input, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { organization: slug, signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Output<N>) => (last as Paged).nextCursor,
    enabled: options.enabled ?? true,
  });
};

/** Does something, then asks anew what `changes` names, so that every screen shows it. */
export const useAction = <N extends OperationName>(name: N, changes: readonly OperationName[]) => {
  const { slug } = useOrganization();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<N>) => call(name, input, { organization: slug }),
    onSuccess: () => refresh(client, slug, changes),
  });
};

export const refresh = (client: QueryClient, slug: string, names: readonly OperationName[]): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] === slug && names.includes(queryKey[1] as OperationName),
  });
