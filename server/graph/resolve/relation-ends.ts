import type { EntityType, RelationType } from "../../extract/reading.ts";
import type { Cluster } from "./block.ts";

const client: readonly EntityType[] = ["Client"];
const person: readonly EntityType[] = ["Client", "Professional"];
const holder: readonly EntityType[] = ["Client", "Household"];

/** Domain and range of every relation, as in the ontology. */
const ends: Readonly<Record<RelationType, readonly [readonly EntityType[], readonly EntityType[]]>> = {
  belongsToHousehold: [client, ["Household"]],
  spouseOf: [client, client],
  parentOf: [client, client],
  childOf: [client, client],
  siblingOf: [client, client],
  ownsAccount: [holder, ["Account"]],
  heldAt: [["Account"], ["Institution"]],
  experiencedEvent: [client, ["LifeEvent"]],
  hasActionItem: [holder, ["ActionItem"]],
  assignedTo: [["ActionItem"], person],
  attends: [person, ["Meeting"]],
  concerns: [["Meeting"], ["Household"]],
  advises: [["Professional"], holder],
  hasGoal: [holder, ["Goal"]],
  worksFor: [person, ["Institution"]],
};

/**
 * The relation as it is kept, or undefined when its ends are not of the types the ontology asks for.
 * A tie that reads the same both ways starts at the one spoken of first; `childOf` is kept as `parentOf`, so that one tie is one relation.
 */
export function relationEnds(
  type: RelationType,
  from: Cluster,
  to: Cluster,
): { type: RelationType; from: Cluster; to: Cluster } | undefined {
  const [domain, range] = ends[type];
  if (from === to || !domain.includes(from.type) || !range.includes(to.type)) return undefined;
  if (type === "childOf") return { type: "parentOf", from: to, to: from };
  const isSymmetric = type === "spouseOf" || type === "siblingOf";
  return isSymmetric && firstIndex(to) < firstIndex(from) ? { type, from: to, to: from } : { type, from, to };
}

function firstIndex(cluster: Cluster): number {
  return cluster.refs[0]?.index ?? Number.MAX_SAFE_INTEGER;
}
