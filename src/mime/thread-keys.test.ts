import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cpuMs } from "./testing/cpu-time.ts";
import { baseSubject, threadKeys } from "./thread-keys.ts";

const subjects: readonly [subject: string, base: string, why: string][] = [
  ["Báo cáo tháng 4", "bao cao thang 4", "nothing to remove"],
  ["Re: Báo cáo", "bao cao", "an answer"],
  ["RE:Báo cáo", "bao cao", "without a space"],
  ["Re : Báo cáo", "bao cao", "with one before the colon"],
  ["Fwd: Fw: FW: Báo cáo", "bao cao", "forwarded often"],
  ["Trả lời: Báo cáo", "bao cao", "a Vietnamese answer"],
  ["TL: Báo cáo", "bao cao", "its short form"],
  ["Chuyển tiếp: Báo cáo", "bao cao", "a Vietnamese forward"],
  ["CT: Re: TRẢ LỜI: Báo cáo", "bao cao", "mixed"],
  ["Tra\u0309 lời: Báo cáo", "bao cao", "in NFD"],
  ["Re[2]: Báo cáo", "bao cao", "RFC 5256: a counter"],
  ["[Sở Nội vụ] Re: Báo cáo", "bao cao", "a list mark before it"],
  ["Re: [Sở Nội vụ] Báo cáo", "bao cao", "and after it"],
  ["Báo cáo (fwd) (fwd)", "bao cao", "RFC 5256: a trailer"],
  ["[Fwd: Báo cáo]", "bao cao", "RFC 5256: wrapped"],
  ["Re: [Fwd: [Fwd: Re: Báo cáo (fwd)]]", "bao cao", "all at once"],
  ["[Sở Nội vụ]", "[so noi vu]", "a mark alone is the subject"],
  ["  Báo \t cáo ", "bao cao", "white space"],
  ["Re:", "", "nothing left"],
  ["", "", "nothing"],
  ["Regarding: x", "regarding: x", "only begins like one"],
  ["Ctrl: x", "ctrl: x", "nor is this one"],
  ["Re Báo cáo", "re bao cao", "no colon"],
];

describe("baseSubject", () => {
  for (const [subject, base, why] of subjects) {
    it(`${why}: ${subject}`, () => {
      assert.equal(baseSubject(subject), base);
      assert.equal(baseSubject(base), base);
    });
  }

  it("is linear in prefixes that repeat", () => {
    const spent = cpuMs(() => {
      for (const piece of ["re:", "[a]", "[fwd:", "(fwd)", "[", "re[", " "]) baseSubject(piece.repeat(100_000));
    });
    assert.ok(spent < 5_000, "quadratic work takes minutes");
  });
});

describe("threadKeys", () => {
  const letter = (id: string, more: { subject?: string; answers?: string[]; references?: string[] } = {}): number[] =>
    threadKeys({
      messageId: [id],
      inReplyTo: more.answers ?? [],
      references: more.references ?? [],
      subject: more.subject ?? "Báo cáo",
    });

  it("are integers of 48 bits", () => {
    const [key = -1] = letter("a@b");
    assert.ok(Number.isSafeInteger(key) && key >= 0 && key < 2 ** 48);
  });

  it("join a letter, its answer and the answer to that", () => {
    const [first] = letter("1@x");
    const second = letter("2@x", { subject: "Re: Báo cáo", answers: ["1@x"] });
    const third = letter("3@x", { subject: "Trả lời: Re: Bao cao", references: ["1@x", "2@x"] });
    assert.ok(second.includes(first as number));
    assert.ok(third.includes(first as number) && third.includes(second[0] as number));
  });

  it("keep apart letters of another subject (RFC 8621 §3)", () => {
    assert.notEqual(letter("1@x")[0], letter("1@x", { subject: "Kế hoạch" })[0]);
  });

  it("take an identifier for itself: case counts", () => {
    assert.notEqual(letter("a@x")[0], letter("A@x")[0]);
  });

  it("name no key twice, and the last twenty references only", () => {
    assert.equal(letter("1@x", { answers: ["2@x"], references: ["2@x", "1@x"] }).length, 2);
    const references = Array.from({ length: 21 }, (_, i) => `r${i}@x`);
    const keys = letter("1@x", { references });
    assert.equal(keys.length, 21);
    assert.ok(!keys.includes(letter("r0@x")[0] as number));
  });

  it("are none for a letter without any identifier", () => {
    assert.deepEqual(threadKeys({ messageId: [], inReplyTo: [], references: [], subject: null }), []);
  });
});
