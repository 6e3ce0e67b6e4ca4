import { Button, Menu, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { chooseOrganization, sessionQuery, useOrganization } from "../lib/session.ts";

/** The firm one works in; a menu where there are several. */
export const OrganizationMenu = () => {
  const { organizations } = useSuspenseQuery(sessionQuery).data;
  const current = useOrganization();
  if (organizations.length === 1) {
    return (
      <Text size="sm" c="dimmed" truncate maw={180}>
        {current.name}
      </Text>
    );
  }
  return (
    <Menu withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" color="gray" rightSection="▾">
          {current.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Organization</Menu.Label>
        {organizations.map(({ slug, name }) => (
          <Menu.Item key={slug} onClick={() => chooseOrganization(slug)} fw={slug === current.slug ? 700 : 400}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
