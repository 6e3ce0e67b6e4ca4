import type { ZoneKind } from "../message.ts";
import type { Block } from "./block.ts";

/** Where a zone begins; it ends where the next one does. */
export type Mark = { readonly at: number; readonly kind: ZoneKind; readonly block: Block };

/** Adjacent words of one kind and one writer are one zone. */
export function pushMark(marks: Mark[], mark: Mark): void {
  const last = marks.at(-1);
  if (last?.kind !== mark.kind || last.block !== mark.block) marks.push(mark);
}
