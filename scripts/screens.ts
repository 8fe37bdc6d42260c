// Pictures of the main screens, for looking at and for the documents: docs/screens/<size>-<language>-<screen>.png.
//   node bin/node26.mjs scripts/screens.ts                      starts the demonstration by itself
//   node bin/node26.mjs scripts/screens.ts URL NAME PASSWORD    takes a running one
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "#tests/support/browser.ts";
import { buildWebIfNeeded } from "./build-web.ts";

const root = path.resolve(import.meta.dirname, "..");
const screens = path.join(root, "docs", "screens");

interface Demonstration {
  readonly url: string;
  readonly name: string;
  readonly password: string;
  close(): Promise<void>;
}

const sizes = [
  { name: "1366x768", viewport: { width: 1366, height: 768 }, phone: false },
  { name: "390x844", viewport: { width: 390, height: 844 }, phone: true },
] as const;
const languages = ["vi", "en"] as const;

/** The demonstration on free ports with a data folder of its own. */
async function startDemonstration(): Promise<Demonstration> {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-screens-"));
  const doors = ["SMTP", "SUBMISSION", "SUBMISSIONS", "IMAP", "IMAPS", "POP3", "POP3S", "HTTP", "HTTPS"];
  const ports = Object.fromEntries(doors.map((door) => [`CONGVU_LISTEN_${door}`, "127.0.0.1:0"]));
  const child = spawn(process.execPath, [path.join(root, "bin", "congvu"), "serve", "--demo", "--data", data], {
    env: { ...process.env, ...ports },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let words = "";
  for await (const chunk of child.stdout) {
    words += String(chunk);
    if (/password\s+\S+/.test(words)) break;
  }
  const url = /http:\/\/\S+?(?=\/?\s)/.exec(words)?.[0];
  const name = /address\s+(\S+)/.exec(words)?.[1];
  const password = /password\s+(\S+)/.exec(words)?.[1];
  if (!url || !name || !password) throw new Error(`the demonstration did not say where it is:\n${words}`);
  return {
    url,
    name,
    password,
    async close() {
      child.kill("SIGTERM");
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function takeAll(browser: Browser, demonstration: Demonstration): Promise<void> {
  for (const size of sizes) {
    for (const language of languages) {
      const context = await browser.newContext({ viewport: size.viewport, isMobile: size.phone, hasTouch: size.phone });
      const page = await context.newPage();
      await page.addInitScript(`localStorage.setItem("congvu.language", "${language}")`);
      const shot = async (screen: string): Promise<void> => {
        await page.waitForTimeout(700); // fonts and frames settle; a picture, not a test
        await page.screenshot({ path: path.join(screens, `${size.name}-${language}-${screen}.png`) });
      };
      await takeScreens(page, demonstration, shot);
      await context.close();
    }
  }
}

async function takeScreens(
  page: Page,
  { url, name, password }: Demonstration,
  shot: (screen: string) => Promise<void>,
): Promise<void> {
  await page.goto(`${url}/dang-nhap`);
  await page.locator("#name").fill(name.split("@")[0] ?? name);
  await shot("sign-in");
  await page.locator("#password").fill(password);
  await page.locator(".signin-submit").click();
  await page.locator(".row").first().waitFor();
  await shot("inbox");
  const wanted = page.locator(".row", { has: page.locator(".urgency-express") });
  await ((await wanted.count()) > 0 ? wanted : page.locator(".row")).first().click();
  await page.locator(".letter-body").waitFor();
  await shot("reader");
  await page.locator(".reader-toolbar .button-primary").click();
  await page.locator(".editor-text").waitFor();
  await page.locator(".editor-text").click();
  await page.keyboard.type("Kính gửi Quý cơ quan,");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Đơn vị đã nhận được văn bản và sẽ báo cáo đúng thời hạn.");
  await shot("compose");
}

await buildWebIfNeeded();
mkdirSync(screens, { recursive: true });
const [url, name, password] = process.argv.slice(2);
const given = url && name && password ? { url, name, password, close: async () => {} } : null;
const demonstration = given ?? (await startDemonstration());
const browser = await launchBrowser();
try {
  await takeAll(browser, demonstration);
} finally {
  await browser.close();
  await demonstration.close();
}
console.log(`pictures in ${path.relative(root, screens)}`);
