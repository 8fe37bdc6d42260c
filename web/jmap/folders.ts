// Folders of an account: order, tree and slugs. Roles have Vietnamese slugs in the URL, own folders their id, so that
// a link can be sent to a colleague.
import type { Folder, FolderRole } from "./types.ts";

/** Views of an account that are not folders. */
export type VirtualPlace = "starred" | "outbox";

const slugs = {
  den: "inbox",
  "gan-sao": "starred",
  "cho-gui": "outbox",
  "da-gui": "sent",
  nhap: "drafts",
  "luu-tru": "archive",
  "thu-rac": "junk",
  "thung-rac": "trash",
} as const satisfies Record<string, FolderRole | VirtualPlace>;

export type Slug = keyof typeof slugs;
export const slugOrder = Object.keys(slugs) as readonly Slug[];

const roleSlugs: Record<FolderRole, Slug> = {
  inbox: "den",
  sent: "da-gui",
  drafts: "nhap",
  archive: "luu-tru",
  junk: "thu-rac",
  trash: "thung-rac",
};

export type Place =
  | { readonly kind: "folder"; readonly folder: Folder }
  | { readonly kind: "starred" }
  | { readonly kind: "outbox" };

export const slugOf = (folder: Folder): string => (folder.role ? roleSlugs[folder.role] : folder.id);

const isSlug = (text: string): text is Slug => Object.hasOwn(slugs, text);

/** What the URL's folder part means; null = no such folder. */
export function placeOf(slug: string, folders: readonly Folder[]): Place | null {
  const named = isSlug(slug) ? slugs[slug] : null;
  if (named === "starred" || named === "outbox") return { kind: named };
  const folder = folders.find((one) => (named ? one.role === named : one.id === slug));
  return folder ? { kind: "folder", folder } : null;
}

export const byRole = (folders: readonly Folder[], role: FolderRole): Folder | undefined =>
  folders.find((folder) => folder.role === role);

export interface FolderNode {
  readonly folder: Folder;
  readonly depth: number;
}

/** Folders without a role, each below its parent, in Vietnamese order. Folders under one with a role stand at the root. */
export function ownFolders(folders: readonly Folder[]): FolderNode[] {
  const collator = new Intl.Collator("vi", { numeric: true });
  const plain = folders.filter((folder) => folder.role === null);
  const known = new Set(plain.map((folder) => folder.id));
  const nodes: FolderNode[] = [];
  const visit = (parent: string | null, depth: number): void => {
    const children = plain.filter((folder) => (known.has(folder.parentId ?? "") ? folder.parentId : null) === parent);
    children.sort((a, b) => a.sortOrder - b.sortOrder || collator.compare(a.name, b.name));
    for (const folder of children) {
      nodes.push({ folder, depth });
      visit(folder.id, depth + 1);
    }
  };
  visit(null, 0);
  return nodes;
}
