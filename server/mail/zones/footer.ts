/**
 * Whether a paragraph is boilerplate that nobody wrote for this message: confidentiality and disclosure notices, mailing-list
 * footers, virus-scan and outside-sender banners. Only legal or list wording counts, never a lone word like "confidential".
 */
export function isFooter(paragraph: string): boolean {
  const text = paragraph.replace(/\s+/g, " ").trim().slice(0, 3000);
  return text.length >= 12 && patterns.some((pattern) => pattern.test(text));
}

const patterns: readonly RegExp[] = [
  // Confidentiality
  /\b(?:intended|meant) (?:only|solely|exclusively) for (?:the )?(?:use (?:of|by)|named|addressee|individual|person|recipient|intended)/i,
  /\bintended (?:only )?for the (?:sole |exclusive )?use of the (?:individual|addressee|intended|named|person|recipient)/i,
  /\b(?:received|receive) (?:this|it|the) ?(?:e-?mail|message|communication|transmission)?,? in error\b/i,
  /\bnot (?:an?|the) (?:intended|named) (?:recipient|addressee)|\bother than the (?:intended|named) (?:recipient|addressee)/i,
  /\b(?:this|the|any) (?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:confidential|privileged|proprietary)\b.{0,200}\b(?:recipient|addressee|disclos|disseminat|unauthori[sz]ed|copying)/i,
  /^(?:\W*)(?:confidentiality|privacy|legal|important|email|e-mail) (?:notice|disclaimer|disclosure|note|statement)s?\b\s*[:.–—-]/i,
  /^(?:\W*)(?:disclaimer|disclosures?|confidential(?:ity)?)\s*[:–—]/i,
  /\bunauthori[sz]ed (?:use|review|disclosure|distribution|dissemination|copying)\b/i,
  /\b(?:e-?mail|message|communication)\b.{0,80}\bfor the (?:person|addressee|individual|recipient|part(?:y|ies))s?\b.{0,30}\baddressed/i,
  /^\W*internal use only\b|\bnot for (?:further )?distribution (?:outside|to the public)\b/i,
  // Regulated firms
  /\b(?:tax|legal) advice contained in this (?:communication|e-?mail|message)/i,
  /\b(?:securities|advisory services|investment advice|investment advisory services|brokerage services|insurance products?)(?: and [\w ]{3,40})? (?:are |is )?(?:offered|provided) (?:through|by)\b/i,
  /\bmember (?:of )?(?:FINRA|SIPC|FDIC|NYSE)\b/i,
  /\bpast performance (?:is|does|may|should)\b.{0,60}\b(?:not|guarantee|indicative)/i,
  /\b(?:for|to) (?:financial professional|institutional|broker[- ]dealer|internal|informational) (?:use|purposes|investor)\b.{0,20}\bonly\b/i,
  /\b(?:not|does not|do not) (?:be construed as |constitute |an? )(?:an? )?(?:offer|solicitation)\b/i,
  /\b(?:cannot|can not|can't|will not|does not|do not|unable to|may not) accept\b.{0,60}\b(?:orders?|instructions?|trades?|requests?)\b.{0,60}\b(?:e-?mail|voice ?mail|fax)/i,
  /\ba registered investment advis[eo]r\b.{0,200}\b(?:SEC|does not imply|registration)\b/i,
  // Lists and machines
  /\bunsubscribe\b|\bopt[- ]out\b.{0,80}\b(?:e-?mails?|list|messages|communications)\b/i,
  /\b(?:manage|update|change|email) (?:your )?(?:e-?mail )?(?:preferences|subscription)\b/i,
  /\byou(?:'re| are|’re)? (?:receiv(?:e|ed|ing)|getting|got) (?:this|these) (?:\w+ ){0,2}(?:e-?mails?|messages?|newsletter|notification|mailing|alerts?|invitation)?\s*because\b/i,
  /\bthis (?:is an? |e-?mail was |message was )(?:automated|automatically generated|auto-?generated|system-generated)\b/i,
  /\b(?:do not|don't|please do not) (?:reply|respond) (?:directly )?to this (?:e-?mail|message|address)/i,
  /\b(?:replies|responses) to this (?:mailbox|e-?mail|address|message) are not (?:monitored|read)/i,
  /\bview (?:this (?:e-?mail|message) )?in (?:your |a )?(?:web )?browser\b/i,
  /\bplease consider (?:the environment|your environmental)|\bthink (?:of the environment )?before (?:you )?print/i,
  /\b(?:scanned|checked) (?:for viruses|by|with)\b.{0,60}\b(?:virus|security|antivirus|avast|avg|norton|mailscanner|cleared)/i,
  /^\W*(?:external(?: e-?mail| sender| message)?|caution|warning)\b.{0,40}\b(?:originated|external|outside|sender)\b/i,
  /\bthis (?:e-?mail|message) (?:originated|came|is) from (?:an )?(?:outside|external)\b/i,
  /^(?:©|\(c\)|copyright)\s.{0,80}(?:all rights reserved|\b(?:19|20)\d\d\b)/i,
  /\ball rights reserved\.?$/i,
  /^you received this message because you are subscribed\b/i,
  // German, French, Spanish, Italian, Dutch, Portuguese confidentiality
  /\bDiese (?:E-?Mail|Nachricht)\b.{0,80}\bvertraulich|\birrtümlich erhalten\b/i,
  /\bCe (?:message|courriel|mail)\b.{0,120}\b(?:confidentiel|destinataire)|\bdestiné exclusivement\b/i,
  /\bEste (?:mensaje|correo|e-?mail)\b.{0,160}\b(?:confidencial|destinatari)/i,
  /\b(?:Questo messaggio|Le informazioni contenute)\b.{0,200}\b(?:riservat|destinatari)/i,
  /\bDit (?:bericht|e-?mail(?:bericht)?)\b.{0,120}\b(?:vertrouwelijk|geadresseerde)/i,
  /\bEsta mensagem\b.{0,160}\b(?:confidencia|destinatári)/i,
];
