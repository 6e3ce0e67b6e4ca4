import { List, UnstyledButton } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";
import { Icon } from "../../components/icons.tsx";
import classes from "./bullet-list.module.css";

export type Bullet = Output<"GraphRAG.Query">["bullets"][number];

/** Cited lines: each opens the words it came from; the small number says how many places there are. */
export const BulletList = ({
  bullets,
  chosenId,
  onChoose,
}: {
  readonly bullets: readonly Bullet[];
  readonly chosenId: string | undefined;
  readonly onChoose: (bullet: Bullet) => void;
}) => (
  <List listStyleType="none" spacing={6} withPadding={false}>
    {bullets.map((bullet) => (
      <List.Item key={bullet.id}>
        <UnstyledButton
          className={classes.bullet}
          data-chosen={bullet.id === chosenId}
          aria-pressed={bullet.id === chosenId}
          onClick={() => onChoose(bullet)}
        >
          {bullet.text}{" "}
          <span className={classes.count}>
            <Icon name="quote" size={12} />
            {bullet.citations.length}
          </span>
        </UnstyledButton>
      </List.Item>
    ))}
  </List>
);
