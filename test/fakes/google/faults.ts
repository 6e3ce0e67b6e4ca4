/** What can go wrong with one request. `lost` does the work and drops the answer; `hang` answers never. */
export const faultKinds = [
  "rate_limited_403",
  "rate_limited_429",
  "internal_500",
  "unavailable_503",
  "unauthorized_401",
  "html_200",
  "html_502",
  "cut",
  "lost",
  "hang",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `path` picks the requests, e.g. /\/messages\//; `times` how many of them, one unless told; `after` how many go well first. */
export type FaultRule = {
  readonly path: RegExp;
  readonly fault: FaultKind;
  readonly times?: number;
  readonly after?: number;
};

/** Faults at random, the same for the same seed and order of requests: `rate` of the requests that match `path`. */
export type SeededFaults = {
  readonly seed: number;
  readonly rate: number;
  readonly among: readonly FaultKind[];
  readonly path: RegExp;
};

export type Faults = {
  /** The next matching requests fail so. Rules are tried in order. */
  readonly script: (...rules: readonly FaultRule[]) => void;
  readonly seed: (seeded: SeededFaults) => void;
  /** Everything goes well again. */
  readonly clear: () => void;
  /** How many requests failed by a fault so far. */
  readonly count: () => number;
  /** What happens to this request. */
  readonly next: (path: string) => FaultKind | undefined;
};

export const createFaults = (): Faults => {
  let rules: { rule: FaultRule; after: number; times: number }[] = [];
  let seeded: (SeededFaults & { readonly random: () => number }) | undefined;
  let counted = 0;
  const scripted = (path: string): FaultKind | undefined => {
    const found = rules.find(({ rule, times }) => times > 0 && rule.path.test(path));
    if (found === undefined) return undefined;
    if (found.after > 0) {
      found.after--;
      return undefined;
    }
    found.times--;
    return found.rule.fault;
  };
  const rolled = (path: string): FaultKind | undefined => {
    if (seeded === undefined || !seeded.path.test(path) || seeded.random() >= seeded.rate) return undefined;
    return seeded.among[Math.floor(seeded.random() * seeded.among.length)];
  };
  return {
    script(...added) {
      rules.push(...added.map((rule) => ({ rule, after: rule.after ?? 0, times: rule.times ?? 1 })));
    },
    seed(chosen) {
      seeded = { ...chosen, random: randomOf(chosen.seed) };
    },
    clear() {
      rules = [];
      seeded = undefined;
    },
    count: () => counted,
    next(path) {
      const fault = scripted(path) ?? rolled(path);
      if (fault !== undefined) counted++;
      return fault;
    },
  };
};

/** mulberry32: small, and the same numbers everywhere. */
export const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
