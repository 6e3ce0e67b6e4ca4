import { AppShell, Burger, Group, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { AccountMenu } from "../components/account-menu.tsx";
import { CommandPalette } from "../components/command-palette.tsx";
import { Icon } from "../components/icons.tsx";
import { LinkNav } from "../components/links.tsx";
import { OrganizationMenu } from "../components/organization-menu.tsx";
import { ThemeToggle } from "../components/theme-toggle.tsx";
import { useLive } from "../lib/live.ts";
import { places } from "../lib/places.ts";
import { hasRole, sessionQuery, useOrganization } from "../lib/session.ts";
import { NoOrganization } from "./no-organization.tsx";
import classes from "./shell.module.css";

/** Everything behind the sign-in; who is in no firm gets no further. */
export const Shell = () => {
  const { organizations } = useSuspenseQuery(sessionQuery).data;
  return organizations.length === 0 ? <NoOrganization /> : <Frame />;
};

/** The frame of every screen: where one is, where one can go, and the command palette. */
const Frame = () => {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const organization = useOrganization();
  const { pathname } = useLocation();
  useLive();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 168, breakpoint: "md", collapsed: { mobile: !isOpen } }}
      padding={0}
    >
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Navigation" />
            <img src="/beep.svg" width={26} height={26} alt="" />
            <Text fw={700} visibleFrom="xs">
              Beep
            </Text>
            <OrganizationMenu />
          </Group>
          <UnstyledButton className={classes.search} onClick={spotlight.open} aria-keyshortcuts="Control+K Meta+K">
            <Group gap="xs" wrap="nowrap" miw={0} component="span">
              <Icon name="search" size={16} />
              <Text size="sm" truncate span>
                Ask, prepare a meeting, go to a household
              </Text>
            </Group>
            <Text size="xs" c="dimmed" className={classes.keys} visibleFrom="sm">
              Ctrl K
            </Text>
          </UnstyledButton>
          <Group gap="xs" wrap="nowrap">
            <ThemeToggle />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Main">
        <AppShell.Section grow component={ScrollArea}>
          {places
            .filter(({ role }) => hasRole(organization, role))
            .map(({ to, label, icon }) => (
              <LinkNav
                key={to}
                to={to}
                label={label}
                leftSection={<Icon name={icon} />}
                className={classes.place ?? ""}
                onClick={close}
                active={pathname.startsWith(to)}
                aria-current={pathname.startsWith(to) ? "page" : undefined}
              />
            ))}
        </AppShell.Section>
        <AppShell.Section>
          <LinkNav
            to="/api-reference"
            label="API"
            leftSection={<Icon name="api" />}
            className={classes.place ?? ""}
            onClick={close}
            active={pathname === "/api-reference"}
          />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  );
};
