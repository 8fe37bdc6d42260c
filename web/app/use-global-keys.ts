// Keys that work anywhere: safe for Vietnamese keyboards (they type by Backspace and composition) and screen readers,
// so no single letters. Nothing is taken from fields or from a word being composed.
import { useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { openCompose } from "../mail/compose/desk.ts";
import { useCheckMail } from "../mail/use-check-mail.ts";
import { accountOfParam } from "./account-param.ts";
import { useOffice } from "./office-context.tsx";
import { searchBoxId } from "./SearchBox.tsx";

/** Elements that F6 walks through, in order. */
const panes = [".frame-nav a[aria-current], .frame-nav a", "[role=listbox]", ".reader", ".compose input"];

export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function useGlobalKeys(): { keysShown: boolean; hideKeys: () => void } {
  const office = useOffice();
  const { hop } = useParams({ strict: false });
  const [keysShown, setKeysShown] = useState(false);
  const accountId = accountOfParam(office, hop)?.accountId ?? office.me.accountId;
  const check = useCheckMail(accountId);
  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented) return;
      const run = actionOf(event, {
        compose: () => openCompose({ kind: "new", accountId }),
        check,
        keys: () => setKeysShown(true),
      });
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", keyDown);
    return () => window.removeEventListener("keydown", keyDown);
  }, [accountId, check]);
  return { keysShown, hideKeys: () => setKeysShown(false) };
}

interface Actions {
  readonly compose: () => void;
  readonly check: () => void;
  readonly keys: () => void;
}

function actionOf(event: KeyboardEvent, actions: Actions): (() => void) | null {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "/") return () => document.getElementById(searchBoxId)?.focus();
  if (control && event.shiftKey && event.key.toLowerCase() === "m") return actions.compose;
  if (event.key === "F6") return () => nextPane(event.shiftKey ? -1 : 1);
  if (isTyping(event) || control) return null;
  if (event.key === "F5") return actions.check;
  return event.key === "?" ? actions.keys : null;
}

function nextPane(step: number): void {
  const elements = panes.map((selector) => document.querySelector<HTMLElement>(selector)).filter((one) => one !== null);
  const at = elements.findIndex((element) => element.contains(document.activeElement));
  elements[(at + step + elements.length) % elements.length]?.focus();
}
