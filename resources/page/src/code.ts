/**
 * What is said or sent to bring two ends together: eleven digits, or a link.
 *
 * Ten random digits and a check digit over them (H. M. Damm, 2004): every single wrong digit and
 * every swap of neighbours is caught before anything is sent, so that a slip costs no try.
 */

export interface Code {
  nameplate: string;
  secret: string;
}

const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];
export const DIGITS = 11;
const LINK = /#1\.([a-z2-7]{13})\.([a-z2-7]{26})$/i;

/** The name under which the patient's side is known to the broker while it pairs. */
export const clientOf = (code: Code): string => `n${code.nameplate}`;

/** The code that a person typed; null if a digit does not fit or is missing. */
export function heard(text: string): Code | null {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^[0-9]{11}$/.test(digits) || checkDigit(digits) !== 0) return null;
  return { nameplate: digits.slice(0, 4), secret: digits.slice(4, 10) };
}

/** The code that a link carries, or null. */
export function inLink(text: string): Code | null {
  const [, nameplate, secret] = LINK.exec(text.trim()) ?? [];
  if (!nameplate || !secret) return null;
  return { nameplate: nameplate.toLowerCase(), secret: secret.toLowerCase() };
}

/** The digit that completes `digits`; 0 for digits that hold theirs already. */
export function checkDigit(digits: string): number {
  let interim = 0;
  for (const each of digits) interim = Number(DAMM[interim]?.[Number(each)]);
  return interim;
}
