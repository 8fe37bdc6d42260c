import type { RefObject } from "react";
import { Header, I18nProvider, Menu, MenuItem, MenuSection, Popover } from "react-aria-components";
import { useI18n } from "../i18n/I18n.tsx";
import { ariaLocale } from "./aria-locale.ts";
import type { MenuGroup } from "./MenuButton.tsx";
import "./menu.css";

interface Props {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly groups: readonly MenuGroup[];
  readonly label: string | undefined;
  readonly close: () => void;
}

export default function MenuPopover({ button, groups, label, close }: Props) {
  const { language } = useI18n();
  const name = label ?? button.current?.textContent ?? "";
  const entries = groups.flatMap((group) => group.entries);
  return (
    <I18nProvider locale={ariaLocale(language)}>
      <Popover
        triggerRef={button}
        isOpen
        onOpenChange={(open) => {
          if (!open) close();
        }}
        aria-label={name}
        placement="bottom start"
        className="menu-popover"
      >
        <Menu
          aria-label={name}
          className="menu"
          autoFocus="first"
          onClose={close}
          onAction={(key) => entries.find(({ id }) => id === key)?.run()}
        >
          {groups.map((group, index) => (
            <MenuSection key={group.title ?? index} aria-label={group.title ?? name} className="menu-section">
              {group.title && <Header className="menu-title">{group.title}</Header>}
              {group.entries.map(({ id, label: words, icon: Icon, danger, checked }) => (
                <MenuItem key={id} id={id} textValue={words} className={danger ? "menu-item menu-danger" : "menu-item"}>
                  {Icon && <Icon size="1.25em" strokeWidth={1.75} aria-hidden />}
                  <span>{words}</span>
                  {checked && <span aria-hidden>✓</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </I18nProvider>
  );
}
