import { Tabs } from "@mantine/core";
import { Page } from "../components/page.tsx";
import { AuditLog } from "../features/compliance/audit-log.tsx";
import { FlagQueue } from "../features/compliance/flag-queue.tsx";

/** What a compliance officer looks at: risky phrases, and who did or read what. */
export const Compliance = () => (
  <Page
    title="Compliance"
    about="Risky phrases as they stand in the mail, and a record of everything that was asked and done."
  >
    <Tabs defaultValue="flags" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="flags">Flags</Tabs.Tab>
        <Tabs.Tab value="audit">Audit log</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="flags" pt="md">
        <FlagQueue />
      </Tabs.Panel>
      <Tabs.Panel value="audit" pt="md">
        <AuditLog />
      </Tabs.Panel>
    </Tabs>
  </Page>
);
