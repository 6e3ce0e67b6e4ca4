import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Entrance } from "../components/entrance.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { NewPersonFields } from "../components/new-person-fields.tsx";
import { call } from "../lib/api.ts";
import { signIn, tokenInLink } from "../lib/auth.ts";
import { useEnterAs } from "../lib/enter.ts";
import { slugOf } from "../lib/slug-of.ts";

/** The first person, by the link that the server printed: owner of an organization, new or made by an import. */
export const Setup = () => {
  const [token] = useState(tokenInLink);
  const [person, setPerson] = useState({ name: "", password: "" });
  const [email, setEmail] = useState("");
  const [firm, setFirm] = useState("");
  const [slug, setSlug] = useState("");
  const enter = useEnterAs();
  const setting = useMutation({
    mutationFn: async () => {
      const organization = { slug: slug === "" ? slugOf(firm) : slug, name: firm };
      await call("Setup.Complete", { token, ...person, email, organization });
      await signIn(email, person.password);
    },
    onSuccess: () => enter("/settings"),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <Entrance title="Set up Beep" about="You become the owner of your firm’s organization. The link works once.">
      <form onSubmit={submit}>
        <Stack>
          {setting.isError ? <ErrorNotice error={setting.error} /> : null}
          <TextInput
            label="Your firm"
            required
            maxLength={200}
            value={firm}
            onChange={(event) => setFirm(event.currentTarget.value)}
          />
          <TextInput
            label="Short name"
            description="Lower-case letters, digits and dashes. An import’s organization is taken over by its short name."
            placeholder={slugOf(firm)}
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            value={slug}
            onChange={(event) => setSlug(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NewPersonFields person={person} onChange={setPerson} />
          <Button type="submit" loading={setting.isPending}>
            Begin
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
};
