// What one letter's HTML may cost. Beyond a limit the letter is shown as plain text (`tooComplex`) or, where the limit
// only guards one value (a style, an address), that value is left out.

export const htmlLimits = {
  /** UTF-16 units of HTML read; longer = too complex. Rebuilding runs on the event loop: 4 ms for 100 KB of Word, more for hostile input. */ characters: 1_500_000,
  /** Start tags read; more = too complex. */ tags: 150_000,
  /** Open elements; a deeper start tag is left out, its text stays. */ depth: 250,
  /** Output may be this many times the input plus `outputFloor`, or the letter is too complex. */ outputFactor: 16,
  outputFloor: 64 * 1024,
  /** Formatting elements waiting to be reopened (HTML §13.2.4.3). */ activeFormatting: 64,
  /** Attributes read of one tag. */ attributes: 100,
  /** Units of one style attribute. */ style: 16 * 1024,
  /** Units of one web or mail address. */ url: 8 * 1024,
  /** Units of one data: image. */ dataImage: 2_000_000,
  /** Units of an alternative text, and of a link's text as reported. */ shortText: 1_000,
  /** Quotation levels drawn in plain text; deeper ones are drawn at this level. */ quoteDepth: 10,
} as const;
