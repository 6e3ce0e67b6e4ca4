import { Table } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { LinkAnchor } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { PagesOf } from "../components/pages-of.tsx";
import { Empty } from "../components/states.tsx";
import { usePages } from "../lib/operations.ts";
import { momentWords } from "../lib/words.ts";

/** The messages of one conversation in their order. */
export const Thread = () => {
  const { mailboxId, threadId } = useParams({ from: "/shell/mail/threads/$mailboxId/$threadId" });
  const messages = usePages("Threads.Get", { providerAccountId: mailboxId, threadId });
  return (
    <Page
      title="Conversation"
      actions={
        <LinkAnchor to="/mail" size="sm">
          All mail
        </LinkAnchor>
      }
    >
      <PagesOf
        query={messages}
        what="the conversation"
        itemsOf={(page) => page.documents}
        empty={<Empty title="No message you may read" />}
      >
        {(rows) => (
          <Table highlightOnHover aria-label="Messages">
            <Table.Tbody>
              {rows.map(({ documentId, from, subject, sentAt }) => (
                <Table.Tr key={documentId}>
                  <Table.Td>{from}</Table.Td>
                  <Table.Td>
                    <LinkAnchor to="/mail/documents/$documentId" params={{ documentId }}>
                      {subject === "" ? "(no subject)" : subject}
                    </LinkAnchor>
                  </Table.Td>
                  <Table.Td ta="right" c="dimmed" fz="sm">
                    {sentAt === null ? "no date" : momentWords(sentAt)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </Page>
  );
};
