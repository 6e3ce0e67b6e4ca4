import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { entityStyles, entityTypes, relationWords, type Subgraph } from "./entity-styles.ts";
import type { Selection } from "./selection.ts";

/** Of each type: a page of thousands would take the browser seconds. */
const shownAtOnce = 200;

/** The same content as the picture, as headings and lists: every entity, and under it what it is related to. */
export const GraphList = ({
  graph,
  selection,
  onSelect,
}: {
  readonly graph: Subgraph;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}) => {
  const names = new Map(graph.entities.map(({ entityId, name }) => [entityId, name]));
  const relationsFrom = Map.groupBy(graph.relations, ({ from }) => from);
  const [shownMax, setShownMax] = useState(shownAtOnce);
  return (
    <Stack gap="lg" p="md">
      {entityTypes.map((type) => {
        const entities = graph.entities.filter((entity) => entity.type === type);
        if (entities.length === 0) return null;
        return (
          <section key={type} aria-label={`${entityStyles[type].plural} in the graph`}>
            <Title order={2} size="h5" mb="xs">
              {entityStyles[type].plural} <Badge variant="light">{entities.length}</Badge>
            </Title>
            <Stack gap={4}>
              {entities.slice(0, shownMax).map(({ entityId, name }) => (
                <div key={entityId}>
                  <Button
                    variant={selection?.id === entityId ? "light" : "subtle"}
                    color="gray"
                    size="compact-sm"
                    onClick={() => onSelect({ kind: "entity", id: entityId })}
                  >
                    {name}
                  </Button>
                  <Group gap={4} pl="md">
                    {(relationsFrom.get(entityId) ?? []).map(({ relationId, type: relation, to, supersededBy }) => (
                      <Button
                        key={relationId}
                        variant={selection?.id === relationId ? "light" : "transparent"}
                        size="compact-xs"
                        onClick={() => onSelect({ kind: "relation", id: relationId })}
                      >
                        <Text span size="xs" td={supersededBy === null ? undefined : "line-through"}>
                          {relationWords(relation)} {names.get(to) ?? ""}
                        </Text>
                      </Button>
                    ))}
                  </Group>
                </div>
              ))}
            </Stack>
            {entities.length <= shownMax ? null : (
              <Button mt="xs" size="xs" variant="default" onClick={() => setShownMax(shownMax + shownAtOnce)}>
                Show more {entityStyles[type].plural.toLowerCase()}
              </Button>
            )}
          </section>
        );
      })}
    </Stack>
  );
};
