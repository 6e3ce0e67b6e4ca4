import { PasswordInput, TextInput } from "@mantine/core";

export type NewPerson = { readonly name: string; readonly password: string };

/** As the server asks for it (contract/sign-in.ts). */
const passwordLengthMin = 12;

/** Name and password of somebody new. */
export const NewPersonFields = ({
  person,
  onChange,
}: {
  readonly person: NewPerson;
  readonly onChange: (person: NewPerson) => void;
}) => (
  <>
    <TextInput
      label="Your name"
      autoComplete="name"
      required
      maxLength={200}
      value={person.name}
      onChange={(event) => onChange({ ...person, name: event.currentTarget.value })}
    />
    <NewPassword value={person.password} onChange={(password) => onChange({ ...person, password })} />
  </>
);

export const NewPassword = ({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (password: string) => void;
}) => (
  <PasswordInput
    label="New password"
    description={`At least ${passwordLengthMin} characters: four words that belong to nobody else do well`}
    autoComplete="new-password"
    required
    minLength={passwordLengthMin}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
