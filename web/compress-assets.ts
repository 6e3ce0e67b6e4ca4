import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Writes each script and style beside itself compressed, once and as small as it gets, so that the server only has to choose. */
export const compressAssets = (directory: string): Plugin => ({
  name: "compress-assets",
  apply: "build",
  closeBundle() {
    for (const name of readdirSync(directory)) {
      if (!/\.(js|css)$/.test(name)) continue;
      const path = join(directory, name);
      const content = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      // The highest quality takes ten times as long for two per cent.
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
    }
  },
});
