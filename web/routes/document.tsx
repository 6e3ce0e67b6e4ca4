import { Grid, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Output } from "../../contract/catalogue.ts";
import { Answer } from "../components/answer.tsx";
import { LinkAnchor } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { cutContent } from "../features/evidence/cut-content.ts";
import classes from "../features/evidence/source-view.module.css";
import { type EntityType, entityStyles, entityTypes } from "../features/knowledge/entity-styles.ts";
import { ShapeMark } from "../features/knowledge/shape-mark.tsx";
import { useOperation } from "../lib/operations.ts";
import { countWords, momentWords } from "../lib/words.ts";

type Document = Output<"Documents.Get">;
type Evidence = Output<"Evidence.List">["evidence"][number];

/** A message with what was found in it highlighted by type, its versions and its attachments. */
export const DocumentScreen = () => {
  const { documentId } = useParams({ from: "/shell/mail/documents/$documentId" });
  const document = useOperation("Documents.Get", { documentId });
  return (
    <Answer query={document} what="the message" frame={(state) => <Page title="Message">{state}</Page>}>
      {(message) => <Opened document={message} />}
    </Answer>
  );
};

const Opened = ({ document }: { readonly document: Document }) => {
  const evidence = useOperation("Evidence.List", { documentId: document.documentId, limit: 200 });
  const mentions = (evidence.data?.evidence ?? []).filter(
    (found) => found.kind === "mention" && found.documentVersionId === document.documentVersionId,
  );
  const [chosen, setChosen] = useState<Evidence>();
  const types = entityTypes.filter((type) => mentions.some((mention) => mention.entity?.type === type));
  return (
    <Page
      title={document.subject === "" ? "(no subject)" : document.subject}
      about={`${document.from} · ${document.sentAt === null ? "no date" : momentWords(document.sentAt)}`}
      actions={
        <LinkAnchor to="/mail" size="sm">
          All mail
        </LinkAnchor>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Group gap="md" mb="xs" component="ul" p={0} aria-label="Legend">
            {types.map((type) => (
              <Group key={type} gap={5} component="li" style={{ listStyle: "none" }}>
                <ShapeMark type={type} />
                <Text size="xs">{entityStyles[type].label}</Text>
              </Group>
            ))}
          </Group>
          <Paper withBorder className={classes.card}>
            <div className={classes.page}>
              {cutContent(document.content, document.zones, mentions).map((piece) => (
                <Piece
                  key={piece.startChar}
                  text={piece.text}
                  zone={piece.zone}
                  mention={mentions.find(
                    (found) => found.startChar <= piece.startChar && found.endChar >= piece.endChar,
                  )}
                  onChoose={setChosen}
                />
              ))}
            </div>
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <Answer query={evidence} what="what was found">
              {() => (
                <Text size="sm" c="dimmed">
                  {mentions.length === 0
                    ? "Nothing was found in this message."
                    : `${countWords(mentions.length, "mention")} found.`}
                </Text>
              )}
            </Answer>
            {chosen?.entity === undefined ? null : (
              <Paper withBorder p="sm">
                <Text size="sm" fw={600}>
                  {chosen.entity.name}
                </Text>
                <LinkAnchor to="/knowledge" search={{ entity: chosen.entity.entityId }}>
                  Show in the graph
                </LinkAnchor>
              </Paper>
            )}
            <Versions document={document} />
            <Attachments document={document} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
};

const quietZones = ["header", "quoted", "footer", "signature"];

const Piece = ({
  text,
  zone,
  mention,
  onChoose,
}: {
  readonly text: string;
  readonly zone: string | undefined;
  readonly mention: Evidence | undefined;
  readonly onChoose: (mention: Evidence) => void;
}) => {
  const type: EntityType | undefined = mention?.entity?.type;
  if (mention === undefined || type === undefined)
    return <span className={zone !== undefined && quietZones.includes(zone) ? classes.quiet : undefined}>{text}</span>;
  return (
    <button
      type="button"
      className={classes.mention}
      style={{ borderColor: entityStyles[type].color }}
      title={`${entityStyles[type].label}: ${mention.entity?.name}`}
      onClick={() => onChoose(mention)}
    >
      {text}
    </button>
  );
};

const Versions = ({ document }: { readonly document: Document }) => (
  <section>
    <Title order={2} size="h6">
      Versions
    </Title>
    <List size="sm">
      {document.versions.map(({ documentVersionId, versionNumber, createdAt }) => (
        <List.Item key={documentVersionId}>
          {versionNumber}, kept since {momentWords(createdAt)}
        </List.Item>
      ))}
    </List>
  </section>
);

const Attachments = ({ document }: { readonly document: Document }) =>
  document.attachments.length === 0 ? null : (
    <section>
      <Title order={2} size="h6">
        Attachments, listed and not kept
      </Title>
      <List size="sm">
        {document.attachments.map(({ name, type, sizeBytes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no id, and their order is the message's
          <List.Item key={index}>
            {name ?? "(no name)"} · {type} · {Math.ceil(sizeBytes / 1024).toLocaleString("en-US")} kB
          </List.Item>
        ))}
      </List>
    </section>
  );
