import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { findEntityNames } from "./entity-names.ts";
import { attributesOf, relationsAmong } from "./facts-among.ts";
import { findNeighbourhood, findWholeGraph } from "./subgraph-entities.ts";

/**
 * Graph.Get: the entities asked for, with their facts and the relations between them. Only readable rows are seen: a fact superseded by one the
 * actor cannot read is current for that actor.
 */
export const getSubgraph = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Get">,
): Promise<Output<"Graph.Get">> => {
  const { entityId, ...bounds } = input;
  const { found, leftOut } = await (entityId === undefined
    ? findWholeGraph(tx, actor, bounds)
    : findNeighbourhood(tx, actor, entityId, bounds));
  const ids = found.map(({ id }) => id);
  const names = await findEntityNames(tx, actor, ids);
  const attributes = Map.groupBy(await attributesOf(tx, actor, ids), (attribute) => attribute.entityId);
  return {
    entities: found.map(({ id, type, confidence, hops }) => ({
      entityId: id,
      type,
      name: names.get(id) ?? type,
      confidence,
      hops,
      attributes: (attributes.get(id) ?? []).map(({ entityId: _, ...attribute }) => attribute),
    })),
    relations: await relationsAmong(tx, actor, ids),
    isTruncated: leftOut.length > 0,
    leftOut,
  };
};
