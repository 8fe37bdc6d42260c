// The list in the browser: keys, moving, undo, new mail that waits, folders, filters, pages of a long folder.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Desk, domain, expectCalm, type Letter, type Office, startOffice } from "./office.ts";

const many = 320;
let office: Office;
before(async () => {
  office = await startOffice();
  const start = Date.now() - 40 * 24 * 3_600_000;
  const letters = Array.from(
    { length: many },
    (_, i): Letter => ({
      from: ["Sở Nội vụ", `sonoivu@${domain}`],
      subject: `Thư số ${i + 1}`,
      text: "Kính gửi.",
      seen: i !== 100,
      receivedAt: new Date(start + i * 60_000),
      ...(i === 50 && { headers: ["Congvu-Urgency: express"] }),
    }),
  );
  await office.put(office.hoa, letters);
});
after(() => office?.close());

const row = (page: Page, subject: string) =>
  page.getByRole("option").filter({ has: page.getByText(subject, { exact: true }) });
const list = (page: Page) => page.getByRole("listbox", { name: "Danh sách thư" });
const count = async (page: Page): Promise<string> => (await page.locator(".list-counts").textContent()) ?? "";

test("the keyboard walks, opens, deletes, and undo brings the letter back to its place", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 320").waitFor();
  await list(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Thư số 318" }).waitFor();
  assert.match(page.url(), /\?m=e\d+$/);
  await list(page).focus();
  await page.keyboard.press("Delete");
  await page.locator(".toast", { hasText: "Đã chuyển 1 thư vào Thùng rác." }).waitFor();
  await row(page, "Thư số 318").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await row(page, "Thư số 318").waitFor();
  const shown = await page.locator(".row-subject").allTextContents();
  assert.deepEqual(shown.slice(0, 3), ["Thư số 320", "Thư số 319", "Thư số 318"]);
  expectCalm(desk);
  await desk.close();
});

test("a long folder is a window over rows: few in the page, the last one reachable", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 320").waitFor();
  assert.equal(await row(page, "Thư số 320").getAttribute("aria-setsize"), String(many));
  await list(page).focus();
  await page.keyboard.press("End");
  await row(page, "Thư số 1").waitFor();
  assert.equal(await row(page, "Thư số 1").getAttribute("aria-posinset"), String(many));
  assert.ok((await page.getByRole("option").count()) <= 30);
  expectCalm(desk);
  await desk.close();
});

test("new mail waits while one reads further down, and appears by itself at the top", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 320").waitFor();
  await list(page).focus();
  await page.keyboard.press("End");
  await row(page, "Thư số 1").waitFor();
  const before = await page.locator(".row-subject").allTextContents();
  await office.put(office.hoa, [{ from: ["Văn phòng", `vp@${domain}`], subject: "Thư vừa tới", text: "x" }]);
  const bar = page.getByRole("button", { name: "1 thư mới – Xem" });
  await bar.waitFor();
  assert.deepEqual(await page.locator(".row-subject").allTextContents(), before, "no row moved");
  await bar.click();
  await row(page, "Thư vừa tới").waitFor();
  await page.mouse.move(5, 5);
  await office.put(office.hoa, [{ from: ["Văn phòng", `vp@${domain}`], subject: "Thư tới sau", text: "x" }]);
  await row(page, "Thư tới sau").waitFor();
  await page.waitForFunction("document.title.startsWith('(3) ')");
  expectCalm(desk);
  await desk.close();
});

test("several letters are ticked and moved at once to a folder found by typing", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 320").waitFor();
  await page
    .getByRole("button", { name: /Thêm thư mục/ })
    .first()
    .click();
  await page.getByLabel("Tên thư mục").fill("Đề án 06");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.getByRole("link", { name: "Đề án 06" }).waitFor();
  await page.getByRole("button", { name: "Chọn", exact: true }).click();
  await row(page, "Thư số 320").click();
  await row(page, "Thư số 318").click({ modifiers: ["Shift"] });
  await row(page, "Thư số 317").click();
  const toolbar = page.getByRole("toolbar", { name: "Thao tác với thư đã chọn" });
  await toolbar.getByText(/^Đã chọn \d thư$/).waitFor();
  await toolbar.getByRole("button", { name: "Chuyển tới…" }).click();
  await page.getByRole("combobox", { name: "Gõ tên thư mục" }).fill("de an");
  await page.keyboard.press("Enter");
  await row(page, "Thư số 320").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Đề án 06" }).click();
  await row(page, "Thư số 320").waitFor();
  assert.match(await count(page), /^\d thư$/);
  expectCalm(desk);
  await desk.close();
});

test("a folder is renamed; deleting one with letters in it is refused in plain words", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await page.getByRole("link", { name: "Đề án 06" }).click();
  await page.getByRole("heading", { name: "Đề án 06" }).waitFor();
  const menu = (item: string) => async (): Promise<void> => {
    await page.getByRole("button", { name: /^Thư mục Đề án/ }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await menu("Đổi tên")();
  await page.getByLabel("Tên thư mục").fill("Đề án 07");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.getByRole("heading", { name: "Đề án 07" }).waitFor();
  await menu("Xoá thư mục")();
  await page.getByRole("dialog").getByRole("button", { name: "Xoá thư mục" }).click();
  await page.locator(".toast", { hasText: "Thư mục còn thư" }).waitFor();
  expectCalm(desk);
  await desk.close();
});

test("chips narrow the list and live in the address; each count equals its list", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await list(page).waitFor();
  await page.getByRole("button", { name: "Khẩn", exact: true }).click();
  await row(page, "Thư số 51").waitFor();
  assert.equal(await count(page), "1 thư");
  assert.match(page.url(), /loc=khan/);
  await page.reload();
  await row(page, "Thư số 51").waitFor();
  await page.getByRole("button", { name: "Có tệp" }).click();
  await page.getByText("Không có thư nào khớp bộ lọc này.").waitFor();
  await page.getByRole("link", { name: "Bỏ bộ lọc" }).click();
  await list(page).waitFor();
  expectCalm(desk);
  await desk.close();
});

test("a search says where it looked, and narrows to the folder one stands in", async () => {
  const desk = await office.open(office.hoa, { path: "/thu/toi/da-gui" });
  const { page } = desk;
  await page.getByText("Không có thư nào.").waitFor();
  await page.getByRole("searchbox", { name: "Tìm thư" }).fill("thu so 51");
  await page.keyboard.press("Enter");
  await page.getByText("Tìm trong mọi thư mục của hộp thư này.").waitFor();
  const hit = page.getByRole("option").filter({ hasText: "Thư số 51" });
  await hit.waitFor();
  assert.equal(await hit.locator(".row-folder").textContent(), "Hộp thư đến");
  assert.ok((await hit.locator("mark").count()) >= 3);
  await page.getByRole("link", { name: "Chỉ tìm trong Đã gửi" }).click();
  await page.getByText("Không tìm thấy “thu so 51” trong Đã gửi.").waitFor();
  await page.getByRole("link", { name: "Tìm trong mọi thư mục" }).click();
  await hit.waitFor();
  expectCalm(desk);
  await desk.close();
});

test("a letter in the trash is deleted for good only after asking", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 310").click();
  await page.getByRole("heading", { name: "Thư số 310" }).waitFor();
  await more(desk, "Xoá");
  await page.locator(".toast", { hasText: "Thùng rác" }).waitFor();
  await page.getByRole("link", { name: "Thùng rác" }).first().click();
  await row(page, "Thư số 310").click();
  await page.getByRole("heading", { name: "Thư số 310" }).waitFor();
  await more(desk, "Xoá vĩnh viễn");
  await page.getByRole("dialog").getByRole("button", { name: "Thôi" }).click();
  await row(page, "Thư số 310").waitFor();
  await more(desk, "Xoá vĩnh viễn");
  await page.getByRole("dialog").getByRole("button", { name: "Xoá vĩnh viễn" }).click();
  await page.getByText("Không có thư nào.").waitFor();
  expectCalm(desk);
  await desk.close();
});

async function more({ page }: Desk, item: string): Promise<void> {
  await page.getByRole("toolbar", { name: "Thao tác với thư" }).getByRole("button", { name: "Thêm" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("marking unread by hand holds while the letter stays open", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 309").click();
  await page.getByRole("heading", { name: "Thư số 309" }).waitFor();
  await more(desk, "Đánh dấu chưa đọc");
  await row(page, "Thư số 309").getByText("Chưa đọc.").waitFor();
  await more(desk, "Gắn sao");
  await page.getByRole("link", { name: "Có gắn sao" }).first().click();
  await row(page, "Thư số 309").getByText("Chưa đọc.").waitFor();
  expectCalm(desk);
  await desk.close();
});

test("a printed letter has its header table and says who printed it", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await row(page, "Thư số 315").click();
  await page.getByRole("heading", { name: "Thư số 315" }).waitFor();
  const id = new URL(page.url()).searchParams.get("m");
  await page.goto(`${office.url}/thu/toi/in/${id}`);
  await page.getByRole("row", { name: /Từ Sở Nội vụ/ }).waitFor();
  await page.getByText("Kính gửi.").waitFor();
  await page.getByText(/^In lúc \d\d:\d\d, .* bởi Trần Thị Hoa$/).waitFor();
  expectCalm(desk);
  await desk.close();
});

test("without network an amber bar says so, and goes when it is back", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await list(page).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Chưa đọc" }).click();
  await page.getByText(/^Mất kết nối\./).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^Mất kết nối\./).waitFor({ state: "detached" });
  desk.troubles.splice(0);
  await desk.close();
});

test("of several tabs one has the event stream, and all show new mail; when it closes another takes over", async () => {
  const desk = await office.open(office.hoa);
  const first = desk.page;
  await list(first).waitFor();
  const second = await first.context().newPage();
  await second.goto(`${office.url}/thu/toi/den`);
  await list(second).waitFor();
  await office.put(office.hoa, [{ from: ["Văn phòng", `vp@${domain}`], subject: "Tới mọi thẻ", text: "x" }]);
  await row(first, "Tới mọi thẻ").waitFor();
  await row(second, "Tới mọi thẻ").waitFor();
  await first.close();
  await second.waitForFunction(
    "navigator.locks.query().then(({ held }) => held.some(({ name }) => name === 'congvu.push'))",
  );
  await office.put(office.hoa, [{ from: ["Văn phòng", `vp@${domain}`], subject: "Sau khi đóng thẻ", text: "x" }]);
  await row(second, "Sau khi đóng thẻ").waitFor();
  await desk.close();
});

test("F5 asks for new mail and says what came", async () => {
  const desk = await office.open(office.hoa);
  const { page } = desk;
  await list(page).waitFor();
  await list(page).focus();
  await page.keyboard.press("F5");
  await page.locator(".toast", { hasText: /^Không có thư mới – \d\d:\d\d/ }).waitFor();
  expectCalm(desk);
  await desk.close();
});
