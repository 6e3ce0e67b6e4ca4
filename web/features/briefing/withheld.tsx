import { Alert, List } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";
import { withheldWords } from "../../../contract/withheld-words.ts";

type Withheld = Output<"GraphRAG.Query">["withheld"];

/** What was not shown, and why, in words. */
export const WithheldNotice = ({ withheld }: { readonly withheld: Withheld }) => {
  const reasons = withheld.filter(({ count }) => count > 0);
  if (reasons.length === 0) return null;
  return (
    <Alert variant="light" color="gray" title="Withheld">
      <List size="sm">
        {reasons.map(({ reason, count }) => (
          <List.Item key={reason}>
            {count} × {withheldWords[reason]}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
};
