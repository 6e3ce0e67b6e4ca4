import { describe, expect, it } from "vitest";
import { findPersonalData } from "./find-personal-data.ts";

const found = (text: string) => findPersonalData(text).map(({ kind, text: words }) => `${kind} ${words}`);

/** One sentence and what must be found in it. Invented people and numbers. */
const present: readonly (readonly [string, ...string[]])[] = [
  ["SSN: 219-09-9999 for the form", "us_ssn 219-09-9999"],
  ["my social is 219 09 9999 thanks", "us_ssn 219 09 9999"],
  ["SSN 219099999", "us_ssn 219099999"],
  ["Her Social Security number is 219099999.", "us_ssn 219099999"],
  ["use 219-09-9999 for me", "us_ssn 219-09-9999"],
  ["ss# 987-65-4321", "us_ssn 987-65-4321"],
  ["SSNs are 219-09-9999 (me) and 078-05-1121 (Ana)", "us_ssn 219-09-9999", "us_ssn 078-05-1121"],
  ["ITIN 912-70-1234", "us_ssn 912-70-1234"],
  ["Taxpayer ID 219-09-9999", "us_ssn 219-09-9999"],
  ["my ssn for ur form is 219 09 9999", "us_ssn 219 09 9999"],
  ["His driver's license, for the new case, is B482 771 093 206.", "drivers_license B482 771 093 206"],
  ["219-09-9999 is my social", "us_ssn 219-09-9999"],
  ["The LLC's EIN is 47-1234567", "us_ein 47-1234567"],
  ["tax ID for the trust is 471234567", "us_ein 471234567"],
  ["FEIN: 471234567", "us_ein 471234567"],
  ["acct # 1234-5678-90", "account_number 1234-5678-90"],
  ["account no. 000123456789", "account_number 000123456789"],
  ["Acct 8841-2290 at Schwab", "account_number 8841-2290"],
  ["my Fidelity account Z12345678 please", "account_number Z12345678"],
  ["account number at Chase is 5567 8821 90", "account_number 5567 8821 90"],
  ["Schwab One 4417-8820 to the trust", "account_number 4417-8820"],
  ["deposit it to checking 0098823341", "account_number 0098823341"],
  ["7730420933 is my account number", "account_number 7730420933"],
  ["IBAN DE89 3704 0044 0532 0130 00", "account_number DE89 3704 0044 0532 0130 00"],
  ["A/C: 44-882019", "account_number 44-882019"],
  ["annuity contract 8830021945", "account_number 8830021945"],
  ["policy number LF-2209931", "account_number LF-2209931"],
  ["Mortgage loan #0045519283", "account_number 0045519283"],
  ["routing 021000021, account 483920011", "routing_number 021000021", "account_number 483920011"],
  ["ABA# 021000021 / acct# 483920011", "routing_number 021000021", "account_number 483920011"],
  ["RTN: 021000021", "routing_number 021000021"],
  ["routing and account are 021000021 and 4839200118", "routing_number 021000021", "account_number 4839200118"],
  ["card 4111 1111 1111 1111 exp 04/28", "credit_card 4111 1111 1111 1111"],
  ["Amex 3782-822463-10005", "credit_card 3782-822463-10005"],
  ["4111111111111111", "credit_card 4111111111111111"],
  ["on the Visa, 4111-1111-1111-1112", "credit_card 4111-1111-1111-1112"],
  ["Questions about your account? Or the account itself, 212-555-0187", "phone 212-555-0187"],
  ["lost my passport - 212-555-0187", "phone 212-555-0187"],
  ["Schwab at 1-800-555-0100", "phone 1-800-555-0100"],
  ["call me at 212-555-0187", "phone 212-555-0187"],
  ["Tamarack Advisory Group\n212-555-0187", "phone 212-555-0187"],
  ["Cell: (212) 555-0187", "phone (212) 555-0187"],
  ["+1 212 555 0187", "phone +1 212 555 0187"],
  ["1-800-555-0199", "phone 1-800-555-0199"],
  ["my cell is 2125550187", "phone 2125550187"],
  ["Tel 212.555.0187 x204", "phone 212.555.0187 x204"],
  ["Office: 212-555-0187 ext. 33", "phone 212-555-0187 ext. 33"],
  ["text 555-0187 when you land", "phone 555-0187"],
  ["reach me on +44 20 7946 0958", "phone +44 20 7946 0958"],
  ["+91 98765 43210", "phone +91 98765 43210"],
  ["Her number in Paris: +33 1 42 68 53 00", "phone +33 1 42 68 53 00"],
  ["ring my mobile, 07700 900123", "phone 07700 900123"],
  ["(212)555-0187", "phone (212)555-0187"],
  ["T 212 555 0187 | F 212 555 0188", "phone 212 555 0187", "phone 212 555 0188"],
  ["c 212/555-0187", "phone 212/555-0187"],
  ["new email is ana.b+kids@mail.invalid, ok?", "email_address ana.b+kids@mail.invalid"],
  ["<o'neil@host.example>", "email_address o'neil@host.example"],
  ["DOB: 3/22/61", "date_of_birth 3/22/61"],
  ["Date of birth on file: 03/22/1961", "date_of_birth 03/22/1961"],
  ["born March 4 1950", "date_of_birth March 4 1950"],
  ["born on Tuesday, March 4th, 1950", "date_of_birth March 4th, 1950"],
  ["D.O.B. 03-22-1961", "date_of_birth 03-22-1961"],
  ["date of birth 1961-03-22", "date_of_birth 1961-03-22"],
  ["Ana (b. 4 March 1950)", "date_of_birth 4 March 1950"],
  ["birthdate 04-Mar-1950", "date_of_birth 04-Mar-1950"],
  ["3/22/1961 (DOB)", "date_of_birth 3/22/1961"],
  ["born the 9th of June 2005", "date_of_birth 9th of June 2005"],
  ["DOBs: Ana 3/22/61, Luis 4/1/63", "date_of_birth 3/22/61", "date_of_birth 4/1/63"],
  ["Their birthdays are 7/19/61 and 10/3/64", "date_of_birth 7/19/61", "date_of_birth 10/3/64"],
  ["My driver's license is D123-4567-8901", "drivers_license D123-4567-8901"],
  ["DL# S12345678901234", "drivers_license S12345678901234"],
  ["driver’s licence no. 99887766", "drivers_license 99887766"],
  ["Florida driver license F255-921-50-094-0", "drivers_license F255-921-50-094-0"],
  ["drivers license number WDLABC12345D", "drivers_license WDLABC12345D"],
  ["passport number is 488839667", "passport 488839667"],
  ["Passport #: A12345678", "passport A12345678"],
  ["UK passport, 925665416, expires 2031", "passport 925665416"],
  ["his passport no is K8834521", "passport K8834521"],
  ["We moved to 44 Birch Lane, Dayton, OH 45402.", "street_address 44 Birch Lane, Dayton, OH 45402"],
  ["Please mail it to 44 Birch Lane", "street_address 44 Birch Lane"],
  [
    "1600 N. Lake Shore Dr., Apt. 12B, Chicago, IL 60610-1234",
    "street_address 1600 N. Lake Shore Dr., Apt. 12B, Chicago, IL 60610-1234",
  ],
  ["120 W 45th St, New York, NY", "street_address 120 W 45th St, New York, NY"],
  ["Ana Bell\n44 Birch Lane\nDayton, OH 45402", "street_address 44 Birch Lane\nDayton, OH 45402"],
  ["address: 9 Harbor Point, Unit 4, Salem, MA 01970", "street_address 9 Harbor Point, Unit 4, Salem, MA 01970"],
  ["P.O. Box 3341, Taos, NM 87571", "street_address P.O. Box 3341, Taos, NM 87571"],
  ["new address is 44 birch lane", "street_address 44 birch lane"],
  ["771 Avenida Paloma, Tucson, AZ 85701", "street_address 771 Avenida Paloma, Tucson, AZ 85701"],
  [
    "350 Fifth Avenue, 21st Floor, New York, NY 10118",
    "street_address 350 Fifth Avenue, 21st Floor, New York, NY 10118",
  ],
  ["the trust's TIN is 47-1234567", "us_ein 47-1234567"],
  ["Acct. No. 12-3456789", "account_number 12-3456789"],
  ["acct number for the joint one... 88213344", "account_number 88213344"],
  ["0044 20 7946 0958", "phone 0044 20 7946 0958"],
  ["4420 County Road 12, Bend, OR 97701", "street_address 4420 County Road 12, Bend, OR 97701"],
  ["15 Rue de la Paix, 75002 Paris", "street_address 15 Rue de la Paix, 75002 Paris"],
  ["One Liberty Plaza, New York, NY 10006", "street_address One Liberty Plaza, New York, NY 10006"],
  ["500 Birch St | Salem, MA 01970", "street_address 500 Birch St | Salem, MA 01970"],
  ["9 elm court, ames ia 50010", "street_address 9 elm court, ames ia 50010"],
  ["passport expires 3/22/2031, number 488839667", "passport 488839667"],
  ["d.o.b 4-Mar-50", "date_of_birth 4-Mar-50"],
  ["Leo, DOB 3/2/2010; Mia, 4/5/2012", "date_of_birth 3/2/2010", "date_of_birth 4/5/2012"],
  ["Ana 3/22/61 219-09-9999", "date_of_birth 3/22/61", "us_ssn 219-09-9999"],
  ["I renewed my license. It's RV218847 now.", "drivers_license RV218847"],
];

const absent: readonly string[] = [
  "Account ending 2051. Request no.: PRT-20260611-4471",
  "Invoice 4417-88-2025 is paid",
  "invoice #219-09-9999",
  "Order 112-7765432-0098811",
  "tracking number 9400 1118 9956 0031 2774 42",
  "UPS 1Z999AA10123456784",
  "CUSIP 83616K204 and ISIN US0378331005",
  "Register with code SUN-2026-0219",
  "Meeting ID: 884 210 7733, passcode 556677",
  "Zoom meeting ID: 884 0192 5537",
  "ZIP 85016-4401",
  "The Rosedale Municipal 85016-4401 Fund",
  "Confirmation: QX7-4410-9928",
  "$1,234,567.89 and $12345678",
  "on 3/22/2026 we meet",
  "the meeting on March 4, 2026 at 10",
  "her birthday lunch is on March 21, 2026",
  "born in Ohio; the closing is 3/22/2026",
  "anyone born after January 1, 1960 waits until 75",
  "CFP license number 1234567",
  "a 15 Minute Drive",
  "account ending 4521",
  "the account value 1250000 as of 12-31-2025",
  "account statements 2025-2026",
  "the IRA (..5926)",
  "Schwab account xxxx-4521",
  "Case No. FC2026-091877",
  "parcel 304-72-118",
  "Form 1099-DIV for 2025",
  "In 2025 Harbor Lane Partners grew",
  "the 1987 Trust",
  "5 Best Ways to save",
  "Section 1031 exchange, IRC 401(k)(9)",
  "insurance license 0H12345",
  "NMLS 1234567",
  "https://example.invalid/x?id=219-09-9999&p=212-555-0187",
  "Ticket #4482-01937",
  "growth of 12.5% over 2015-2025",
  "died 3/4/2020",
  "S&P 500 at 5,512.44",
  "10:30-11:30 on 2026-02-10",
  "flight UA 2217 conf. K8QW2Z",
  "pages 555-0142",
  "@handle wrote",
  "the license for the software 12345678",
  "his passport expires 03/12/2030",
  "social media 20260219",
  "He wants 100 Wall Street analysts to agree",
];

describe("findPersonalData", () => {
  it.each(present)("finds in %j", (text, ...expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(absent)("finds nothing in %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("findPersonalData on hostile text", () => {
  it.each([
    ["digits", "1234567890"],
    ["short groups", "12 "],
    ["addresses that never end", "1 Main Pine Oak "],
    ["at signs", "a@"],
    ["labels", "account number is the "],
  ])("stays linear: %s", (_name, unit) => {
    const started = performance.now();
    findPersonalData(unit.repeat(Math.ceil(500_000 / unit.length)));
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("returns spans in order, without overlap, that slice to their text", () => {
    const text = present.map(([sentence]) => `${sentence} 😀\n`).join("\n");
    let end = 0;
    for (const span of findPersonalData(text)) {
      expect(span.startChar).toBeGreaterThanOrEqual(end);
      expect(text.slice(span.startChar, span.endChar)).toBe(span.text);
      end = span.endChar;
    }
  });
});
