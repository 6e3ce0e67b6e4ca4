import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useOperation } from "../lib/operations.ts";
import { type PendingAsk, sendAsk } from "../lib/pending-ask.ts";
import { places } from "../lib/places.ts";
import { hasRole, useOrganization } from "../lib/session.ts";
import classes from "./command-palette.module.css";
import { Icon } from "./icons.tsx";

type Item = {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly leftSection?: ReactNode;
  readonly onClick: () => void;
};

/**
 * Ctrl-K: `/meeting-prep WHO DATE`, `/ask …`, the name of a household or person, or a screen. What is typed without a command is looked
 * up by name and offered as a question.
 */
export const CommandPalette = () => {
  const [query, setQuery] = useState("");
  const named = useNamedItems(query);
  const items = [...commandItems(query, useSend()), ...named, ...usePlaces(query)];
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      clearQueryOnClose
      attributes={{ content: { "aria-label": "Commands" } }}
      classNames={{ actionDescription: classes.description ?? "" }}
    >
      <Spotlight.Search placeholder="/meeting-prep Thompson 2026-02-10, /ask …, or a name" aria-label="Command" />
      <Spotlight.ActionsList>
        {items.length === 0 ? <Spotlight.Empty>Nothing of that name is in the mail you read.</Spotlight.Empty> : null}
        {items.map(({ id, ...item }) => (
          <Spotlight.Action key={id} {...item} />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};

const useSend = () => {
  const navigate = useNavigate();
  return async (ask: PendingAsk) => {
    spotlight.close();
    await navigate({ to: "/knowledge" });
    sendAsk(ask);
  };
};

const commandItems = (query: string, send: (ask: PendingAsk) => void): readonly Item[] => {
  const [, command, words = ""] = /^\s*(?:\/(meeting-prep|ask)\b)?\s*(.*?)\s*$/s.exec(query) ?? [];
  const prep = { id: "prep", label: "Prepare a meeting", onClick: () => send({ kind: "meeting-prep", text: words }) };
  const ask = { id: "ask", label: "Ask the record", onClick: () => send({ kind: "question", text: words }) };
  if (words === "") return [];
  if (command === "meeting-prep") return [{ ...prep, description: words }];
  if (command === "ask") return [{ ...ask, description: words }];
  return [
    { ...ask, description: words },
    { ...prep, description: words },
  ];
};

const useNamedItems = (query: string): readonly Item[] => {
  const navigate = useNavigate();
  const [words] = useDebouncedValue(query.trim(), 150);
  const isName = words.length >= 2 && !words.startsWith("/");
  const input = {
    query: isName ? words : "-",
    types: ["Household" as const, "Client" as const],
    kinds: ["entity" as const],
    limit: 8,
  };
  const { data } = useOperation("Graph.Search", input, { enabled: isName, keepsPrevious: true });
  if (!isName || data === undefined) return [];
  return data.results.flatMap((result) =>
    result.kind === "entity"
      ? [
          {
            id: result.entityId,
            label: result.name,
            description: result.type,
            onClick: () => navigate({ to: "/knowledge", search: { entity: result.entityId } }),
          },
        ]
      : [],
  );
};

const usePlaces = (query: string): readonly Item[] => {
  const navigate = useNavigate();
  const organization = useOrganization();
  const words = query.trim().toLowerCase();
  return places
    .filter(({ label, role }) => hasRole(organization, role) && label.toLowerCase().includes(words))
    .map(({ label, to, icon }) => ({
      id: to,
      label,
      description: "Go to",
      leftSection: <Icon name={icon} />,
      onClick: () => navigate({ to }),
    }));
};
