import { Center, Loader, Skeleton, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";

/** While a list or a page is on its way: its shape, so that nothing jumps. */
export const Loading = ({ what, lines = 4 }: { readonly what: string; readonly lines?: number }) => (
  <Stack gap="sm" aria-busy="true" role="status">
    <VisuallyHidden>Loading {what}</VisuallyHidden>
    {Array.from({ length: lines }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never change places
      <Skeleton key={line} height={line === 0 ? 22 : 14} width={line === 0 ? "40%" : `${90 - line * 7}%`} />
    ))}
  </Stack>
);

/** Work that takes a moment, with its name. */
export const Working = ({ children }: { readonly children: ReactNode }) => (
  <Center p="xl" role="status" aria-live="polite">
    <Stack align="center" gap="xs">
      <Loader size="sm" />
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Stack>
  </Center>
);

/** Nothing is here yet: why, and the way on. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <Stack align="center" gap="xs" p="xl" ta="center">
    <Title order={2} size="h4">
      {title}
    </Title>
    {children}
  </Stack>
);
