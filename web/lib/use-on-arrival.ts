import { useEffect, useRef } from "react";

/** Does once what a person asked for on the way here, by the command palette; nothing where they typed nothing. */
export const useOnArrival = (words: string, run: (words: string) => void): void => {
  const isDone = useRef(false);
  useEffect(() => {
    if (words === "" || isDone.current) return;
    isDone.current = true;
    run(words);
  });
};
