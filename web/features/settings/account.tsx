import { Button, Code, List, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { NewPassword } from "../../components/new-person-fields.tsx";
import { changePassword, disableSecondFactor, enableSecondFactor, sendCode } from "../../lib/auth.ts";
import { sessionQuery } from "../../lib/session.ts";

/** The person's own password and second factor. */
export const Account = () => (
  <Stack gap="lg" maw={520}>
    <ChangePassword />
    <SecondFactor />
  </Stack>
);

const ChangePassword = () => {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const changing = useMutation({ mutationFn: () => changePassword(current, next) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate(undefined, {
      onSuccess: () => {
        setCurrent("");
        setNext("");
      },
    });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="Password">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h5">
            Password
          </Title>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPassword value={next} onChange={setNext} />
          {changing.isError ? <ErrorNotice error={changing.error} /> : null}
          {changing.isSuccess ? <Text role="status">Changed. Your other sessions have ended.</Text> : null}
          <Button type="submit" loading={changing.isPending}>
            Change it
          </Button>
        </Stack>
      </form>
    </Paper>
  );
};

const SecondFactor = () => {
  const { user } = useSuspenseQuery(sessionQuery).data;
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const again = () => client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  const enabling = useMutation({ mutationFn: () => enableSecondFactor(password) });
  const confirming = useMutation({ mutationFn: () => sendCode(code.trim()), onSuccess: again });
  const disabling = useMutation({ mutationFn: () => disableSecondFactor(password), onSuccess: again });
  const isOn = user?.hasSecondFactor === true;
  const failure = enabling.error ?? confirming.error ?? disabling.error;
  return (
    <Paper withBorder p="md" component="section" aria-label="Second factor">
      <Stack>
        <Title order={2} size="h5">
          Second factor
        </Title>
        <Text size="sm" c="dimmed">
          {isOn ? "On: signing in also asks for a code." : "A code of an authenticator app, beside the password."}
        </Text>
        {failure === null ? null : <ErrorNotice error={failure} />}
        {enabling.data === undefined || isOn ? (
          <>
            <PasswordInput
              label="Your password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={password === ""}
              loading={enabling.isPending || disabling.isPending}
              onClick={() => (isOn ? disabling.mutate() : enabling.mutate())}
            >
              {isOn ? "Turn it off" : "Turn it on"}
            </Button>
          </>
        ) : (
          <>
            <Text size="sm">Add this to your authenticator, then type the code it shows.</Text>
            <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
              {enabling.data.totpURI}
            </Code>
            <Text size="sm">Keep these codes where you keep what must not be lost; each replaces the phone once:</Text>
            <List size="sm" ff="monospace">
              {enabling.data.backupCodes.map((backup) => (
                <List.Item key={backup}>{backup}</List.Item>
              ))}
            </List>
            <TextInput
              label="Code"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button onClick={() => confirming.mutate()} disabled={code.trim() === ""} loading={confirming.isPending}>
              Confirm
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  );
};
