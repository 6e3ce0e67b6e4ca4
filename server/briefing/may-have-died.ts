import type { HouseholdRecord } from "./household-record.ts";

/** False when the person wrote or was written to after the death, or after it was first told: then somebody else died. */
export function mayHaveDied(record: HouseholdRecord, clientId: string, eventId: string): boolean {
  const told = record.index
    .findEntity(eventId)
    ?.mentions.map((m) => record.messages.get(m.documentVersionId)?.localDate ?? "")
    .sort()[0];
  const day = record.index.findAttribute(eventId, "date")?.value ?? told ?? "";
  return (record.lastAddressed.get(clientId) ?? "") <= day;
}
