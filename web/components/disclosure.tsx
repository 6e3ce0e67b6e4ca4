import { Text } from "@mantine/core";
import { type ReactNode, useState } from "react";

/** Something that is asked of the server only once somebody opens it. */
export const Disclosure = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <Text span size="sm">
          {title}
        </Text>
      </summary>
      {isOpen ? children : null}
    </details>
  );
};
