import type { TenantTransaction } from "../db/with-organization.ts";
import { domainOf } from "./addresses.ts";
import type { FirmContext } from "./resolution.ts";
import { sharedDomains } from "./shared-domains.ts";

/** What the organization knows of itself from its mailboxes. A mailbox at a shared provider gives the firm its address and no domain. */
export async function loadFirmContext(tx: TenantTransaction, organizationId: string): Promise<FirmContext> {
  const rows = await tx
    .selectFrom("mailbox")
    .select("address")
    .where("organization_id", "=", organizationId)
    .orderBy("address")
    .execute();
  const mailboxAddresses = rows.map((row) => row.address);
  const domains = [...new Set(mailboxAddresses.map(domainOf))].filter(
    (domain) => domain !== "" && !sharedDomains.has(domain),
  );
  return { mailboxAddresses, domains, firmName: null };
}
