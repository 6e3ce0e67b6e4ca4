import { Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useOperation } from "../lib/operations.ts";
import { membersWords } from "../lib/words.ts";

type Choice = { readonly value: string; readonly label: string; readonly about: string };

/** One household out of however many there are: the first by name are listed, the others found by what is typed. */
export const HouseholdSelect = ({
  value,
  onChange,
  first,
  clearable = false,
  placeholder,
}: {
  readonly value: string | undefined;
  readonly onChange: (entityId: string | undefined) => void;
  /** What stands before all households. */
  readonly first?: { readonly value: string; readonly label: string };
  readonly clearable?: boolean;
  readonly placeholder: string;
}) => {
  const [typed, setTyped] = useState("");
  const [words] = useDebouncedValue(typed.trim(), 200);
  const listed = useOperation("Households.List", { limit: 200 });
  const isSearched = listed.data?.nextCursor !== undefined && words.length > 1;
  const input = {
    query: isSearched ? words : "-",
    types: ["Household" as const],
    kinds: ["entity" as const],
    limit: 50,
  };
  const found = useOperation("Graph.Search", input, { enabled: isSearched, keepsPrevious: true });
  const choices = new Map<string, Choice>();
  if (first !== undefined) choices.set(first.value, { ...first, about: "" });
  for (const { entityId, name, members, clients } of listed.data?.households ?? [])
    choices.set(entityId, { value: entityId, label: name, about: membersWords(members, clients) });
  for (const result of found.data?.results ?? [])
    if (result.kind === "entity" && !choices.has(result.entityId))
      choices.set(result.entityId, { value: result.entityId, label: result.name, about: "" });
  const isUnlisted = value !== undefined && listed.isSuccess && !choices.has(value);
  const chosen = useOperation("Graph.Get", { entityId: value ?? "", hops: 0, limit: 1 }, { enabled: isUnlisted });
  const [entity] = chosen.data?.entities ?? [];
  if (isUnlisted && entity?.type === "Household" && entity.entityId === value)
    choices.set(value, { value, label: entity.name, about: "" });
  return (
    <Select
      label="Household"
      placeholder={placeholder}
      searchable
      clearable={clearable}
      data={[...choices.values()]}
      value={value !== undefined && choices.has(value) ? value : null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={setTyped}
      nothingFoundMessage="No household of that name"
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" opacity={0.85}>
            {choices.get(option.value)?.about}
          </Text>
        </div>
      )}
    />
  );
};
