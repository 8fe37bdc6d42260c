import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import "./button.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: "primary" | "plain" | "quiet" | "danger";
  readonly icon?: LucideIcon;
  /** Icons always stand beside words; only ✕ and ▾ may stand alone, with this name. */
  readonly label?: string;
}

export function Button({ variant = "plain", icon: Icon, label, className, children, ...rest }: Props) {
  const classes = ["button", `button-${variant}`, children === undefined ? "button-icon" : "", className ?? ""];
  return (
    <button type="button" className={classes.filter(Boolean).join(" ")} aria-label={label} title={label} {...rest}>
      {Icon && <Icon size="1.25em" strokeWidth={1.75} aria-hidden />}
      {children !== undefined && <span className="button-words">{children}</span>}
    </button>
  );
}
