import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Entrance } from "../components/entrance.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { LinkButton } from "../components/links.tsx";
import { NewPassword } from "../components/new-person-fields.tsx";
import { resetPassword, tokenInLink } from "../lib/auth.ts";

/** A new password by a link that whoever runs Beep gave: once, and within the hour. */
export const ResetPassword = () => {
  const [token] = useState(tokenInLink);
  const [password, setPassword] = useState("");
  const setting = useMutation({ mutationFn: () => resetPassword(token, password) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <Entrance title="A new password" about="Every session of yours ends with it.">
      {setting.isSuccess ? (
        <Stack>
          <Text role="status">The password is set.</Text>
          <LinkButton to="/sign-in">Sign in</LinkButton>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {setting.isError ? <ErrorNotice error={setting.error} /> : null}
            <NewPassword value={password} onChange={setPassword} />
            <Button type="submit" loading={setting.isPending}>
              Set the password
            </Button>
          </Stack>
        </form>
      )}
    </Entrance>
  );
};
