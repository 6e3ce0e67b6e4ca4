import { expect, test } from "vitest";
import { gmailLabelsOf, gmailThreadIdOf } from "./gmail-headers.ts";

test("the thread of an export is the thread of the API", () => {
  expect(gmailThreadIdOf("1785432109876543210")).toBe(1785432109876543210n.toString(16));
  expect(gmailThreadIdOf("17")).toBe("17");
  expect(gmailThreadIdOf("")).toBeNull();
});

test("labels of an export are called as in the API; what is no label is none", () => {
  expect(gmailLabelsOf('Inbox,Sent,Opened,Archived,Unread,Category Promotions,"Clients, old",Familie Müller')).toEqual([
    "CATEGORY_PROMOTIONS",
    "Clients, old",
    "Familie Müller",
    "INBOX",
    "SENT",
    "UNREAD",
  ]);
  expect(gmailLabelsOf("")).toEqual([]);
});
