/** The invocations that run at the moment, so that a stopping process can wait for them. */
export type InFlight = {
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<void>;
};

export const createInFlight = (): InFlight => {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const ended = () => void running.delete(work);
      work.then(ended, ended);
      return work;
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
