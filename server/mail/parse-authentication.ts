/**
 * The verdict of an Authentication-Results header (RFC 8601): DMARC decides when it was checked; otherwise DKIM or SPF passing
 * is a pass, and both failing a fail. Missing, "none" and in-between results say nothing.
 */
export function parseAuthentication(header: string | undefined): "pass" | "fail" | "none" {
  const text = (header ?? "")
    .slice(0, 10_000)
    .replace(/\([^()]*\)/g, " ")
    .toLowerCase();
  const results = new Map<string, string[]>();
  for (const [, method = "", result = ""] of text.matchAll(/(?:^|[;\s])(dmarc|dkim|spf)\s*=\s*([a-z]+)/g)) {
    results.set(method, [...(results.get(method) ?? []), result]);
  }
  const dmarc = results.get("dmarc")?.[0];
  if (dmarc === "pass" || dmarc === "fail") return dmarc;
  const others = [...(results.get("dkim") ?? []), ...(results.get("spf") ?? [])].filter((result) => result !== "none");
  if (others.includes("pass")) return "pass";
  return others.length > 0 && others.every((result) => result === "fail") ? "fail" : "none";
}
