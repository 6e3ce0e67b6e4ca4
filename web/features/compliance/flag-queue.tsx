import { Badge, Button, Grid, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { HouseholdSelect } from "../../components/household-select.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { Empty } from "../../components/states.tsx";
import { usePages } from "../../lib/operations.ts";
import { SourceView } from "../evidence/source-view.tsx";
import classes from "./flag-queue.module.css";
import { type Category, categoryWords, decisionWords, type Flag } from "./flag-words.ts";
import { ReviewForm } from "./review-form.tsx";

/** Phrases a supervisor should see, each beside its message and with what was decided about it. */
export const FlagQueue = () => {
  const [state, setState] = useState("open");
  const [category, setCategory] = useState<Category>();
  const [householdId, setHouseholdId] = useState<string>();
  const [typed, setTyped] = useState("");
  const [author] = useDebouncedValue(typed.trim(), 300);
  const [chosenId, setChosenId] = useState<string>();
  const flags = usePages("Compliance.Flags", {
    ...(category === undefined ? {} : { category }),
    ...(householdId === undefined ? {} : { householdId }),
    ...(author === "" ? {} : { author }),
    ...(state === "all" ? {} : { isReviewed: state === "reviewed" }),
  });
  const chosen = flags.data?.pages.flatMap((page) => page.flags).find(({ flagId }) => flagId === chosenId);
  return (
    <Stack>
      <Group align="flex-end">
        <SegmentedControl
          aria-label="Which flags"
          data={[
            { value: "open", label: "To review" },
            { value: "reviewed", label: "Reviewed" },
            { value: "all", label: "All" },
          ]}
          value={state}
          onChange={setState}
        />
        <Select
          label="Category"
          clearable
          placeholder="All"
          data={Object.entries(categoryWords).map(([value, label]) => ({ value, label }))}
          value={category ?? null}
          onChange={(value) => setCategory((value ?? undefined) as Category | undefined)}
        />
        <HouseholdSelect value={householdId} placeholder="All" clearable onChange={setHouseholdId} />
        <TextInput
          label="Written by"
          placeholder="adviser@firm.example"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Group>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <PagesOf
            query={flags}
            what="flags"
            itemsOf={(page) => page.flags}
            empty={<Empty title={state === "open" ? "Nothing waits for review" : "Nothing of that kind"} />}
          >
            {(rows) => <FlagList flags={rows} chosenId={chosenId} onChoose={setChosenId} />}
          </PagesOf>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          {chosen === undefined ? (
            <Empty title="Choose a flag to see it in its message" />
          ) : (
            <Stack>
              <SourceView span={chosen} />
              <ReviewForm key={chosen.flagId} flag={chosen} />
            </Stack>
          )}
        </Grid.Col>
      </Grid>
    </Stack>
  );
};

const FlagList = ({
  flags,
  chosenId,
  onChoose,
}: {
  readonly flags: readonly Flag[];
  readonly chosenId: string | undefined;
  readonly onChoose: (flagId: string) => void;
}) => (
  <ul className={classes.list} aria-label="Flags">
    {flags.map((flag) => (
      <li key={flag.flagId}>
        <Button
          fullWidth
          variant={flag.flagId === chosenId ? "light" : "default"}
          justify="flex-start"
          className={classes.flag ?? ""}
          aria-pressed={flag.flagId === chosenId}
          onClick={() => onChoose(flag.flagId)}
        >
          <Stack gap={2} align="flex-start" miw={0}>
            <Group gap={6}>
              <Badge variant="light" color="orange" tt="none">
                {categoryWords[flag.category]}
              </Badge>
              {flag.review === null ? null : (
                <Badge variant="light" color="gray" tt="none">
                  {decisionWords[flag.review.decision]}
                </Badge>
              )}
            </Group>
            <Text size="sm" ta="left" className={classes.words ?? ""}>
              {flag.text}
            </Text>
            <Text size="xs" {...(flag.flagId === chosenId ? {} : { c: "dimmed" })}>
              {flag.author ?? "unknown writer"}
            </Text>
          </Stack>
        </Button>
      </li>
    ))}
  </ul>
);
