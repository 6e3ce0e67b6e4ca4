import { Center, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** The frame of the screens before the sign-in. */
export const Entrance = ({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about: ReactNode;
  readonly children: ReactNode;
}) => (
  <Center mih="100vh" p="md" component="main">
    <Paper withBorder p="xl" w="100%" maw={420} shadow="sm">
      <Stack gap="lg">
        <Stack gap={4} align="center">
          <img src="/beep.svg" width={44} height={44} alt="" />
          <Title order={1} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed" ta="center">
            {about}
          </Text>
        </Stack>
        {children}
      </Stack>
    </Paper>
  </Center>
);
