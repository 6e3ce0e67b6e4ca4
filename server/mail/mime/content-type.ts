import libmime from "libmime";
import type { Header } from "./read-header.ts";

/** What a part's own headers say of its body. */
export type ContentType = {
  /** Lower case, well formed; text/plain when missing or broken (RFC 2045, 5.2). */
  readonly type: string;
  readonly charset: string | undefined;
  readonly boundary: string | undefined;
  readonly flowed: "no" | "yes" | "delsp";
  /** Content-Transfer-Encoding in lower case: base64, quoted-printable, or one that leaves bytes as they are. */
  readonly encoding: string;
  readonly isAttachment: boolean;
  readonly name: string | null;
};

export const contentHeaders = ["content-type", "content-transfer-encoding", "content-disposition"] as const;

/** Reads a part's content headers; the first of each counts. `fallback` is the type of a part that names none. */
export function readContentType(header: Header, fallback: string): ContentType {
  const content = parse(header, "content-type");
  const disposition = parse(header, "content-disposition");
  const encoding = header.values("content-transfer-encoding")[0]?.toLowerCase() ?? "";
  const isFlowed = content.params.format?.toLowerCase() === "flowed";
  return {
    type: typeOf(content.value, fallback),
    charset: content.params.charset,
    boundary: content.params.boundary || undefined,
    flowed: isFlowed ? (content.params.delsp?.toLowerCase() === "yes" ? "delsp" : "yes") : "no",
    encoding: /base64|quoted-printable/.exec(encoding)?.[0] ?? "8bit",
    isAttachment: disposition.value.toLowerCase() === "attachment",
    name: nameOf(disposition, "filename") ?? nameOf(content, "name"),
  };
}

type Parsed = ReturnType<typeof libmime.parseHeaderValue>;

const parse = (header: Header, name: string): Parsed =>
  libmime.parseHeaderValue(header.values(name)[0] ?? "", { stripComments: true });

const typeOf = (value: string, fallback: string): string => {
  const type = value.trim().toLowerCase();
  if (type === "") return fallback;
  if (/^[a-z0-9!#$&.+^_-]+\/[a-z0-9!#$&.+^_-]+$/.test(type)) return type;
  return type.startsWith("text") ? "text/plain" : "application/octet-stream";
};

/** A file name as text: RFC 2231 values come decoded, others may hold encoded words. */
const nameOf = (parsed: Parsed, key: string): string | null => {
  const value = parsed.params[key];
  if (!value) return null;
  return parsed.decodedParams.includes(key) ? value : libmime.decodeWords(value);
};
