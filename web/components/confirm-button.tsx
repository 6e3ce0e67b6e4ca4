import { Button, type ButtonProps, Group, Popover, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";

/** A button for what cannot be undone at once: it asks first, in the words of what will happen. */
export const ConfirmButton = ({
  children,
  question,
  confirm,
  onConfirm,
  ...props
}: ButtonProps & {
  readonly children: ReactNode;
  readonly question: ReactNode;
  readonly confirm: string;
  readonly onConfirm: () => void;
}) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus withArrow shadow="md" width={280}>
      <Popover.Target>
        <Button {...props} onClick={() => setIsOpen(true)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm">{question}</Text>
          <Group gap="xs" justify="flex-end">
            <Button size="xs" variant="default" onClick={() => setIsOpen(false)}>
              Leave it
            </Button>
            <Button
              size="xs"
              color="red"
              onClick={() => {
                setIsOpen(false);
                onConfirm();
              }}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};
