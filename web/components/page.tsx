import { Container, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A screen with its heading, what it is for, and what can be done on it. */
export const Page = ({
  title,
  about,
  actions,
  children,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => (
  <Container size="lg" py="lg">
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {about === undefined ? null : (
            <Text size="sm" c="dimmed" maw={680}>
              {about}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  </Container>
);
