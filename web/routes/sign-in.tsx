import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Entrance } from "../components/entrance.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { call } from "../lib/api.ts";
import { googleSignInUrl, sendBackupCode, sendCode, signIn } from "../lib/auth.ts";
import { useEnterAs } from "../lib/enter.ts";

export const SignIn = () => {
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <Entrance title="Sign in to Beep" about="What the record says, with the words it was said in.">
      {needsCode ? <CodeForm /> : <PasswordForm onNeedsCode={() => setNeedsCode(true)} />}
    </Entrance>
  );
};

const PasswordForm = ({ onNeedsCode }: { readonly onNeedsCode: () => void }) => {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useEnterAs();
  const options = useQuery({ queryKey: ["sign-in"], queryFn: ({ signal }) => call("SignIn.Options", {}, { signal }) });
  const entering = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: ({ needsCode }) => (needsCode ? onNeedsCode() : enter()),
  });
  const withGoogle = useMutation({
    mutationFn: googleSignInUrl,
    onSuccess: (url) => window.location.assign(url),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {entering.isError ? <ErrorNotice error={entering.error} /> : null}
        {withGoogle.isError ? <ErrorNotice error={withGoogle.error} /> : null}
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={entering.isPending}>
          Sign in
        </Button>
        {options.data?.hasGoogle === true ? (
          <Button variant="default" onClick={() => withGoogle.mutate()} loading={withGoogle.isPending}>
            Sign in with Google
          </Button>
        ) : null}
        <Text size="xs" c="dimmed">
          {options.data?.needsSetup === true
            ? "Nobody is here yet: open the setup link that the server printed when it started."
            : "Beep has no open registration: an administrator of your firm invites you, and gives you a new link when a password is lost."}
        </Text>
      </Stack>
    </form>
  );
};

const CodeForm = () => {
  const [code, setCode] = useState("");
  const [isBackup, setIsBackup] = useState(false);
  const enter = useEnterAs();
  const sending = useMutation({
    mutationFn: () => (isBackup ? sendBackupCode(code.trim()) : sendCode(code.trim())),
    onSuccess: () => enter(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {sending.isError ? <ErrorNotice error={sending.error} /> : null}
        <TextInput
          label={isBackup ? "Backup code" : "Code of your authenticator"}
          inputMode={isBackup ? "text" : "numeric"}
          autoComplete="one-time-code"
          required
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={sending.isPending}>
          Continue
        </Button>
        <Anchor component="button" type="button" size="xs" onClick={() => setIsBackup(!isBackup)}>
          {isBackup ? "Use the authenticator" : "The authenticator is lost: use a backup code"}
        </Anchor>
      </Stack>
    </form>
  );
};
