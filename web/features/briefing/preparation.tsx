import { Group, Switch, Text } from "@mantine/core";
import { Answer } from "../../components/answer.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction, useOperation } from "../../lib/operations.ts";
import { hasRole, useOrganization } from "../../lib/session.ts";

/** Whether briefings are written by themselves the evening before a meeting: for oneself, and for the firm. */
export const Preparation = () => {
  const organization = useOrganization();
  const preparation = useOperation("Preparation.Get", {});
  const mine = useAction("Preparation.SetMine", ["Preparation.Get"]);
  const all = useAction("Preparation.SetForAll", ["Preparation.Get"]);
  const failure = mine.error ?? all.error;
  return (
    <section aria-label="Prepared briefings">
      <Text size="sm" c="dimmed" mb="xs">
        From five in the afternoon, tomorrow’s meetings that you attend are prepared by themselves, from the mail you
        read.
      </Text>
      <Answer query={preparation} what="whether briefings are prepared">
        {({ isOnForAll, isOnForMe }) => (
          <Group gap="lg">
            {hasRole(organization, "advisor") ? (
              <Switch
                label="Prepare mine"
                checked={isOnForMe && isOnForAll}
                disabled={!isOnForAll}
                onChange={(event) => mine.mutate({ isOn: event.currentTarget.checked })}
              />
            ) : null}
            {hasRole(organization, "admin") ? (
              <Switch
                label="Prepare for everybody in the firm who attends"
                checked={isOnForAll}
                onChange={(event) => all.mutate({ isOn: event.currentTarget.checked })}
              />
            ) : null}
            {isOnForAll ? null : <Text size="sm">Switched off for the whole firm.</Text>}
          </Group>
        )}
      </Answer>
      {failure === null ? null : <ErrorNotice error={failure} />}
    </section>
  );
};
