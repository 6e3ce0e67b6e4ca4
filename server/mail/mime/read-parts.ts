import { createRequire } from "node:module";
import libmime from "libmime";
import { type Header, readHeader } from "./read-header.ts";

/** A leaf of the MIME tree, still encoded. `alternative` numbers the multipart/alternative it is a choice of, if any. */
export type Part = {
  readonly type: string;
  readonly charset: string | undefined;
  readonly isFlowed: boolean;
  readonly isDelSp: boolean;
  readonly encoding: string;
  readonly isAttachment: boolean;
  readonly name: string | null;
  readonly alternative: number | null;
  readonly body: Buffer;
};
