import { Avatar, Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../lib/auth.ts";
import { sessionQuery } from "../lib/session.ts";
import { LinkItem } from "./links.tsx";

/** Who is signed in, and the way out. */
export const AccountMenu = () => {
  const { user } = useSuspenseQuery(sessionQuery).data;
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    client.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={user?.name ?? "?"} size={34} color="pine" />
          <VisuallyHidden>Your account</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email}</Menu.Label>
        <LinkItem to="/settings" search={{ settingsTab: "account" }}>
          Your account
        </LinkItem>
        <Menu.Item onClick={leave}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
