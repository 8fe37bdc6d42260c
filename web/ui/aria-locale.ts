import type { Language } from "../i18n/locale.ts";

/** React Aria's strings: Vietnamese is added at build time (build/react-aria-vietnamese.ts). */
export const ariaLocale = (language: Language): string => (language === "vi" ? "vi-VN" : "en-US");
