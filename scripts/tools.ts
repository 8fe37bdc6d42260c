// Programs outside npm that the tests use: which Debian packages bring each, and where it is. Installing is test-tools.ts.
import { accessSync, constants, globSync } from "node:fs";
import path from "node:path";

export interface Tool {
  readonly name: string;
  /** Several are separated by a space. */
  readonly debianPackages: string;
  readonly neededFor: string;
  /** "plain": `npm test`; "interop": `npm run test:interop`, which needs the plain ones too. */
  readonly suite: "plain" | "interop";
  /** Program names, the first found counts; a slash makes it a pattern of absolute paths. */
  readonly programs: readonly string[];
  /** Environment variable that names another program to use. */
  readonly override?: string;
}

export const tools = [
  {
    name: "chromium",
    debianPackages: "chromium",
    neededFor: "tests in the browser",
    suite: "plain",
    programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    override: "CONGVU_TEST_CHROMIUM",
  },
  {
    name: "swaks",
    debianPackages: "swaks",
    neededFor: "sending as a foreign SMTP client",
    suite: "interop",
    programs: ["swaks"],
  },
  {
    name: "curl",
    debianPackages: "curl",
    neededFor: "reading as a foreign IMAP and POP3 client",
    suite: "interop",
    programs: ["curl"],
  },
  {
    name: "mbsync",
    debianPackages: "isync",
    neededFor: "two-way synchronization with a foreign IMAP client",
    suite: "interop",
    programs: ["mbsync"],
  },
  {
    name: "postgresql",
    debianPackages: "postgresql",
    neededFor: "the store ports on a second engine",
    suite: "interop",
    programs: ["/usr/lib/postgresql/*/bin/initdb", "initdb"],
  },
  {
    name: "losetup",
    debianPackages: "mount",
    neededFor: "disks that fill up or lose power",
    suite: "interop",
    programs: ["losetup"],
  },
  {
    name: "mkfs.ext4",
    debianPackages: "e2fsprogs",
    neededFor: "disks that fill up or lose power",
    suite: "interop",
    programs: ["mkfs.ext4"],
  },
  {
    name: "gcc",
    debianPackages: "gcc libc6-dev",
    neededFor: "the program that cuts a disk's power",
    suite: "interop",
    programs: ["gcc", "cc"],
  },
] as const satisfies readonly Tool[];

export type ToolName = (typeof tools)[number]["name"];

/** Path of a tool's program, or null. Debian keeps system programs in folders that are not in everybody's PATH. */
export function findTool(name: ToolName): string | null {
  const tool: Tool | undefined = tools.find((candidate) => candidate.name === name);
  return tool ? findProgram(tool) : null;
}

export function findProgram(tool: Tool): string | null {
  const chosen = tool.override && process.env[tool.override];
  if (chosen) return isExecutable(chosen) ? chosen : null;
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/sbin"].filter((folder) => folder);
  for (const program of tool.programs) {
    const files = program.includes("/") ? globSync(program) : folders.map((folder) => path.join(folder, program));
    const file = files.find(isExecutable);
    if (file) return file;
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
