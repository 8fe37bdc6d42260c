// Letters over HTTP: bodies behind their headers, attachments that never act (B11, B12), archives, exact sources.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TestPerson } from "../support/server.ts";
import { basic, foldersOf, pageOf, startTestWeb, type TestWeb } from "../support/web.ts";

const part = (type: string, name: string | null, body: string): string => {
  const fileName = name === null ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  const encoded = Buffer.from(body).toString("base64");
  return `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment${fileName}\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`;
};

const withParts = (...parts: string[]): Buffer =>
  Buffer.from(`From: a@x\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join("")}--b--\r\n`);

describe("letters over HTTP", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let accountId: string;
  let inbox: never;
  const fetched: string[] = [];
  before(async () => {
    const fetchPicture = async (address: string) => {
      fetched.push(address);
      return { type: "image/gif", bytes: Buffer.from("GIF89a") };
    };
    web = await startTestWeb({ parts: { fetchPicture } });
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    accountId = `a${hoa.account}`;
    inbox = Number((await foldersOf(web, hoa)).inbox?.slice(1)) as never;
  });
  after(() => web.close());

  const put = async (bytes: Buffer): Promise<string> => {
    const letter = { folder: inbox, bytes, flags: { bits: 0, keywords: [] } };
    const [placed] = await web.server.services.mail.append(hoa.handle, [letter]);
    return `e${placed?.emailNo}`;
  };
  const get = (path: string) => web.ask(path, { headers: basic(hoa) });

  describe("the body", () => {
    const html = `<p onclick="x()">Chào <b>anh</b></p><script>alert(1)</script><img src="https://evil.example/p.gif"><img src="cid:anh@x"><form action="/x"><svg onload=alert(1)></svg></form>`;
    let id: string;
    before(async () => {
      id = await put(
        Buffer.from(
          [
            "From: a@x",
            "Content-Type: multipart/related; boundary=b",
            "",
            "--b",
            "Content-Type: text/html; charset=utf-8",
            "",
            html,
            "--b",
            "Content-Type: image/png",
            "Content-ID: <anh@x>",
            "Content-Transfer-Encoding: base64",
            "",
            "iVBORw0KGgo=",
            "--b--",
            "",
          ].join("\r\n"),
        ),
      );
    });

    it("is rebuilt: nothing in it runs or loads from elsewhere", async () => {
      const reply = await get(`/mail/body/${accountId}/${id}/auto`);
      assert.equal(reply.status, 200);
      assert.ok(reply.text.includes("<b>anh</b>"));
      assert.ok(!/<script|onclick|<svg|<form|evil\.example/i.test(reply.text));
      assert.ok(reply.text.includes(`src="/mail/part/${accountId}/${id}/2"`));
      assert.equal(reply.headers["congvu-remote-blocked"], "1");
      assert.ok(reply.text.includes('data-remote-blocked="1"'));
    });

    it("C12 stands behind a policy of its own, without scripts", async () => {
      const { headers } = await get(`/mail/body/${accountId}/${id}/auto`);
      const csp = String(headers["content-security-policy"]);
      assert.match(csp, /default-src 'none'/);
      assert.match(csp, /frame-ancestors 'self'/);
      assert.match(csp, /sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox/);
      assert.ok(!csp.includes("allow-scripts") && !csp.includes("script-src"));
      assert.equal(headers["x-content-type-options"], "nosniff");
    });

    it("C07 C08 pictures from outside come through us, on request, and only those of the letter", async () => {
      const shown = await get(`/mail/body/${accountId}/${id}/auto?remote=1`);
      const src = /src="(\/mail\/remote\/[^"]+)"/.exec(shown.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
      assert.ok(!shown.text.includes('src="https://evil.example'));
      fetched.splice(0);
      const picture = await get(src);
      assert.deepEqual(fetched, ["https://evil.example/p.gif"]);
      assert.equal(picture.headers["content-type"], "image/gif");
      assert.match(String(picture.headers["content-security-policy"]), /^sandbox/);
      const other = await put(Buffer.from("From: a@x\r\n\r\nx\r\n"));
      for (const forged of [
        src.replace("p.gif", "q.gif"),
        src.replace(`/${id}?`, `/${other}?`),
        src.replace(/&k=.*/, ""),
        src.replace(/&k=.*/, "&k="),
        `/mail/remote/${accountId}/${id}`,
      ])
        assert.equal((await get(forged)).status, 404, forged);
      assert.equal(fetched.length, 1);
    });

    it("of plain text is escaped; its links are links", async () => {
      const text = await put(Buffer.from("From: a@x\r\n\r\n<script>1</script> https://gov.vn/\r\n> trích\r\n"));
      const reply = await get(`/mail/body/${accountId}/${text}/auto`);
      assert.ok(reply.text.includes("&lt;script&gt;"));
      assert.ok(reply.text.includes('href="https://gov.vn/"'));
      assert.ok(reply.text.includes("<blockquote>"));
    });

    it("of a letter without text is empty, not missing", async () => {
      const picture = await put(withParts(part("application/pdf", "a.pdf", "x")));
      assert.equal((await get(`/mail/body/${accountId}/${picture}/auto`)).status, 200);
    });

    it("of a part that is no text is not there", async () => {
      assert.equal((await get(`/mail/body/${accountId}/${id}/2`)).status, 404);
      assert.equal((await get(`/mail/body/${accountId}/${id}/9`)).status, 404);
    });
  });

  describe("B11 names of attachments", () => {
    const names: [name: string, expected: string][] = [
      ["../../etc/passwd", "passwd"],
      ["C:\\Windows\\x.pdf", "x.pdf"],
      ["a\u0000b.pdf", "a_b.pdf"],
      ["bao\u202efdp.exe", "baofdp.exe"],
      ["cuoi.pdf . .", "cuoi.pdf"],
      ["CON.pdf", "_CON.pdf"],
      ["a\r\nSet-Cookie: x=1.pdf", "a__Set-Cookie_ x=1.pdf"],
      ['"; filename="x.exe', "_; filename=_x.exe"],
    ];
    for (const [name, expected] of names) {
      it(`${JSON.stringify(name)} is saved as ${JSON.stringify(expected)}`, async () => {
        const id = await put(withParts(part("application/pdf", name, "x")));
        const { headers } = await get(`/mail/part/${accountId}/${id}/1`);
        const disposition = String(headers["content-disposition"]);
        assert.equal(/filename="([^"]*)"/.exec(disposition)?.[1], expected);
        assert.ok(disposition.startsWith("attachment;"));
        const asked = await get(`/jmap/download/${accountId}/m${id.slice(1)}-1/${encodeURIComponent(name)}`);
        assert.match(String(asked.headers["content-disposition"]), /^attachment; filename="[^"/\\:]*"/);
      });
    }

    it("of 4 KiB are cut, keeping their ending", async () => {
      const id = await put(withParts(part("application/pdf", `${"đ".repeat(2_000)}.pdf`, "x")));
      const disposition = String((await get(`/mail/part/${accountId}/${id}/1`)).headers["content-disposition"]);
      assert.match(disposition, /\.pdf/);
      assert.ok(disposition.length < 1_200);
    });
  });

  describe("B12 attachments that claim to be something", () => {
    const table: [type: string, body: string, served: string, inline: boolean][] = [
      ["image/png", "\x89PNG", "image/png", true],
      ["image/jpeg", "x", "image/jpeg", true],
      ["image/svg+xml", "<svg onload=alert(1)>", "application/octet-stream", false],
      ["text/html", "<script>alert(1)</script>", "application/octet-stream", false],
      ["application/xhtml+xml", "<html/>", "application/octet-stream", false],
      ["text/xml", "<x/>", "application/octet-stream", false],
      ["application/pdf", "%PDF-", "application/pdf", false],
      ["application/javascript", "alert(1)", "application/octet-stream", false],
      ["text/plain", "<script>", "text/plain", false],
    ];
    for (const [type, body, served, inline] of table) {
      it(`${type} is served as ${served}, ${inline ? "shown" : "saved"}`, async () => {
        const id = await put(withParts(part(type, "x", body)));
        const { headers } = await get(`/mail/part/${accountId}/${id}/1`);
        assert.equal(headers["content-type"], served);
        assert.ok(String(headers["content-disposition"]).startsWith(inline ? "inline;" : "attachment;"));
        assert.match(String(headers["content-security-policy"]), /^sandbox; default-src 'none'$/);
        assert.equal(headers["x-content-type-options"], "nosniff");
        const saved = await get(`/mail/part/${accountId}/${id}/1?download=1`);
        assert.ok(String(saved.headers["content-disposition"]).startsWith("attachment;"));
      });
    }

    it("a download is saved even when it is a picture", async () => {
      const id = await put(withParts(part("image/png", "x.png", "x")));
      const { headers } = await get(`/jmap/download/${accountId}/m${id.slice(1)}-1/x.png?type=image/png`);
      assert.ok(String(headers["content-disposition"]).startsWith("attachment;"));
    });

    it("a download never takes a page's type, even when asked", async () => {
      const id = await put(withParts(part("application/pdf", "x", "<script>alert(1)</script>")));
      const blob = `m${id.slice(1)}-1`;
      for (const type of ["text/html", "image/svg+xml", "text/html%0d%0aX:%20y", "x"]) {
        const { headers } = await get(`/jmap/download/${accountId}/${blob}/a.html?type=${type}`);
        assert.notEqual(headers["content-type"], "text/html");
        assert.notEqual(headers["content-type"], "image/svg+xml");
        assert.equal(headers.x, undefined);
        assert.ok(String(headers["content-disposition"]).startsWith("attachment;"));
      }
    });
  });

  it("all attachments come in one archive, names apart and in UTF-8", async () => {
    const id = await put(
      withParts(
        part("application/pdf", "Công văn.pdf", "một"),
        part("application/pdf", "công văn.PDF", "hai"),
        part("application/pdf", "../../x", "ba"),
        part("application/pdf", null, ""),
      ),
    );
    const reply = await get(`/mail/zip/${accountId}/${id}`);
    assert.equal(reply.headers["content-type"], "application/zip");
    assert.deepEqual(unzipped(reply.bytes), [
      ["Công văn.pdf", "một"],
      ["công văn (2).PDF", "hai"],
      ["x", "ba"],
      ["tep-dinh-kem", ""],
    ]);
  });

  it("B21 the source is the letter's exact bytes, as a text to save", async () => {
    const bytes = Buffer.from("From: a@x\r\nSubject: \xff\r\n\r\n\x00\x01\xfe\r\n", "latin1");
    const id = await put(bytes);
    const reply = await get(`/mail/source/${accountId}/${id}`);
    assert.ok(reply.bytes.equals(bytes));
    assert.equal(reply.headers["content-type"], "text/plain");
    assert.ok(String(reply.headers["content-disposition"]).startsWith("attachment;"));
  });

  it("showing a body counts as opened, but not as read", async () => {
    const id = await put(Buffer.from("From: a@x\r\n\r\nx\r\n"));
    const page = await pageOf(web, hoa);
    await web.ask(`/mail/body/${accountId}/${id}/auto`, { headers: page });
    const [row] = [
      ...(await web.server.services.mail.placementsOf(hoa.handle, [Number(id.slice(1)) as never])).values(),
    ];
    assert.equal(row?.[0]?.flags.bits, 0);
  });

  const nowhere = ["body", "part", "zip", "source"].flatMap((kind) =>
    ["a1/e99999", "a1/x", "a1/e-1", "a1/e9007199254740993", "a999/e1", "x/e1", "%00/e1"].map(
      (id) => `/mail/${kind}/${id}`,
    ),
  );
  it("what is not there is 404", async () => {
    for (const path of nowhere) {
      const whole = path.startsWith("/mail/body") || path.startsWith("/mail/part") ? `${path}/1` : path;
      assert.equal((await get(whole)).status, 404, whole);
    }
  });
});

/** Names and contents of a stored archive, read by its central directory. */
function unzipped(zip: Buffer): [string, string][] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  const entries: [string, string][] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(zip.readUInt16LE(at + 8) & 0x800, 0x800, "names are UTF-8");
    const nameLength = zip.readUInt16LE(at + 28);
    const size = zip.readUInt32LE(at + 24);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    entries.push([zip.toString("utf8", at + 46, at + 46 + nameLength), zip.toString("utf8", start, start + size)]);
    at += 46 + nameLength;
  }
  return entries;
}
