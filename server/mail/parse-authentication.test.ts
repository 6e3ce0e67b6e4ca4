import { expect, test } from "vitest";
import { parseAuthentication } from "./parse-authentication.ts";

test.each([
  ["mx.firm.example; dkim=pass header.i=@x; spf=fail; dmarc=pass (p=REJECT)", "pass"],
  ["mx; spf=pass smtp.mailfrom=x; dmarc=fail", "fail"],
  ["mx; dkim=pass; spf=softfail", "pass"],
  ["mx; dkim=fail; spf=fail", "fail"],
  ["mx; dkim=none; spf=softfail", "none"],
  ["mx; dkim=fail (dmarc=pass); spf=fail", "fail"],
  ["mx; none", "none"],
  [undefined, "none"],
])("%j is %s", (header, verdict) => expect(parseAuthentication(header)).toBe(verdict));
