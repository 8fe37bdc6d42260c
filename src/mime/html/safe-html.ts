// HTML that was built here and may be shown. The type is the rule of C03: whatever edits such a string gets a plain
// string, and a plain string is not shown.

declare const built: unique symbol;

export type SafeHtml = string & { readonly [built]: true };

/** Only sanitize.ts and text-to-html.ts may say so. */
export const asSafeHtml = (html: string): SafeHtml => html as SafeHtml;
