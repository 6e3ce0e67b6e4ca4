import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiError } from "../lib/api.ts";
import { LinkButton } from "./links.tsx";

/** What went wrong, in words that say what to do next. `onRetry` gives the way to try again; `children` what this screen can offer beside. */
export const ErrorNotice = ({
  error,
  onRetry,
  children,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
}) => {
  const { title, text } = wordsOf(error);
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text}</Text>
        <Details error={error} />
        <Group gap="xs">
          {onRetry === undefined ? null : (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {children}
        </Group>
      </Stack>
    </Alert>
  );
};

type Words = { readonly title: string; readonly text: string };

const wordsOf = (error: unknown): Words => {
  if (!(error instanceof ApiError)) return { title: "Something went wrong on this page", text: "Reload the page." };
  const title = titles[error.tag] ?? "That did not work";
  return { title, text: error.message };
};

const titles: Readonly<Partial<Record<ApiError["tag"], string>>> = {
  ValidationError: "That input is not right",
  AuthenticationRequiredError: "You are signed out",
  ForbiddenError: "Your role does not allow this",
  NotFoundError: "It is not here, or not for you",
  ConflictError: "That does not fit what is there",
  SubjectAmbiguousError: "Several fit: choose one",
  SubjectUnknownError: "Nobody of that name is in the mail you read",
  GoogleScopeExpansionRequiredError: "Google has not granted what this needs",
  ProviderAccountSelectionRequiredError: "Several accounts are linked: choose one",
  PayloadTooLargeError: "That is too large",
  EvidenceUnavailableError: "This message was destroyed",
  RateLimitedError: "Too many requests",
  OverloadedError: "Beep is busy",
  ProviderUnavailableError: "Google does not answer",
  UnavailableError: "Not possible at this moment",
  InternalError: "Something went wrong in Beep itself",
  Unreachable: "No answer from Beep",
};

const Details = ({ error }: { readonly error: unknown }) => {
  if (!(error instanceof ApiError)) return null;
  switch (error.tag) {
    case "AuthenticationRequiredError":
      return (
        <LinkButton to="/sign-in" size="xs">
          Sign in
        </LinkButton>
      );
    case "ForbiddenError":
      return typeof error.fields.requiredRole === "string" ? (
        <Text size="sm">It needs the role {error.fields.requiredRole}. An administrator of your firm can give it.</Text>
      ) : null;
    case "GoogleScopeExpansionRequiredError":
      return (
        <>
          <Text size="sm">Missing permissions:</Text>
          <List size="sm">
            {textsOf(error.fields.missingScopes).map((scope) => (
              <List.Item key={scope}>{scope}</List.Item>
            ))}
          </List>
          <ToConnections>Relink the account</ToConnections>
        </>
      );
    case "ProviderAccountSelectionRequiredError":
      return <ToConnections>See the linked accounts</ToConnections>;
    case "RateLimitedError":
    case "OverloadedError":
    case "ProviderUnavailableError":
      return typeof error.fields.retryAfterSeconds === "number" ? (
        <Text size="sm">Try again in {error.fields.retryAfterSeconds} seconds.</Text>
      ) : null;
    case "InternalError":
      return typeof error.fields.traceId === "string" ? (
        <Text size="sm" ff="monospace">
          Trace {error.fields.traceId}
        </Text>
      ) : null;
    default:
      return null;
  }
};

const ToConnections = ({ children }: { readonly children: ReactNode }) => (
  <LinkButton to="/settings" search={{ settingsTab: "connections" }} size="xs">
    {children}
  </LinkButton>
);

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
