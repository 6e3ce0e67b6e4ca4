import { Button, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { ApiError } from "../../lib/api.ts";
import { useAction } from "../../lib/operations.ts";
import { useOnArrival } from "../../lib/use-on-arrival.ts";
import { type Briefing, BriefingView } from "../briefing/briefing-view.tsx";
import type { Bullet } from "../briefing/bullet-list.tsx";

/** "Prepare me for the Thompson meeting on 2026-02-10": a briefing, beside the graph it comes from. */
export const PreparePanel = ({
  initialAsk,
  chosenBulletId,
  onBullet,
  onBriefing,
}: {
  readonly initialAsk: string;
  readonly chosenBulletId: string | undefined;
  readonly onBullet: (bullet: Bullet) => void;
  readonly onBriefing: (briefing: Briefing) => void;
}) => {
  const [ask, setAsk] = useState(initialAsk);
  const preparing = useAction("MeetingPrep.Generate", ["MeetingPrep.List"]);
  const prepare = (words: string, subjectEntityId?: string) =>
    preparing.mutate(
      { ask: words, ...(subjectEntityId === undefined ? {} : { subjectEntityId }) },
      { onSuccess: onBriefing },
    );
  useOnArrival(initialAsk, (words) => prepare(words));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ask.trim() !== "") prepare(ask.trim());
  };
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Textarea
            label="Prepare a meeting"
            description="Who, and when: Thompson 2026-02-10"
            autosize
            minRows={2}
            maxLength={1000}
            value={ask}
            onChange={(event) => setAsk(event.currentTarget.value)}
          />
          <Button type="submit" loading={preparing.isPending} disabled={ask.trim() === ""}>
            Prepare
          </Button>
        </Stack>
      </form>
      {preparing.isError ? (
        <ErrorNotice error={preparing.error}>
          {candidatesOf(preparing.error).map(({ entityId, name }) => (
            <Button
              key={entityId}
              size="xs"
              variant="default"
              onClick={() => {
                const named = `${name}${dateIn(ask)}`;
                setAsk(named);
                prepare(named, entityId);
              }}
            >
              {name}
            </Button>
          ))}
        </ErrorNotice>
      ) : null}
      {preparing.data === undefined ? (
        <Text size="sm" c="dimmed">
          Every line of a briefing opens the words it came from.
        </Text>
      ) : (
        <BriefingView briefing={preparing.data} chosenBulletId={chosenBulletId} onBullet={onBullet} />
      )}
    </Stack>
  );
};

type Candidate = { readonly entityId: string; readonly name: string };

/** Who may have been meant: several who fit, or near ones when nobody does. */
const candidatesOf = (error: unknown): readonly Candidate[] => {
  if (!(error instanceof ApiError)) return [];
  const listed = error.fields.candidates ?? error.fields.near;
  return Array.isArray(listed) ? listed.filter((item): item is Candidate => typeof item?.name === "string") : [];
};

const dateIn = (ask: string): string => {
  const date = /\d{4}-\d{2}-\d{2}/.exec(ask)?.[0];
  return date === undefined ? "" : ` ${date}`;
};
