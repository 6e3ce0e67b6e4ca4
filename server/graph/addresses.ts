import type { FirmContext } from "./resolution.ts";
import { sharedDomains } from "./shared-domains.ts";

/** Local parts no person writes from: what such an address says is never a participant's word. */
const automaticLocal =
  /^(no-?_?reply|do-?_?not-?_?reply|donotreply|mailer-?daemon|postmaster|bounces?|notifications?|notify|alerts?|newsletters?|news|updates?|marketing|promo(tions)?|digest|mailer|auto(mated)?|system|root|daemon|unsubscribe|statements?|e?-?delivery|service-?alerts?)([+._-].*)?$/;
/** Addresses several people read. They are participants, but nobody in particular. */
const groupLocal =
  /^(staff|team|info|office|hello|hi|contact|all|everyone|everybody|clients?|advisors?|advisers?|support|help|helpdesk|admin|billing|accounts?|accounting|operations|ops|service|clientservices?|compliance|hr|reception|frontdesk|mail|inbox|webmaster|events?|orders?|sales|careers|jobs|press|list|members|undisclosed-recipients)([+._-].*)?$/;

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

export function isAutomaticAddress(address: string): boolean {
  return (
    automaticLocal.test(localPart(address)) ||
    /(^|[.-])(no-?reply|alerts?|bounces?|notifications?|mailer)\./.test(domainOf(address))
  );
}

export function isGroupAddress(address: string): boolean {
  return groupLocal.test(localPart(address));
}

/** A domain that says its trade: accountants, lawyers, insurers, lenders, other advisers. */
export function isTradeDomain(domain: string): boolean {
  return (
    !sharedDomains.has(domain) &&
    /tax|cpa|law|legal|attorney|insur|mortgage|lending|escrow|wealth|advis|fiduciar/.test(domain)
  );
}

/** An address of the firm: one of its mailboxes, or one at a domain that is its own. A shared domain never is. */
export function isFirmAddress(firm: FirmContext, address: string): boolean {
  if (firm.mailboxAddresses.includes(address)) return true;
  const domain = domainOf(address);
  return !sharedDomains.has(domain) && firm.domains.includes(domain);
}

function localPart(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at);
}
