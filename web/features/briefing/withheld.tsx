import { Alert, List } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";

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
            {count} × {words[reason]}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
};

const words: Readonly<Record<Withheld[number]["reason"], string>> = {
  uncited: "had no words in the mail to point at",
  unsupported: "said more than its source: a number, a date or a name that is not there",
  guarantee_language: "would have repeated a promise of return",
  advice_language: "would have read as tax, legal or investment advice of ours",
  not_necessary: "held personal detail this does not need",
  other_household: "belonged to another household",
};
