// Names and icons of folders: the office's own words by role, the person's words for own folders.
import {
  Archive,
  Clock,
  FileText,
  Folder as FolderIcon,
  Inbox,
  type LucideIcon,
  Send,
  ShieldAlert,
  Star,
  Trash2,
} from "lucide-react";
import type { MessageKey, Translate } from "../../i18n/text.ts";
import type { Place, VirtualPlace } from "../../jmap/folders.ts";
import type { Folder, FolderRole } from "../../jmap/types.ts";

const words: Record<FolderRole | VirtualPlace, MessageKey> = {
  inbox: "folder.inbox",
  starred: "folder.starred",
  outbox: "folder.outbox",
  sent: "folder.sent",
  drafts: "folder.drafts",
  archive: "folder.archive",
  junk: "folder.junk",
  trash: "folder.trash",
};
const icons: Record<FolderRole | VirtualPlace, LucideIcon> = {
  inbox: Inbox,
  starred: Star,
  outbox: Clock,
  sent: Send,
  drafts: FileText,
  archive: Archive,
  junk: ShieldAlert,
  trash: Trash2,
};

export const folderName = (folder: Folder, t: Translate): string => (folder.role ? t(words[folder.role]) : folder.name);

export const placeName = (place: Place, t: Translate): string =>
  place.kind === "folder" ? folderName(place.folder, t) : t(words[place.kind]);

export const roleName = (role: FolderRole | VirtualPlace, t: Translate): string => t(words[role]);
export const roleIcon = (role: FolderRole | VirtualPlace): LucideIcon => icons[role];
export const ownFolderIcon = FolderIcon;
