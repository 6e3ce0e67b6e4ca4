/** What was typed into the command palette, on its way to the screen that does it. In memory only: neither the URL nor the browser keeps names. */
export type PendingAsk = { readonly kind: "question" | "meeting-prep"; readonly text: string };

let pending: PendingAsk | undefined;
const listeners = new Set<() => void>();

export const sendAsk = (ask: PendingAsk): void => {
  pending = ask;
  for (const listener of listeners) listener();
};

/** The ask that waits, once. */
export const takeAsk = (): PendingAsk | undefined => {
  const ask = pending;
  pending = undefined;
  return ask;
};

export const onAsk = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
