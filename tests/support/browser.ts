// Debian's Chromium, headless, without the services it would call home for, and with a locale in which a downloaded file
// may be called "Báo cáo.pdf".
import { type Browser, chromium } from "playwright-core";
import { findTool } from "#scripts/tools.ts";

const quiet =
  "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export function launchBrowser(): Promise<Browser> {
  const executablePath = findTool("chromium");
  if (executablePath === null) throw new Error("Chromium is not installed: apt-get install chromium");
  // As root its sandbox does not start; the pages are our own.
  const args = ["--no-sandbox", ...quiet.split(" ")];
  return chromium.launch({ executablePath, args, env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" } });
}
