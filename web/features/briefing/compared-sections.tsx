import { Badge, Stack, Switch, Table, Text, Title } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";
import classes from "./compared-sections.module.css";

export type Compared = Output<"MeetingPrep.Compare">;
type Line = Compared["sections"][number]["lines"][number];

const changes: Readonly<Record<Line["change"], { readonly label: string; readonly color: string }>> = {
  new: { label: "new", color: "green" },
  changed: { label: "changed", color: "yellow" },
  gone: { label: "gone", color: "red" },
  same: { label: "as before", color: "gray" },
};

/** Two briefings side by side, section by section; what is as before only when asked for. */
export const ComparedSections = ({
  sections,
  beforeWords,
  afterWords,
  isAll,
  onAll,
}: {
  readonly sections: Compared["sections"];
  readonly beforeWords: string;
  readonly afterWords: string;
  readonly isAll: boolean;
  readonly onAll: (isAll: boolean) => void;
}) => {
  const shown = sections
    .map((section) => ({ ...section, lines: section.lines.filter(({ change }) => isAll || change !== "same") }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Stack gap="lg">
      <Switch
        label="Show also what is as before"
        checked={isAll}
        onChange={(event) => onAll(event.currentTarget.checked)}
      />
      {shown.length === 0 ? <Text size="sm">Every line is as it was before.</Text> : null}
      {shown.map(({ id, title, lines }) => (
        <section key={id} aria-label={title}>
          <Title order={2} size="h5" mb={6}>
            {title}
          </Title>
          <Table className={classes.table} aria-label={`${title}, before and now`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={classes.change}>Change</Table.Th>
                <Table.Th>{beforeWords}</Table.Th>
                <Table.Th>{afterWords}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <ComparedRow key={`${line.before?.id} ${line.after?.id}`} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Stack>
  );
};

const ComparedRow = ({ line: { change, before, after } }: { readonly line: Line }) => {
  const { label, color } = changes[change];
  return (
    <Table.Tr className={change === "same" ? classes.same : undefined}>
      <Table.Td>
        <Badge variant="light" color={color} tt="none" autoContrast>
          {label}
        </Badge>
      </Table.Td>
      <Table.Td className={change === "gone" ? classes.gone : undefined}>
        {before === null ? "—" : words(before)}
      </Table.Td>
      <Table.Td>{after === null ? "—" : words(after)}</Table.Td>
    </Table.Tr>
  );
};

/** A line whose source was destroyed has no words any more. */
const words = ({ text }: { readonly text: string }) => (text === "" ? "(its source was destroyed)" : text);
