import { describe, expect, it } from "vitest";
import { judgeListed } from "./compare-labels.ts";

const rulesLabels = new Set(["DRAFT", "SPAM", "TRASH", "CHAT", "Label_7"]);
const known = new Set(["INBOX", "SENT", "STARRED", "UNREAD", ...rulesLabels]);
const judge = (message: Partial<Parameters<typeof judgeListed>[0]>) =>
  judgeListed({ listed: ["INBOX"], stored: null, leftOutFor: null, ...message }, rulesLabels, known);
const present = (...labels: string[]) => ({ isThere: true, labels });

describe("a message that a reconciliation listed", () => {
  it("is left as it is when nothing changed", () => {
    expect(judge({ listed: ["UNREAD", "INBOX"], stored: present("INBOX", "UNREAD") })).toBe("same");
    expect(judge({ listed: ["SPAM"], leftOutFor: "spam" })).toBe("same");
    expect(judge({ listed: ["Label_7", "INBOX"], leftOutFor: "label" })).toBe("same");
    expect(judge({ listed: ["INBOX"], leftOutFor: "domain" })).toBe("same");
    expect(judge({ listed: ["TRASH"], stored: { isThere: false, labels: ["TRASH"] } })).toBe("same");
  });

  it("gets its labels when only those changed", () => {
    expect(judge({ listed: ["INBOX", "STARRED"], stored: present("INBOX", "UNREAD") })).toBe("set");
    expect(judge({ listed: [], stored: present("INBOX") })).toBe("set");
    // Rules do not take away what was read.
    expect(judge({ listed: ["INBOX", "Label_7"], stored: present("INBOX") })).toBe("set");
  });

  it("is asked about when it would come, go or be left out otherwise", () => {
    expect(judge({ listed: ["TRASH"], stored: present("INBOX") })).toBe("ask");
    expect(judge({ listed: ["INBOX"], stored: { isThere: false, labels: ["TRASH"] } })).toBe("ask");
    expect(judge({ listed: ["INBOX"], leftOutFor: "spam" })).toBe("ask");
    expect(judge({ listed: ["TRASH"], leftOutFor: "spam" })).toBe("ask");
    expect(judge({ listed: ["SPAM", "INBOX"], leftOutFor: "domain" })).toBe("ask");
  });

  it("is asked about when it has a label that Gmail does not list", () => {
    expect(judge({ listed: ["INBOX"], stored: present("INBOX", "PURPLE_STAR") })).toBe("ask");
  });
});
