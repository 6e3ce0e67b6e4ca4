import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import type { EntityType, Reading } from "../../extract/reading.ts";
import { followRedirect } from "../follow-redirect.ts";
import type { EntityKey, WordsKey } from "../resolution.ts";

/** An entity as a person decides about it: by the id it goes by now. */
export type DecidedEntity = {
  readonly id: string;
  readonly type: EntityType;
  readonly correctionId: string | null;
  readonly key: EntityKey;
};

type MentionRow = WordsKey & { readonly sourceId: string };

/** So many documents are named by a key: retention may take some of them. */
const wordsMax = 3;

/** The readable entity of that id with its key; NotFoundError when there is none. */
export async function getDecidedEntity(tx: TenantTransaction, actor: Actor, entityId: string): Promise<DecidedEntity> {
  const id = await followRedirect(tx, actor, entityId);
  const entity = await tx
    .selectFrom("entity")
    .select(["id", "type", "shared_key", "correction_id"])
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  const words = entity ? await findWords(tx, actor, id, entity.type === "Household") : [];
  if (!entity || words.length === 0)
    throw new BeepError("NotFoundError", "There is no such entity.", { resource: "entity" });
  const type = entity.type as EntityType;
  const key = { type, words, ...(entity.shared_key ? { sharedKey: entity.shared_key } : {}) };
  return { id, type, correctionId: entity.correction_id, key };
}

/** The first words that name an entity, one of a document, earliest mail first; for a household that no mail names those of its members. */
async function findWords(
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  isHousehold: boolean,
): Promise<WordsKey[]> {
  const own = await firstMentions(tx, actor, [entityId]);
  if (own.length > 0 || !isHousehold) return own;
  const members = await tx
    .selectFrom("relation")
    .select("from_entity_id")
    .where("organization_id", "=", actor.organizationId)
    .where("to_entity_id", "=", entityId)
    .where("type", "=", "belongsToHousehold")
    .execute();
  return firstMentions(
    tx,
    actor,
    members.map((row) => row.from_entity_id),
  );
}

async function firstMentions(tx: TenantTransaction, actor: Actor, entityIds: readonly string[]): Promise<WordsKey[]> {
  const { rows } = await sql<MentionRow>`
    select * from (
      select distinct on (mention.document_id) document.sort_key, ${mentionColumns}
      from mention join document on document.organization_id = ${actor.organizationId} and document.id = mention.document_id
      where mention.organization_id = ${actor.organizationId} and mention.entity_id = any(${[...entityIds]}::uuid[])
      order by mention.document_id, mention.start_char, mention.id
    ) as first order by sort_key, "documentId" limit ${wordsMax}`.execute(tx);
  return Promise.all(rows.map((row) => toWords(tx, actor, row)));
}

/** The mentions of this entity at these words; NotFoundError when one is not of it. */
export async function getMentionsAt(
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  words: readonly Omit<WordsKey, "nth">[],
): Promise<(MentionRow & { readonly id: string })[]> {
  const { rows } = await sql<MentionRow & { id: string }>`
    select id, ${mentionColumns} from mention
    where organization_id = ${actor.organizationId} and entity_id = ${entityId}
      and (document_version_id, start_char, end_char) in (
        select "documentVersionId", "startChar", "endChar"
        from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as given ("documentVersionId" uuid, "startChar" integer, "endChar" integer))
    order by document_version_id, start_char, id`.execute(tx);
  if (rows.length < new Set(words.map((at) => `${at.documentVersionId} ${at.startChar} ${at.endChar}`)).size)
    throw new BeepError(
      "NotFoundError",
      "Some of these words are not of this entity. `Evidence.List` shows which are.",
      {
        resource: "mention",
      },
    );
  return rows;
}

/** Words of other mentions of the entity than these, one of a document. */
export async function findOtherWords(
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  mentionIds: readonly string[],
): Promise<WordsKey[]> {
  const { rows } = await sql<MentionRow>`
    select * from (
      select distinct on (mention.document_id) document.sort_key, ${mentionColumns}
      from mention join document on document.organization_id = ${actor.organizationId} and document.id = mention.document_id
      where mention.organization_id = ${actor.organizationId} and mention.entity_id = ${entityId}
        and mention.id <> all(${[...mentionIds]}::uuid[])
      order by mention.document_id, mention.start_char, mention.id
    ) as first
    -- A referent leaves with all its words: those of documents that nothing leaves from come first.
    order by "documentVersionId" in (
      select document_version_id from mention
      where organization_id = ${actor.organizationId} and id = any(${[...mentionIds]}::uuid[])), sort_key, "documentId"
    limit ${wordsMax}`.execute(tx);
  return Promise.all(rows.map((row) => toWords(tx, actor, row)));
}

const mentionColumns = sql`mention.document_id as "documentId", mention.document_version_id as "documentVersionId",
  mention.start_char as "startChar", mention.end_char as "endChar", mention.source_id as "sourceId"`;

export async function toWords(tx: TenantTransaction, actor: Actor, row: MentionRow): Promise<WordsKey> {
  const { sourceId, documentId, documentVersionId, startChar, endChar } = row;
  const words = { documentId, documentVersionId, startChar, endChar };
  const { rows } = await sql<{ reading: Reading }>`
    select reading from extraction
    where organization_id = ${actor.organizationId} and document_version_id = ${documentVersionId}
      and (select count(distinct entity_id) from mention
        where organization_id = ${actor.organizationId} and document_version_id = ${documentVersionId}
          and start_char = ${startChar} and end_char = ${endChar}) > 1
    order by created_at desc, id limit 1`.execute(tx);
  const reading = rows[0]?.reading;
  if (!reading) return words;
  // In the order the resolver numbers them: that of the reading.
  const here = reading.mentions.filter(({ span }) => span.startChar === startChar && span.endChar === endChar);
  const own = here.find((mention) => mention.id === sourceId)?.referentId;
  const named = reading.referents.filter(({ id }) => here.some((mention) => mention.referentId === id));
  const type = named.find(({ id }) => id === own)?.type;
  const nth = named.filter((referent) => referent.type === type).findIndex(({ id }) => id === own);
  return nth > 0 ? { ...words, nth } : words;
}
