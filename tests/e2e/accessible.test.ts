// WCAG 2.2 AA as far as a machine can tell (axe-core), on the four main screens, wide and on a phone, in both languages.
// The page's own policy (CSP, Trusted Types) holds throughout: a refusal fails the test as well.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Desk, expectCalm, type Office, startOffice } from "./office.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
] as const;

let office: Office;
before(async () => {
  office = await startOffice();
  await office.put(office.hoa, [
    {
      from: ["Trần Quốc Đạt", office.dat.address],
      to: `${office.hoa.address}, hungnv@binhminh.example`,
      subject: "V/v báo cáo kết quả chuyển đổi số",
      html: "<p>Kính gửi</p><table border=1><tr><th>TT</th></tr><tr><td>1</td></tr></table><img src='https://x.example/a.png'>",
      headers: ["Congvu-Urgency: express", `Congvu-Reply-By: ${new Date(Date.now() + 3_600_000).toISOString()}`],
      files: [["Biểu mẫu.xlsx", "application/vnd.ms-excel", "x"]],
    },
    { from: ["Sở Nội vụ", "sonoivu@binhminh.example"], subject: "Lịch họp", text: "08 giờ", seen: true },
  ]);
});
after(() => office?.close());

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // The body of a letter is another's work; its frame is judged by its title.
  const options = JSON.stringify({ runOnly: tags, iframes: false });
  const { violations: found } = (await page.evaluate(`axe.run(document, ${options})`)) as { violations: Violation[] };
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

async function check(desk: Desk, where: string): Promise<void> {
  assert.deepEqual(await violations(desk.page), [], where);
  const overflow = await desk.page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  assert.equal(overflow, 0, `${where}: nothing is cut off at the side`);
}

for (const size of sizes) {
  test(`no violations at ${size.width} × ${size.height}`, async () => {
    const visitor = await office.visit("/dang-nhap", size);
    await visitor.page.getByRole("button", { name: "Đăng nhập" }).waitFor();
    await check(visitor, "sign-in");
    await visitor.close();

    const desk = await office.open(office.hoa, size);
    const { page } = desk;
    await page.getByRole("option").first().waitFor();
    await check(desk, "inbox");

    await page.getByRole("option").filter({ hasText: "chuyển đổi số" }).click();
    await page.getByText("2 người", { exact: false }).or(page.getByText("Tất cả (2)")).first().waitFor();
    await page.locator("iframe.letter-body").waitFor();
    await page.getByText("Đã chặn 1 ảnh từ bên ngoài").waitFor();
    await check(desk, "reader");

    await page.getByRole("button", { name: "Thêm", exact: true }).first().click();
    await page.getByRole("menuitem").first().waitFor();
    assert.deepEqual(await violations(page), [], "menu");
    await page.keyboard.press("Escape");

    await page
      .getByRole("toolbar", { name: "Thao tác với thư" })
      .getByRole("button", { name: "Trả lời", exact: true })
      .click();
    await page.getByRole("textbox", { name: "Nội dung thư" }).waitFor();
    await check(desk, "compose");
    expectCalm(desk);
    await desk.close();
  });
}

test("the other pages have no violations either, in English too", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await page.getByRole("option").first().waitFor();
  await page.getByRole("button", { name: /Tài khoản/ }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  await check(desk, "inbox in English");
  await page.getByRole("link", { name: "Directory" }).click();
  await page.getByLabel("Find a person or a unit").fill("nvh");
  await page.getByText(`hungnv@binhminh.example`).waitFor();
  await check(desk, "directory");
  await page.getByRole("link", { name: "Help" }).click();
  await page.getByRole("heading", { name: "Help" }).waitFor();
  await check(desk, "help");
  await page.goto(`${office.url}/cai-dat`);
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await check(desk, "settings");
  await page.goto(`${office.url}/khong-co`);
  await page.getByText("There is no such page").waitFor();
  await check(desk, "no such page");
  expectCalm(desk);
  await desk.close();
});
