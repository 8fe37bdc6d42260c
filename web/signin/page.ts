// The sign-in page: plain DOM, so that it is small and works on the slowest line. It says where one is (the address is
// the one thing a false page cannot copy) and what nobody will ever ask.
import type { Language } from "../i18n/locale.ts";
import { languages, storedLanguage, storeLanguage } from "../i18n/locale.ts";
import { goal } from "./goal.ts";
import { type SignInWords, signInWords } from "./words.ts";
import "./signin.css";

interface Site {
  readonly name: string;
  readonly domain: string;
  readonly support: string | null;
}

export async function showSignIn(root: HTMLElement): Promise<void> {
  const site = await fetch("/api/v1/site")
    .then((response) => (response.ok ? (response.json() as Promise<Site>) : null))
    .catch(() => null);
  draw(root, site, storedLanguage());
}

type Child = Node | string | null;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function draw(root: HTMLElement, site: Site | null, language: Language): void {
  const words = signInWords[language];
  document.documentElement.lang = language;
  document.title = `${words.title} – ${words.brand}`;
  const form = formOf(site, words);
  root.replaceChildren(
    make(
      "div",
      { class: "signin" },
      make(
        "header",
        { class: "signin-brand" },
        star(),
        make(
          "p",
          {},
          make("span", { class: "signin-name" }, words.brand),
          make("span", { class: "signin-place" }, site?.name ?? ""),
        ),
      ),
      make("main", { class: "signin-main" }, form, safety(site, words)),
      foot(words, language, (next) => {
        storeLanguage(next);
        draw(root, site, next);
      }),
    ),
  );
  form.querySelector("input")?.focus();
}

function formOf(site: Site | null, words: SignInWords): HTMLFormElement {
  const name = make("input", {
    id: "name",
    name: "username",
    class: "signin-input",
    autocomplete: "username",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    required: true,
    "aria-describedby": "name-hint",
  });
  const password = make("input", {
    id: "password",
    name: "password",
    type: "password",
    class: "signin-input",
    autocomplete: "current-password",
    required: true,
  });
  const suffix = site ? make("span", { class: "signin-domain" }, `@${site.domain}`) : null;
  name.addEventListener("input", () => {
    if (suffix) suffix.hidden = name.value.includes("@");
  });
  const remember = make("input", { id: "remember", type: "checkbox" });
  const error = make("p", { class: "signin-error", role: "alert" });
  const submit = make("button", { type: "submit", class: "signin-submit" }, words.submit);
  const form = make(
    "form",
    { class: "signin-form", method: "post", action: "/api/v1/session", novalidate: true },
    make("h1", {}, words.title),
    error,
    make("label", { for: "name" }, words.address),
    make("div", { class: "signin-field" }, name, suffix),
    make("p", { id: "name-hint", class: "signin-hint" }, words.addressHint),
    make("label", { for: "password" }, words.password),
    make("div", { class: "signin-field" }, password, eye(password, words)),
    make("label", { class: "signin-remember", for: "remember" }, remember, words.remember),
    make("p", { class: "signin-hint" }, words.rememberHint),
    submit,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void signIn({ name, password, remember, error, submit, words });
  });
  return form;
}

interface Parts {
  readonly name: HTMLInputElement;
  readonly password: HTMLInputElement;
  readonly remember: HTMLInputElement;
  readonly error: HTMLElement;
  readonly submit: HTMLButtonElement;
  readonly words: SignInWords;
}

async function signIn({ name, password, remember, error, submit, words }: Parts): Promise<void> {
  const say = (text: string): void => {
    error.textContent = text;
    submit.disabled = false;
    submit.textContent = words.submit;
  };
  if (!name.value.trim() || !password.value) {
    say(words.missing);
    (name.value.trim() ? password : name).focus();
    return;
  }
  submit.disabled = true;
  submit.textContent = words.busy;
  error.textContent = "";
  try {
    const response = await fetch("/api/v1/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: name.value.trim(), password: password.value, remember: remember.checked }),
    });
    if (response.ok) location.replace(goal(location.search));
    else {
      const problem = (await response.json().catch(() => null)) as { messages?: Record<string, string> } | null;
      say(problem?.messages?.[document.documentElement.lang] ?? words.unreachable);
      password.select();
    }
  } catch {
    say(words.unreachable);
  }
}

function eye(password: HTMLInputElement, words: SignInWords): HTMLButtonElement {
  const button = make("button", { type: "button", class: "signin-eye", "aria-pressed": "false" }, words.show);
  button.addEventListener("click", () => {
    const shown = password.type === "text";
    password.type = shown ? "password" : "text";
    button.textContent = shown ? words.show : words.hide;
    button.setAttribute("aria-pressed", String(!shown));
  });
  return button;
}

function safety(site: Site | null, words: SignInWords): HTMLElement {
  return make(
    "aside",
    { class: "signin-safety", "aria-label": words.safety },
    make("p", {}, words.rightAddress, " ", make("strong", {}, location.host), "."),
    make("p", {}, words.neverAsked),
    make("p", {}, words.secret),
    site?.support ? make("p", {}, `${words.support} ${site.support}`) : null,
  );
}

function foot(words: SignInWords, language: Language, choose: (language: Language) => void): HTMLElement {
  const buttons = languages.map((one) => {
    const button = make(
      "button",
      { type: "button", lang: one, "aria-pressed": String(one === language) },
      signInWords[one].language,
    );
    button.addEventListener("click", () => choose(one));
    return button;
  });
  return make("footer", { class: "signin-foot" }, make("span", { class: "quiet" }, words.chooseLanguage), ...buttons);
}

function star(): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", "34");
  svg.setAttribute("height", "34");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("fill", "#f2c14e");
  path.setAttribute("d", "M12 2l2.4 7.2H22l-6.15 4.5L18.2 21 12 16.55 5.8 21l2.35-7.3L2 9.2h7.6z");
  svg.append(path);
  return svg;
}
