import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "../components/page.tsx";
import { Account } from "../features/settings/account.tsx";
import { ApiKeys } from "../features/settings/api-keys.tsx";
import { Connections } from "../features/settings/connections.tsx";
import { Members } from "../features/settings/members.tsx";
import { hasRole, useOrganization } from "../lib/session.ts";

const tabs = [
  { value: "connections", label: "Connections", role: "advisor", Panel: Connections },
  { value: "members", label: "Members", role: "viewer", Panel: Members },
  { value: "api-keys", label: "API keys", role: "admin", Panel: ApiKeys },
  { value: "account", label: "Your account", role: "viewer", Panel: Account },
] as const;

/** Settings by tab; which one is in the URL, so that a link from elsewhere (a missing permission, say) opens the right one. */
export const Settings = () => {
  const { settingsTab } = useSearch({ from: "/shell/settings" });
  const navigate = useNavigate();
  const organization = useOrganization();
  const shown = tabs.filter(({ role }) => hasRole(organization, role));
  const current = shown.find(({ value }) => value === settingsTab) ?? shown[0];
  if (current === undefined) return null;
  return (
    <Page title="Settings">
      <Tabs
        value={current.value}
        onChange={(value) => value !== null && navigate({ to: "/settings", search: { settingsTab: value } })}
        keepMounted={false}
      >
        <Tabs.List>
          {shown.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={current.value} pt="md">
          <current.Panel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
