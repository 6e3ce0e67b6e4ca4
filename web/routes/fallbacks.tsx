import { Center, Container, Stack, Title } from "@mantine/core";
import { ErrorNotice } from "../components/error-notice.tsx";
import { LinkButton } from "../components/links.tsx";
import { Working } from "../components/states.tsx";

export const NotFound = () => (
  <Center mih="60vh" component="main">
    <Stack align="center">
      <Title order={1} size="h3">
        There is no such page
      </Title>
      <LinkButton to="/knowledge">Go to knowledge</LinkButton>
    </Stack>
  </Center>
);

export const RouteError = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => (
  <Container size="sm" py="xl">
    <ErrorNotice error={error} onRetry={reset} />
  </Container>
);

export const RoutePending = () => <Working>Opening…</Working>;
