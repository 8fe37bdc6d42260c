// What a list shows: a folder, starred letters or a search, narrowed by a chip. A search covers every folder of the
// mailbox unless one is named; rubbish and spam only when one stands in them.
import { byRole, type Place } from "../../jmap/folders.ts";
import type { ListSource } from "../../jmap/letter-list.ts";
import { type Folder, isFlagged, isSeen, type Letter } from "../../jmap/types.ts";
import { parseSearch } from "./search-query.ts";

export const chips = ["all", "unread", "reply", "urgent", "files"] as const;
export type Chip = (typeof chips)[number];

const chipSlugs: Record<Chip, string | undefined> = {
  all: undefined,
  unread: "chua-doc",
  reply: "can-tra-loi",
  urgent: "khan",
  files: "co-tep",
};
export const slugOfChip = (chip: Chip): string | undefined => chipSlugs[chip];
export const chipOf = (slug: string | undefined): Chip => chips.find((chip) => chipSlugs[chip] === slug) ?? "all";

const chipFilters: Record<Chip, Record<string, unknown> | null> = {
  all: null,
  unread: { notKeyword: "$seen" },
  reply: { hasReplyBy: true },
  urgent: { isUrgent: true },
  files: { hasAttachment: true },
};
const chipHolds: Record<Chip, (letter: Letter) => boolean> = {
  all: () => true,
  unread: (letter) => !isSeen(letter),
  reply: (letter) => letter.replyBy !== null,
  urgent: (letter) => letter.urgency !== "normal",
  files: (letter) => letter.hasAttachment,
};

export interface Wish {
  readonly place: Place;
  readonly chip: Chip;
  readonly search: string;
  /** Only the folder one stands in. */
  readonly here: boolean;
}

export function sourceOf(wish: Wish, folders: readonly Folder[]): ListSource {
  const search = wish.search.trim();
  const scope = scopeOf(wish, folders);
  const conditions = [scope.filter, chipFilters[wish.chip], ...(search ? parseSearch(search).conditions : [])].filter(
    (condition) => condition !== null,
  );
  const filter = conditions.length === 1 ? (conditions[0] ?? {}) : { operator: "AND", conditions };
  const holds = chipHolds[wish.chip];
  return {
    key: JSON.stringify(filter),
    filter,
    wants: search ? null : (letter) => scope.wants(letter) && holds(letter),
    keeps: search ? (letter) => Object.keys(letter.mailboxIds).length > 0 : scope.keeps,
  };
}

interface Scope {
  readonly filter: Record<string, unknown>;
  readonly wants: (letter: Letter) => boolean;
  readonly keeps: (letter: Letter) => boolean;
}

function scopeOf({ place, search, here }: Wish, folders: readonly Folder[]): Scope {
  const hidden = (["trash", "junk"] as const).map((role) => byRole(folders, role)?.id).filter((id) => id !== undefined);
  if (place.kind === "folder" && (!search.trim() || here || hidden.includes(place.folder.id))) {
    const { id } = place.folder;
    const inside = (letter: Letter): boolean => letter.mailboxIds[id] === true;
    return { filter: { inMailbox: id }, wants: inside, keeps: inside };
  }
  const visible = (letter: Letter): boolean => Object.keys(letter.mailboxIds).some((id) => !hidden.includes(id));
  if (place.kind === "starred" && !search.trim()) {
    const filter = { operator: "AND", conditions: [{ hasKeyword: "$flagged" }, { inMailboxOtherThan: hidden }] };
    return { filter, wants: (letter) => isFlagged(letter) && visible(letter), keeps: visible };
  }
  return { filter: { inMailboxOtherThan: hidden }, wants: visible, keeps: visible };
}
