import { Table } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
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
    <Page title="Conversation" actions={<Link to="/mail">All mail</Link>}>
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
                    <Link to="/mail/documents/$documentId" params={{ documentId }}>
                      {subject === "" ? "(no subject)" : subject}
                    </Link>
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
