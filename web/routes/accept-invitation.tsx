import { Button, Stack, Tabs, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Entrance } from "../components/entrance.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { LinkAnchor } from "../components/links.tsx";
import { NewPersonFields } from "../components/new-person-fields.tsx";
import { call } from "../lib/api.ts";
import { tokenInLink } from "../lib/auth.ts";
import { useEnterAs } from "../lib/enter.ts";

/** Joins an organization by an invitation's link: as somebody new, or as the person who is signed in. */
export const AcceptInvitation = () => {
  const [token] = useState(tokenInLink);
  const enter = useEnterAs();
  const [person, setPerson] = useState({ name: "", password: "" });
  const joining = useMutation({
    mutationFn: (newcomer: object) => call("Organization.AcceptInvitation", { token, ...newcomer }),
    onSuccess: () => enter(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    joining.mutate(person);
  };
  return (
    <Entrance title="You are invited" about="The invitation works once, and for seven days.">
      {joining.isError ? <ErrorNotice error={joining.error} /> : null}
      <Tabs defaultValue="new" keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="new">I am new here</Tabs.Tab>
          <Tabs.Tab value="known">I have an account</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="new" pt="md">
          <form onSubmit={submit}>
            <Stack>
              <NewPersonFields person={person} onChange={setPerson} />
              <Button type="submit" loading={joining.isPending}>
                Join
              </Button>
              <Text size="xs" c="dimmed">
                Then sign in with the invited address and this password.
              </Text>
            </Stack>
          </form>
        </Tabs.Panel>
        <Tabs.Panel value="known" pt="md">
          <Stack>
            <Text size="sm">
              <LinkAnchor to="/sign-in">Sign in</LinkAnchor> in another tab of this browser, then come back here.
            </Text>
            <Button onClick={() => joining.mutate({})} loading={joining.isPending}>
              Join as the person signed in
            </Button>
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Entrance>
  );
};
