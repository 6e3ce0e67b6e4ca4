import { describe, expect, it } from "vitest";
import { likelyOwner } from "./likely-owner.ts";

const item = (raw: string) => ({ raw: Buffer.from(raw), receivedAtMs: null, bytesRead: 0 });

describe("likelyOwner", () => {
  it("is the address in most messages, wherever it stands in them, folded headers too", () => {
    const owner = likelyOwner([
      item("From: Ana <ana@one.example>\nTo: Rufus\n <Rufus@Bell.example>\n\nbody ana@one.example"),
      item("From: rufus@bell.example\r\nTo: cy@two.example\r\n\r\n"),
      item("Delivered-To: rufus@bell.example\nFrom: list@news.example\n\n"),
      item("From: ana@one.example\nTo: ana@one.example\nCc: ana@one.example\n\nrufus@bell.example"),
    ]);
    expect(owner).toBe("rufus@bell.example");
  });

  it("is nobody where no header holds an address", () => {
    expect(likelyOwner([item("Subject: hello\n\nana@one.example"), item("")])).toBeUndefined();
  });
});
