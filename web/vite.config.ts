// `vite build` writes web/dist, which the server serves at /. `vite` alone serves the sources and hands the API to a
// running server (CONGVU_DEV_SERVER, default the demonstration's plain HTTP door).
import path from "node:path";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { reactAriaVietnamese } from "./build/react-aria-vietnamese.ts";
import { sizeReport } from "./build/sizes.ts";

const server = process.env.CONGVU_DEV_SERVER ?? "http://127.0.0.1:8080";

/** Prints what pages weigh once everything is written. */
function reportSizes(): Plugin {
  let dist = "";
  return {
    name: "report-sizes",
    apply: "build",
    configResolved(config) {
      dist = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: { sequential: true, order: "post", handler: () => console.log(sizeReport(dist)) },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    reactAriaVietnamese(),
    { ...optimizeLocales.vite({ locales: ["en-US", "vi-VN"] }), enforce: "pre" },
    reportSizes(),
  ],
  json: { stringify: true, namedExports: false },
  build: {
    outDir: path.join(import.meta.dirname, "dist"),
    emptyOutDir: true,
    manifest: true,
    target: ["chrome109", "edge109", "firefox115", "safari16.4"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    // The folders jmap/ and mail/ of the sources carry the same names: only the server's own routes are handed on.
    proxy: { "^/(?:api/|mail/(?:body|part|zip|source)/|jmap(?:$|/(?:session|upload|download|eventsource)))": server },
  },
});
