// A button that opens a menu. The menu itself (React Aria) is a chunk of its own, fetched when the page is idle.
import { ChevronDown, type LucideIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly run: () => void;
  readonly danger?: boolean;
  readonly checked?: boolean;
}
export interface MenuGroup {
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

export const loadMenu = () => import("./MenuPopover.tsx");
const MenuPopover = lazy(loadMenu);

interface Props {
  readonly className?: string;
  /** Where the words beside the icon do not name it. */
  readonly label?: string;
  readonly groups: readonly MenuGroup[];
  readonly children: ReactNode;
  readonly chevron?: boolean;
}

export function MenuButton({ className, label, groups, children, chevron = true }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? "button button-plain"}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onPointerEnter={() => void loadMenu()}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
        {chevron && <ChevronDown size="1.125em" aria-hidden />}
      </button>
      {open && (
        <Suspense>
          <MenuPopover button={button} groups={groups} label={label} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
