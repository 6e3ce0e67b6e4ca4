/** ISO/IEC 7812: the check digit of payment cards. `digits` holds digits only. */
export function isLuhnNumber(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** American Bankers Association routing number: nine digits, a Federal Reserve prefix, weights 3-7-1. */
export function isAbaNumber(digits: string): boolean {
  if (!/^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits)) return false;
  const weights = [3, 7, 1];
  return [...digits].reduce((sum, digit, i) => sum + Number(digit) * (weights[i % 3] ?? 0), 0) % 10 === 0;
}

/** Social Security Administration: area not 000, 666 or 9xx (but 9xx is the IRS's ITIN for groups 50-99), group not 00, serial not 0000. */
export function isSocialSecurityNumber(digits: string): boolean {
  const area = digits.slice(0, 3);
  const group = Number(digits.slice(3, 5));
  if (digits.length !== 9 || area === "000" || area === "666" || group === 0 || digits.endsWith("0000")) return false;
  return !area.startsWith("9") || group >= 50;
}

/** ISO 13616: an international bank account number, blanks allowed; mod 97 of the rearranged number is 1. */
export function isIban(token: string): boolean {
  const bare = token.replace(/ /g, "");
  if (bare.length < 15 || bare.length > 34) return false;
  let rest = 0;
  for (const char of bare.slice(4) + bare.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
