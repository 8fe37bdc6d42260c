// Brings one language's catalogue; each is a chunk of its own.
import type { Language } from "./locale.ts";
import type { Messages } from "./text.ts";

export async function loadMessages(language: Language): Promise<Messages> {
  const module = language === "vi" ? await import("./vi.json") : await import("./en.json");
  return module.default;
}
