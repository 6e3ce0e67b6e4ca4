import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A secret that is shown this once: to copy, and to be told so. */
export const Secret = ({ value, children }: { readonly value: string; readonly children: ReactNode }) => (
  <Alert color="yellow" variant="light" title="Shown once">
    <Stack gap="xs">
      <Text size="sm">{children}</Text>
      <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {value}
      </Code>
      <Group>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  </Alert>
);
