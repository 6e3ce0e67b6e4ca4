import { Container } from "@mantine/core";
import { ErrorNotice } from "../components/error-notice.tsx";
import { LinkButton } from "../components/links.tsx";
import { Empty, Working } from "../components/states.tsx";

export const NotFound = () => (
  <Empty title="There is no such page">
    <LinkButton to="/knowledge">Go to knowledge</LinkButton>
  </Empty>
);

export const RouteError = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => (
  <Container size="sm" py="xl">
    <ErrorNotice error={error} onRetry={reset} />
  </Container>
);

export const RoutePending = () => <Working>Opening…</Working>;
