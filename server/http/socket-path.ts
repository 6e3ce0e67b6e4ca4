import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Longest path a Unix socket takes on Linux and macOS, in bytes. */
const socketPathBytesMax = 103;

/** Where a server on that data directory listens for commands: beside the data, or in the temporary folder where that path is too long. */
export const socketPathOf = (dataDirectory: string): string => {
  const path = join(dataDirectory, "beep.sock");
  if (Buffer.byteLength(path) <= socketPathBytesMax) return path;
  const name = createHash("sha256").update(dataDirectory).digest("hex").slice(0, 16);
  return join(tmpdir(), `beep-${userInfo().uid}-${name}.sock`);
};
