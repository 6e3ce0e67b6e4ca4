import { foldName } from "../names.ts";
import { type Block, type Cluster, join, newCluster, type Ref } from "./block.ts";

/** Endings and fillers that do not tell one institution from another. */
const filler = new Set(
  "the inc incorporated llc llp lp pllc pc plc corp corporation co company ltd limited na n.a. of and & group".split(
    " ",
  ),
);

/**
 * Joins institutions by name, short forms included ("St. Anne's" and "St. Anne's Medical Center" of one block).
 * A short form that fits two longer names stays its own thing.
 */
export function resolveInstitutions(block: Block): Cluster[] {
  const refs = block.refs.filter((ref) => ref.referent.type === "Institution");
  const byKey = new Map<string, Cluster>();
  const keys = [...new Set(refs.map(keyOf))].filter(Boolean);
  const canonical = new Map(keys.map((key) => [key, longestForm(key, keys)]));
  for (const ref of refs) {
    const own = keyOf(ref);
    if (!own) continue;
    const key = canonical.get(own) ?? own;
    const known = byKey.get(key);
    if (known) join(block, known, ref, own === key ? "same name" : "short form of the name");
    else byKey.set(key, newCluster(block, "Institution", ref));
  }
  for (const [key, cluster] of byKey) cluster.sharedKey = `institution ${key}`;
  return [...byKey.values()];
}

/** What is left of a name when case, accents, legal endings and fillers are gone: the same for every way to write it in full. */
export function institutionKey(name: string): string {
  return foldName(name)
    .replace(/'s?\b/g, "")
    .replace(/[.,()]/g, " ")
    .split(/[\s-]+/)
    .filter((word) => word && !filler.has(word))
    .join(" ");
}

function keyOf(ref: Ref): string {
  return institutionKey(ref.referent.keys.institution ?? ref.referent.name);
}

/** A house's charity is another house than the house: "Birchwood" and "Birchwood Charitable". */
const apart = new Set(["charitable", "giving", "foundation", "scholars"]);

/** The longer name this one is short for: the only one that holds its words together and is not two names in a row. */
function longestForm(key: string, keys: readonly string[]): string {
  const holds = (long: string, short: string): boolean => long !== short && ` ${long} `.includes(` ${short} `);
  const isOther = (long: string): boolean => {
    const more = ` ${long} `.replace(` ${key} `, " ").trim();
    if (more.split(" ").some((word) => apart.has(word))) return true;
    return keys.some((other) => other !== key && (other === more || holds(more, other)));
  };
  const longer = keys.filter((other) => holds(other, key) && !isOther(other));
  const roots = longer.filter((other) => !longer.some((third) => holds(third, other)));
  const [root] = roots;
  return root && roots.length === 1 ? root : key;
}
