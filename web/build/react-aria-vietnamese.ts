// React Aria ships 34 languages, Vietnamese not among them. Its modules named intlStrings list one dictionary a
// language; this plugin adds a vi-VN entry to each such list, from the words below. English and Vietnamese stay, the
// other languages are left out of the build (@react-aria/optimize-locales-plugin).
import type { Plugin } from "vite";

type Args = Readonly<Record<string, string>>;
type Word = string | ((a: Args) => string);

/** Dictionaries of the components in use, by the folder of their module. Functions go into the build as source text. */
const words: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  overlays: { dismiss: "Đóng" },
  menu: { longPressMessage: "Nhấn giữ hoặc nhấn Alt + mũi tên xuống để mở danh mục" },
  autocomplete: { collectionLabel: "Gợi ý" },
  searchfield: { "Clear search": "Bỏ tìm kiếm" },
  spinbutton: { Empty: "Trống" },
  breadcrumbs: { breadcrumbs: "Đường dẫn" },
  tag: { removeDescription: "Nhấn Delete để bỏ.", removeButtonLabel: "Bỏ" },
  toast: { close: "Đóng", notifications: (a) => `${a.count} thông báo.` },
  grid: {
    deselectedItem: (a) => `Bỏ chọn ${a.item}.`,
    select: "Chọn",
    selectedCount: (a) => `Đã chọn ${a.count} mục.`,
    selectedAll: "Đã chọn tất cả.",
    selectedItem: (a) => `Đã chọn ${a.item}.`,
    longPressToSelect: "Nhấn giữ để chọn nhiều mục.",
  },
  tree: { expand: "Mở ra", collapse: "Thu lại" },
  numberfield: {
    decrease: (a) => `Giảm ${a.fieldLabel}`,
    increase: (a) => `Tăng ${a.fieldLabel}`,
    numberField: "Ô số",
  },
  combobox: {
    focusAnnouncement: (a) =>
      `${a.isGroupChange ? `Nhóm ${a.groupTitle}, ${a.groupCount} mục. ` : ""}${a.optionText}${a.isSelected ? ", đã chọn" : ""}`,
    countAnnouncement: (a) => `Có ${a.optionCount} gợi ý.`,
    selectedAnnouncement: (a) => `${a.optionText}, đã chọn`,
    buttonLabel: "Hiện gợi ý",
    listboxLabel: "Gợi ý",
  },
  components: {
    selectPlaceholder: "Chọn một mục",
    tableResizer: "Đổi độ rộng cột",
    dropzoneLabel: "Thả tệp vào đây",
    colorSwatchPicker: "Chọn màu",
  },
};

const moduleName = /[\\/](?:react-aria|react-stately)[\\/]dist[\\/]private[\\/]([a-z]+)[\\/]intlStrings\.m?js$/;
const componentsName = /[\\/]react-aria-components[\\/]dist[\\/]private[\\/]intlStrings\.m?js$/;

export function dictionaryName(id: string): string | null {
  const file = id.split("?")[0] ?? "";
  return componentsName.test(file) ? "components" : (moduleName.exec(file)?.[1] ?? null);
}

/** Adds the vi-VN row beside the en-US one; null = this module has no such list or we have no words for it. */
export function addVietnamese(code: string, name: string): string | null {
  const dictionary = words[name];
  const english = /^(\s*)"en-US":/m.exec(code);
  if (!dictionary || !english) return null;
  const source = (word: Word): string => (typeof word === "string" ? JSON.stringify(word) : word.toString());
  const entries = Object.entries(dictionary).map(([key, word]) => `${JSON.stringify(key)}: ${source(word)}`);
  return code.replace(english[0], `${english[1]}"vi-VN": { ${entries.join(", ")} },${english[0]}`);
}

export const reactAriaVietnamese = (): Plugin => ({
  name: "react-aria-vietnamese",
  transform(code, id) {
    const name = dictionaryName(id);
    const added = name === null ? null : addVietnamese(code, name);
    return added === null ? null : { code: added, map: null };
  },
});

export const vietnameseWords = words;
