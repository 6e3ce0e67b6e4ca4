import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "../../components/icons.tsx";
import { dayWords } from "../../lib/words.ts";
import { type Subgraph, statedByWords } from "./entity-styles.ts";
import classes from "./fact-row.module.css";

type Fact = Pick<Subgraph["relations"][number], "statedBy" | "isConfirmed" | "validFrom" | "supersededBy">;

/** A line of what is known: what it is called, what it is, who said so, and the way to its words. What no longer holds is struck through. */
export const FactRow = ({
  label,
  fact,
  isChosen,
  onWords,
  children,
}: {
  readonly label: string;
  readonly fact: Fact;
  readonly isChosen: boolean;
  readonly onWords: () => void;
  readonly children: ReactNode;
}) => (
  <li className={classes.row} data-chosen={isChosen}>
    <span className={classes.label}>{label}</span>
    <span className={classes.value}>
      {fact.supersededBy === null ? children : <s>{children}</s>}
      <span className={`${classes.status} ${fact.statedBy === "unverified" ? classes.doubtful : ""}`}>
        {statusWords(fact)}
        {fact.validFrom === null ? "" : `, since ${dayWords(fact.validFrom)}`}
      </span>
    </span>
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={`The words behind: ${label}`}
      aria-pressed={isChosen}
      onClick={onWords}
    >
      <Icon name="quote" size={16} />
    </ActionIcon>
  </li>
);

const statusWords = ({ statedBy, isConfirmed, supersededBy }: Fact): string => {
  if (supersededBy !== null) return "superseded";
  return isConfirmed ? "confirmed" : statedByWords[statedBy];
};

export const FactRows = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul className={classes.rows} aria-label={label}>
    {children}
  </ul>
);
