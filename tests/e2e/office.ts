// An office for tests in the browser: the real server with the built web application, people with letters, and a
// Chromium. Every page is watched: a refused policy (CSP, Trusted Types), an uncaught error or a failed request of the
// page fails the test that caused it.
import assert from "node:assert/strict";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { FolderRole } from "#mail/ports.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { buildWebIfNeeded } from "../../scripts/build-web.ts";
import type { TestPerson } from "../support/server.ts";
import { startTestWeb, type TestWeb } from "../support/web.ts";

export interface Desk {
  readonly page: Page;
  /** What went wrong on the page since the last look. */
  readonly troubles: string[];
  close(): Promise<void>;
}

export interface Letter {
  readonly from: readonly [name: string, address: string];
  readonly to?: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly files?: readonly (readonly [name: string, type: string, content: string])[];
  /** Further header lines, as they are. */
  readonly headers?: readonly string[];
  readonly folder?: FolderRole;
  readonly seen?: boolean;
  readonly receivedAt?: Date;
}

export interface Office {
  readonly web: TestWeb;
  readonly browser: Browser;
  readonly url: string;
  readonly hoa: TestPerson;
  readonly dat: TestPerson;
  /** A window of its own, signed in; width and height in pixels. */
  open(person: TestPerson, options?: { path?: string; width?: number; height?: number }): Promise<Desk>;
  /** A window of its own, nobody signed in. */
  visit(path: string, options?: { width?: number; height?: number }): Promise<Desk>;
  put(person: TestPerson, letters: readonly Letter[]): Promise<void>;
  close(): Promise<void>;
}

export const domain = "binhminh.example";

export async function startOffice(): Promise<Office> {
  await buildWebIfNeeded();
  const webRoot = path.resolve(import.meta.dirname, "../../web/dist");
  const web = await startTestWeb({ domain, parts: { webRoot, support: "0255 3 888 888" } });
  const browser = await launchBrowser();
  const { server } = web;
  const hoa = await server.addPerson(`hoatt@${domain}`, { name: "Trần Thị Hoa" });
  const dat = await server.addPerson(`dattq@${domain}`, { name: "Trần Quốc Đạt" });
  await server.addPerson(`hungnv@${domain}`, { name: "Nguyễn Văn Hùng" });
  await server.addUnit(`vanphong@${domain}`, "Văn phòng Sở Khoa học và Công nghệ", [hoa, dat]);
  const url = `http://127.0.0.1:${web.http.port}`;

  const visit: Office["visit"] = async (path, { width = 1366, height = 768 } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: "vi-VN", acceptDownloads: true });
    const page = await context.newPage();
    const troubles = watch(page);
    await page.goto(`${url}${path}`);
    return { page, troubles, close: () => context.close() };
  };
  return {
    web,
    browser,
    url,
    hoa,
    dat,
    visit,
    async open(person, { path = "/thu/toi/den", ...size } = {}) {
      const desk = await visit(`/dang-nhap?ve=${encodeURIComponent(path)}`, size);
      await signIn(desk.page, person);
      return desk;
    },
    put: (person, letters) => put(web, person, letters),
    async close() {
      await browser.close();
      await web.close();
    },
  };
}

export async function signIn(page: Page, person: TestPerson): Promise<void> {
  await page.getByLabel("Địa chỉ thư").fill(person.address.split("@")[0] ?? "");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}

function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const asked = /status of 401/.test(text); // asking who is signed in
    if (message.type() === "error" && !asked) troubles.push(`console: ${text}`);
  });
  return troubles;
}

/** Nothing went wrong on the page so far. */
export function expectCalm({ troubles }: Desk): void {
  assert.deepEqual(troubles.splice(0), []);
}

async function put(web: TestWeb, person: TestPerson, letters: readonly Letter[]): Promise<void> {
  const { mail } = web.server.services;
  const folders = await mail.folders(person.handle);
  await mail.append(
    person.handle,
    letters.map((letter) => {
      const folder = folders.find(({ role }) => role === (letter.folder ?? "inbox"))?.id;
      assert.ok(folder);
      const receivedAtMs = (letter.receivedAt ?? new Date()).getTime();
      return {
        folder,
        bytes: bytesOf(letter, person),
        flags: { bits: letter.seen ? 8 : 0, keywords: [] },
        receivedAtMs,
      };
    }),
  );
}

const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
const base64 = (text: string): string => Buffer.from(text).toString("base64").replaceAll(/.{76}/g, "$&\r\n");
let made = 0;

function bytesOf(letter: Letter, person: TestPerson): Buffer {
  made += 1;
  const [name, address] = letter.from;
  const kind = letter.html === undefined ? "plain" : "html";
  const head = [
    `From: ${word(name)} <${address}>`,
    `To: ${letter.to ?? person.address}`,
    `Subject: ${word(letter.subject)}`,
    `Date: ${(letter.receivedAt ?? new Date()).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <test-${made}@${domain}>`,
    ...(letter.headers ?? []),
    "MIME-Version: 1.0",
  ].join("\r\n");
  const text = part(`text/${kind}; charset=utf-8`, "", letter.html ?? letter.text ?? "");
  if (!letter.files) return Buffer.from(`${head}\r\n${text}`);
  const files = letter.files.map(([file, type, content]) =>
    part(type, `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(file)}\r\n`, content),
  );
  const body = [text, ...files].map((one) => `--limit\r\n${one}`).join("");
  return Buffer.from(`${head}\r\nContent-Type: multipart/mixed; boundary=limit\r\n\r\n${body}--limit--\r\n`);
}

const part = (type: string, more: string, content: string): string =>
  `Content-Type: ${type}\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${base64(content)}\r\n`;
