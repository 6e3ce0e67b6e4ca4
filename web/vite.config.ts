import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressAssets } from "./compress-assets.ts";

// `npm run build:web` writes web/dist, which the server serves (server/http/serve-web.ts). In development `npm run dev:web` serves the
// sources and passes everything else to a running `./beep start`.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressAssets(join(import.meta.dirname, "dist/assets"))],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // The first with light-dark(), which the styles use.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The server's policy allows no data: script, and fonts and images are few.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 4401, proxy: { "/v1": "http://127.0.0.1:4400", "/api": "http://127.0.0.1:4400" } },
});
