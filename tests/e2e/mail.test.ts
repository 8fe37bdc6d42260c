// Two officials at two windows: a letter is found by a word typed without diacritics, answered with an attachment, and
// the answer arrives in the other's open window without a reload.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Desk, expectCalm, type Office, startOffice } from "./office.ts";

let office: Office;
before(async () => {
  office = await startOffice();
});
after(() => office?.close());

const rowWith = (desk: Desk, text: string) => desk.page.getByRole("option").filter({ hasText: text });

test("a letter found without diacritics is answered with an attachment and arrives without reload", async () => {
  await office.put(office.hoa, [
    {
      from: ["Trần Quốc Đạt", office.dat.address],
      subject: "Đề nghị báo cáo chuyển đổi số quý IV",
      text: "Kính gửi đồng chí, đề nghị báo cáo trước thứ Sáu.",
      seen: true,
    },
    { from: ["Sở Nội vụ", "sonoivu@binhminh.example"], subject: "Lịch họp giao ban", text: "08 giờ 00." },
  ]);
  const hoa = await office.open(office.hoa);
  const dat = await office.open(office.dat);
  await dat.page.getByText("Không có thư nào.").waitFor();

  await hoa.page.getByRole("searchbox", { name: "Tìm thư" }).fill("chuyen doi so");
  await hoa.page.keyboard.press("Enter");
  await hoa.page.getByRole("heading", { name: "Kết quả tìm kiếm" }).waitFor();
  await rowWith(hoa, "Đề nghị báo cáo").click();
  assert.equal(await rowWith(hoa, "Lịch họp giao ban").count(), 0);
  await hoa.page.getByRole("toolbar", { name: "Thao tác với thư" }).getByRole("button", { name: "Trả lời" }).click();

  const compose = hoa.page.getByRole("region", { name: /^Soạn thư: Re: Đề nghị báo cáo/ });
  await compose.getByRole("textbox", { name: "Nội dung thư" }).click();
  await hoa.page.keyboard.type("Kính gửi anh Đạt, xin gửi kèm báo cáo.");
  await compose.locator("input[type=file]").setInputFiles({
    name: "Báo cáo quý IV.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.4 báo cáo"),
  });
  await compose.getByText("Báo cáo quý IV.pdf").waitFor();
  await compose.getByRole("progressbar").waitFor({ state: "detached" });
  await compose.getByRole("button", { name: "Gửi", exact: true }).click();
  await hoa.page.locator(".toast", { hasText: /^Đang gửi… \d+/ }).waitFor();
  await hoa.page.getByRole("button", { name: "Gửi ngay" }).click();

  await rowWith(dat, "Đề nghị báo cáo").waitFor();
  await dat.page.waitForFunction("document.title.startsWith('(1) Hộp thư đến')");
  await rowWith(dat, "Đề nghị báo cáo").click();
  await dat.page.frameLocator("iframe.letter-body").getByText("xin gửi kèm báo cáo").waitFor();
  await dat.page.frameLocator("iframe.letter-body").getByText("đề nghị báo cáo trước thứ Sáu").waitFor();
  const download = dat.page.waitForEvent("download");
  await dat.page.getByRole("link", { name: "Tải về Báo cáo quý IV.pdf" }).click();
  assert.equal((await download).suggestedFilename(), "Báo cáo quý IV.pdf");
  await dat.page.waitForFunction("document.title.startsWith('Hộp thư đến')");

  expectCalm(hoa);
  expectCalm(dat);
  await Promise.all([hoa.close(), dat.close()]);
});
