import { Badge, Button, Group, MultiSelect, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { Secret } from "../../components/secret.tsx";
import { Empty } from "../../components/states.tsx";
import { useAction, usePages } from "../../lib/operations.ts";
import { hasRole, useOrganization } from "../../lib/session.ts";
import { dayWords } from "../../lib/words.ts";

type Member = Output<"Organization.ListMembers">["members"][number];
type Role = Member["roles"][number];

const roleWords: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Administrator",
  advisor: "Adviser",
  viewer: "Viewer",
  compliance: "Compliance",
};
const roleChoices = Object.entries(roleWords).map(([value, label]) => ({ value, label }));

/** Who is in the organization with which roles, and who is invited. */
export const Members = () => {
  const organization = useOrganization();
  const isAdmin = hasRole(organization, "admin");
  const members = usePages("Organization.ListMembers", {});
  return (
    <Stack gap="xl">
      <section aria-label="Members">
        <Title order={2} size="h5" mb="xs">
          Members
        </Title>
        <PagesOf query={members} what="members" itemsOf={(page) => page.members} empty={<Empty title="Nobody yet" />}>
          {(rows) => (
            <Table aria-label="Members">
              <Table.Tbody>
                {rows.map((member) => (
                  <MemberRow key={member.userId} member={member} isAdmin={isAdmin} />
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagesOf>
      </section>
      {isAdmin ? <Invitations /> : null}
    </Stack>
  );
};

const MemberRow = ({ member, isAdmin }: { readonly member: Member; readonly isAdmin: boolean }) => {
  const setting = useAction("Organization.SetRole", ["Organization.ListMembers"]);
  const removing = useAction("Organization.RemoveMember", ["Organization.ListMembers"]);
  const failure = setting.error ?? removing.error;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {member.name}
        </Text>
        <Text size="xs" c="dimmed">
          {member.email}
        </Text>
        {failure === null ? null : <ErrorNotice error={failure} />}
      </Table.Td>
      <Table.Td>
        {isAdmin ? (
          <MultiSelect
            size="xs"
            aria-label={`Roles of ${member.name}`}
            data={roleChoices}
            value={[...member.roles]}
            onChange={(roles) => roles.length > 0 && setting.mutate({ userId: member.userId, roles: roles as Role[] })}
          />
        ) : (
          member.roles.map((role) => roleWords[role]).join(", ")
        )}
      </Table.Td>
      <Table.Td>{member.hasSecondFactor ? <Badge variant="light">second factor</Badge> : null}</Table.Td>
      <Table.Td ta="right">
        {isAdmin ? (
          <ConfirmButton
            size="xs"
            variant="subtle"
            color="red"
            question={`${member.name} is out at once, with their API keys. What the firm read stays.`}
            confirm="Remove"
            onConfirm={() => removing.mutate({ userId: member.userId })}
          >
            Remove
          </ConfirmButton>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
};

const Invitations = () => {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("advisor");
  const inviting = useAction("Organization.Invite", ["Organization.ListInvitations"]);
  const revoking = useAction("Organization.RevokeInvitation", ["Organization.ListInvitations"]);
  const invitations = usePages("Organization.ListInvitations", {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate({ email, role }, { onSuccess: () => setEmail("") });
  };
  return (
    <section aria-label="Invitations">
      <Title order={2} size="h5" mb="xs">
        Invitations
      </Title>
      <Stack>
        <form onSubmit={submit}>
          <Group align="flex-end">
            <TextInput
              label="E-mail address"
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label="Role"
              data={roleChoices}
              value={role}
              allowDeselect={false}
              onChange={(value) => setRole((value ?? "advisor") as Role)}
            />
            <Button type="submit" loading={inviting.isPending}>
              Invite
            </Button>
          </Group>
        </form>
        {inviting.isError ? <ErrorNotice error={inviting.error} /> : null}
        {revoking.isError ? <ErrorNotice error={revoking.error} /> : null}
        {inviting.data === undefined ? null : (
          <Secret value={inviting.data.url}>
            Pass this link on to the person you invited. It works once, for seven days.
          </Secret>
        )}
        <PagesOf
          query={invitations}
          what="invitations"
          itemsOf={(page) => page.invitations}
          empty={
            <Text size="sm" c="dimmed">
              Nobody is invited.
            </Text>
          }
        >
          {(rows) => (
            <Table aria-label="Invitations">
              <Table.Tbody>
                {rows.map(({ invitationId, email: address, role: invited, state, expiresAt }) => (
                  <Table.Tr key={invitationId}>
                    <Table.Td>{address}</Table.Td>
                    <Table.Td>{roleWords[invited]}</Table.Td>
                    <Table.Td>{state === "waiting" ? `until ${dayWords(expiresAt.slice(0, 10))}` : state}</Table.Td>
                    <Table.Td ta="right">
                      {state === "waiting" ? (
                        <Button
                          size="xs"
                          variant="subtle"
                          color="red"
                          onClick={() => revoking.mutate({ invitationId })}
                        >
                          Revoke
                        </Button>
                      ) : null}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagesOf>
      </Stack>
    </section>
  );
};
