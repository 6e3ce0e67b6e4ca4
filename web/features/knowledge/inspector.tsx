import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Answer } from "../../components/answer.tsx";
import { useOperation } from "../../lib/operations.ts";
import { type EvidenceOf, EvidencePanel } from "../evidence/evidence-panel.tsx";
import { Corrections } from "./corrections.tsx";
import { attributeWords, entityStyles, otherEndWords, type Subgraph } from "./entity-styles.ts";
import { FactRow, FactRows } from "./fact-row.tsx";
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

type Chosen = { readonly id: string; readonly of: EvidenceOf; readonly about: string };

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
        <FactRows label="Facts">
          {centre.attributes.map((attribute) => {
            const label = attributeWords(attribute.name);
            const of = { attributeId: attribute.attributeId };
            return (
              <FactRow
                key={attribute.attributeId}
                label={label}
                fact={attribute}
                isChosen={chosen?.id === attribute.attributeId}
                onWords={() => setChosen({ id: attribute.attributeId, of, about: `${label} of ${centre.name}` })}
              >
                {attribute.value}
              </FactRow>
            );
          })}
        </FactRows>
      )}
      {relations.length === 0 ? null : (
        <FactRows label="Relations">
          {relations.map((relation) => {
            const isOut = relation.from === centre.entityId;
            const other = others.get(isOut ? relation.to : relation.from);
            const label = otherEndWords(relation.type, isOut);
            const of = { relationId: relation.relationId };
            return (
              <FactRow
                key={relation.relationId}
                label={label}
                fact={relation}
                isChosen={chosen?.id === relation.relationId}
                onWords={() => setChosen({ id: relation.relationId, of, about: `${label} ${other?.name ?? ""}` })}
              >
                {other === undefined ? null : (
                  <Anchor
                    component="button"
                    size="sm"
                    ta="left"
                    onClick={() => onSelect({ kind: "entity", id: other.entityId })}
                  >
                    <ShapeMark type={other.type} /> {other.name}
                  </Anchor>
                )}
              </FactRow>
            );
          })}
        </FactRows>
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
