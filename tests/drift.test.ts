// Documents equal code: what is generated is current, what is written by hand names only what exists, and the commands
// that documents show are run.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { errorCatalogue } from "#base/errors.ts";
import { parseLine } from "#cli/command.ts";
import { commands } from "#cli/commands.ts";
import { declaredSettings } from "#config/schema.ts";
import { demoAgencies } from "#demo/agencies.ts";
import { demoOfficials } from "#demo/people.ts";
import { referencePages } from "../scripts/reference-pages.ts";
import { folderOf, layers } from "./layers.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const documents = ["README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
const allDocuments = [...documents, ...globSync("docs/**/*.md", { cwd: root })];

interface PackageFile {
  readonly version: string;
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const packageFile: PackageFile = JSON.parse(read("package.json"));

/** Rows of the Markdown table under the heading, cells without their backquotes. */
function tableRows(text: string, head: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(head));
  assert.notEqual(start, -1, `no table begins with ${head}`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
  }
  assert.ok(rows.length > 0, `the table ${head} is empty`);
  return rows;
}

describe("generated pages", () => {
  for (const [file, text] of Object.entries(referencePages())) {
    it(`${file} is what the code says (else: node bin/node26.mjs scripts/write-reference.ts)`, () => {
      assert.equal(read(file), text);
    });
  }

  it("name every setting, command and error", () => {
    const pages = referencePages();
    for (const { env } of declaredSettings) assert.ok(pages["docs/reference/config.md"]?.includes(env), env);
    for (const { words } of commands)
      assert.ok(pages["docs/reference/commands.md"]?.includes(`## ${words.join(" ")}\n`));
    for (const code of Object.keys(errorCatalogue))
      assert.ok(pages["docs/reference/errors.md"]?.includes(`\`${code}\``));
    assert.ok(declaredSettings.length > 10 && commands.length > 10);
  });
});

describe("ARCHITECTURE.md", () => {
  const text = read("ARCHITECTURE.md");
  const spelled = (target: string) => (target.endsWith("/ports") ? `${target.slice(0, -6)} (ports)` : target);

  it("shows the table that the imports are held to", () => {
    const shown = tableRows(text, "| folder | may import |");
    const held = layers.map(({ folder, may, bridge }) => [
      folder,
      may.map(spelled).join(", ") || "nothing of ours",
      (bridge?.may ?? []).map(spelled).join(", "),
    ]);
    assert.deepEqual(shown, held);
  });

  it("shows every folder of the sources in its tree, and none that is not there", () => {
    const tree = /```text\nbin\/congvu[\s\S]*?```/.exec(text)?.[0] ?? "";
    const shown = [...tree.matchAll(/^ {2}((?:[a-z0-9-]+\/ ?)+)/gm)].flatMap((match) =>
      (match[1] ?? "").split(/\/ ?/).filter(Boolean),
    );
    const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => file.split("/").length > 2);
    assert.deepEqual(shown.sort(), [...new Set(files.map(folderOf))].sort());
  });
});

describe("the READMEs", () => {
  const readmes = ["README.md", "README.vi.md"];

  for (const file of readmes) {
    it(`${file} names every door with the port it has`, () => {
      const rows = tableRows(read(file), file === "README.md" ? "| door |" : "| cổng dịch vụ |");
      const shown = rows.map(([, port, setting]) => `${setting} ${port}`).sort();
      const doors = declaredSettings.filter(({ section }) => section === "listen");
      assert.deepEqual(shown, doors.map(({ name, setting }) => `${name} ${setting.initial?.split(":").at(-1)}`).sort());
    });

    it(`${file} counts the demonstration as it is`, () => {
      const text = read(file).replace(/\s+/g, " ");
      assert.match(text, new RegExp(`${demoAgencies.length} (agencies|cơ quan)`));
      assert.match(text, new RegExp(`${demoOfficials.length} (officials|cán bộ)`));
    });
  }

  it("show the same commands in both languages", () => {
    const blocks = (file: string) => [...read(file).matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]);
    assert.deepEqual(blocks("README.vi.md"), blocks("README.md"));
    assert.deepEqual(blocks("README.md"), ["npm ci && npm start\n", "npm ci && npm test\n"]);
  });
});

describe("what documents name exists", () => {
  for (const file of allDocuments) {
    const text = read(file);

    it(`${file}: its links lead to files`, () => {
      for (const [, target = ""] of text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        assert.ok(existsSync(path.resolve(root, path.dirname(file), target)), target);
      }
    });

    it(`${file}: its npm scripts are in package.json`, () => {
      for (const [, script = ""] of text.matchAll(/npm run ([a-z:]+)/g))
        assert.ok(script in packageFile.scripts, script);
    });

    it(`${file}: its congvu commands and their options are understood`, () => {
      for (const words of congvuLines(text)) assert.ok(understood(words), words.join(" "));
    });
  }

  it("the check of commands turns red", () => {
    assert.deepEqual(congvuLines("a `npm run congvu -- config` b"), [["config"]]);
    assert.ok(!understood(["account", "destroy"]) && !understood(["config", "--colour"]));
  });
});

describe("decisions and changes", () => {
  it("0002 gives every direct dependency its reason, and no other", () => {
    const text = read("docs/decisions/0002-use-few-dependencies.md");
    const later = text.slice(text.indexOf("## For building"));
    const rows = [...tableRows(text, "| package | for | why"), ...tableRows(later, "| package | for |")];
    const named = rows.flatMap(([names = ""]) => names.split(", "));
    const { dependencies, optionalDependencies, devDependencies } = packageFile;
    const direct = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
    assert.deepEqual([...new Set(named)].sort(), direct.sort());
  });

  it("decisions are numbered once, under the number of their file, with a status", () => {
    const files = globSync("docs/decisions/*.md", { cwd: root }).map((file) => path.basename(file));
    const numbers = files.map((file) => file.slice(0, 4));
    assert.equal(new Set(numbers).size, files.length);
    for (const file of files) {
      assert.match(file, /^\d{4}-[a-z0-9-]+\.md$/);
      assert.match(read(`docs/decisions/${file}`), new RegExp(`^# ${file.slice(0, 4)} [^\n]+\n\n\\*\\*Status:\\*\\* `));
    }
  });

  it("the changelog has the version, the licence file is the one package.json names", () => {
    assert.ok(read("CHANGELOG.md").includes(`## ${packageFile.version}`));
    assert.equal(packageFile.license, "Apache-2.0");
    assert.match(read("LICENSE"), /Apache License\s+Version 2\.0, January 2004[\s\S]+END OF TERMS AND CONDITIONS/);
  });
});

describe("docs/howto/set-up-an-organization.md", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-howto-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const text = read("docs/howto/set-up-an-organization.md");
  const blocks = [...text.matchAll(/```(csv|sh)\n([\s\S]*?)```/g)].map(([, kind, content = ""]) => ({ kind, content }));

  it("has its files in the order of the imports that use them", () => {
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ["sh", "csv", "sh", "sh", "sh", "csv", "sh", "sh", "sh"],
    );
  });

  it("every command of it does what it says, one after the other", () => {
    const names = ["agencies.csv", "users.csv"];
    for (const { kind, content } of blocks) {
      if (kind === "csv") writeFileSync(path.join(folder, names.shift() ?? ""), content);
      else assert.equal(run(content.trim()), 0, content);
    }
  });

  /** Without npm in between; the data folder is the temporary one's. */
  function run(line: string): number | null {
    const [words = []] = congvuLines(line);
    const env = { PATH: process.env.PATH ?? "", NODE_COMPILE_CACHE: path.join(folder, "cache") };
    const entry = path.join(root, "src", "cli", "main.ts");
    const { status, stderr } = spawnSync(process.execPath, [entry, ...words], { cwd: folder, env, encoding: "utf8" });
    if (status !== 0) console.error(stderr);
    return status;
  }
});

/** Command lines that a text shows as `npm run congvu -- …`, in words as a shell splits them. */
function congvuLines(text: string): string[][] {
  return [...text.matchAll(/npm run congvu -- ([^\n`]+)/g)]
    .map((match) => (match[1] ?? "").match(/"[^"]*"|\S+/g) ?? [])
    .map((words) => words.map((word) => word.replace(/^"|"$/g, "")))
    .filter((words) => words[0] !== "<command>");
}

function understood(words: readonly string[]): boolean {
  const command = commands.find((one) => one.words.every((word, index) => words[index] === word));
  if (!command) return false;
  try {
    parseLine(command, words.slice(command.words.length));
    return true;
  } catch {
    return false;
  }
}
