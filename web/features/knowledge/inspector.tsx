import { Anchor, Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Answer } from "../../components/answer.tsx";
import { useOperation } from "../../lib/operations.ts";
import { dayWords } from "../../lib/words.ts";
import { type EvidenceOf, EvidencePanel } from "../evidence/evidence-panel.tsx";
import { Corrections } from "./corrections.tsx";
import { attributeWords, entityStyles, relationWords, type Subgraph, statedByWords } from "./entity-styles.ts";
import type { Selection } from "./selection.ts";
import { ShapeMark } from "./shape-mark.tsx";

/** What is known of an entity: its facts with who said so, what it is related to, and the words behind whatever is chosen. */
export const Inspector = ({
  entityId,
  onSelect,
  onFocus,
}: {
  readonly entityId: string;
  readonly onSelect: (selection: Selection) => void;
  readonly onFocus: (entityId: string) => void;
}) => {
  const near = useOperation("Graph.Get", { entityId, hops: 1 });
  return (
    <Answer query={near} what="what is known">
      {(graph) => <Facts key={entityId} graph={graph} onSelect={onSelect} onFocus={onFocus} />}
    </Answer>
  );
};

type Chosen = { readonly of: EvidenceOf; readonly about: string };

const Facts = ({
  graph,
  onSelect,
  onFocus,
}: {
  readonly graph: Subgraph;
  readonly onSelect: (selection: Selection) => void;
  readonly onFocus: (entityId: string) => void;
}) => {
  const [centre] = graph.entities;
  const [chosen, setChosen] = useState<Chosen>();
  if (centre === undefined) return null;
  const others = new Map(graph.entities.map((entity) => [entity.entityId, entity]));
  const relations = graph.relations.filter(({ from, to }) => from === centre.entityId || to === centre.entityId);
  const shown = chosen ?? { of: { entityId: centre.entityId }, about: centre.name };
  return (
    <Stack gap="md">
      <div>
        <Group gap={6}>
          <ShapeMark type={centre.type} />
          <Text size="xs" c="dimmed">
            {entityStyles[centre.type].label}
          </Text>
        </Group>
        <Title order={2} size="h4">
          {centre.name}
        </Title>
        <Button variant="light" size="compact-xs" mt={6} onClick={() => onFocus(centre.entityId)}>
          Centre the graph here
        </Button>
      </div>
      <Corrections entity={centre} />
      {centre.attributes.length === 0 ? null : (
        <Table verticalSpacing={4} aria-label="Facts">
          <Table.Tbody>
            {centre.attributes.map(({ attributeId, name, value, validFrom, supersededBy, ...fact }) => (
              <Table.Tr key={attributeId}>
                <Table.Th w={110} fw={500} c="dimmed">
                  {attributeWords(name)}
                </Table.Th>
                <Table.Td>
                  <Anchor
                    component="button"
                    size="sm"
                    ta="left"
                    td={supersededBy === null ? undefined : "line-through"}
                    onClick={() =>
                      setChosen({ of: { attributeId }, about: `${attributeWords(name)} of ${centre.name}` })
                    }
                  >
                    {value}
                  </Anchor>{" "}
                  <Status {...fact} isSuperseded={supersededBy !== null} />
                  {validFrom === null ? null : (
                    <Text span size="xs" c="dimmed">
                      {" "}
                      since {dayWords(validFrom)}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {relations.length === 0 ? null : (
        <Stack gap={2} role="list" aria-label="Relations">
          {relations.map(({ relationId, type, from, to, supersededBy, ...fact }) => {
            const isOut = from === centre.entityId;
            const other = others.get(isOut ? to : from);
            return (
              <Group key={relationId} gap={6} role="listitem">
                <Anchor
                  component="button"
                  size="sm"
                  ta="left"
                  td={supersededBy === null ? undefined : "line-through"}
                  onClick={() => setChosen({ of: { relationId }, about: relationWords(type) })}
                >
                  {isOut ? relationWords(type) : `← ${relationWords(type)}`}
                </Anchor>
                {other === undefined ? null : (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    color="gray"
                    leftSection={<ShapeMark type={other.type} />}
                    onClick={() => onSelect({ kind: "entity", id: other.entityId })}
                  >
                    {other.name}
                  </Button>
                )}
                <Status {...fact} isSuperseded={supersededBy !== null} />
              </Group>
            );
          })}
        </Stack>
      )}
      <div>
        <Title order={3} size="h6" mb={4}>
          In the mail: {shown.about}
        </Title>
        <EvidencePanel of={shown.of} about={shown.about} />
      </div>
    </Stack>
  );
};

const Status = ({
  statedBy,
  isConfirmed,
  isSuperseded,
}: Pick<Subgraph["relations"][number], "statedBy" | "isConfirmed"> & { readonly isSuperseded: boolean }) => {
  const words = isSuperseded ? "superseded" : isConfirmed ? "confirmed" : statedByWords[statedBy];
  const color = isConfirmed ? "green" : statedBy === "unverified" ? "orange" : "gray";
  return (
    <Badge size="xs" variant="light" color={isSuperseded ? "gray" : color} tt="none" autoContrast>
      {words}
    </Badge>
  );
};
