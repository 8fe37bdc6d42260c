// The regulations that this version knows.
import type { Regulation } from "./profile.ts";
import { binhThuanBdt2012 } from "./profiles/binh-thuan-bdt-2012.ts";

export const regulations: readonly Regulation[] = [binhThuanBdt2012];

export const regulationById = (id: string): Regulation | null => regulations.find((one) => one.id === id) ?? null;
