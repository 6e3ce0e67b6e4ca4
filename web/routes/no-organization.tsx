import { Button, Divider, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Entrance } from "../components/entrance.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { call } from "../lib/api.ts";
import { signOut } from "../lib/auth.ts";
import { slugOf } from "../lib/slug-of.ts";

/** Somebody signed in who belongs to no firm: how to get into one, and the way to begin one. */
export const NoOrganization = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [firm, setFirm] = useState("");
  const beginning = useMutation({
    mutationFn: () => call("Organization.Create", { slug: slugOf(firm), name: firm.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["session"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    beginning.mutate();
  };
  const leave = async () => {
    await signOut();
    client.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Entrance
      title="You are in no firm yet"
      about="Ask an administrator of your firm for an invitation, and open its link."
    >
      <Button variant="default" onClick={() => client.invalidateQueries({ queryKey: ["session"] })}>
        Look again
      </Button>
      <Divider label="or" />
      <form onSubmit={submit}>
        <Stack>
          {beginning.isError ? <ErrorNotice error={beginning.error} /> : null}
          <TextInput
            label="Begin with a firm of your own"
            description="You become its owner, and nobody else sees anything of it."
            required
            maxLength={200}
            value={firm}
            onChange={(event) => setFirm(event.currentTarget.value)}
          />
          <Button type="submit" loading={beginning.isPending} disabled={slugOf(firm) === ""}>
            Begin
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        <Button variant="subtle" size="compact-sm" onClick={leave}>
          Sign out
        </Button>
      </Text>
    </Entrance>
  );
};
