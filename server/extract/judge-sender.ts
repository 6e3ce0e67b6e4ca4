import { isPersonal } from "./find-participants.ts";
import { isScam } from "./scam.ts";
import type { Scene } from "./scene.ts";

/**
 * Marks messages whose words state nothing: newsletters and offers (they write to a list, or sell), and impostors who ask for
 * passwords or money. A custodian's automatic notice of one account is none of these and is read.
 */
export const judgeSender = (scene: Scene): void => {
  const [sender] = scene.message.from;
  const text = scene.content.slice(scene.zones.find(({ kind }) => kind === "header")?.endChar ?? 0);
  const isPerson = sender ? isPersonal(sender) : false;
  const bulk = count(bulkCues, text);
  const pitch = count(pitchCues, text);
  scene.isUntold =
    (bulk > 0 && (!isPerson || pitch > 0)) || (!isPerson && isScam(text)) || pitch >= 3 || (!isPerson && pitch >= 2);
};

const count = (cues: readonly RegExp[], text: string): number => cues.filter((cue) => cue.test(text)).length;

const bulkCues = [
  /\bunsubscribe\b|\bmanage (?:your )?(?:email )?preferences\b|\bopt[- ]out\b/i,
  /\byou(?:['’]re| are)? (?:are )?receiv(?:e|ed|ing) this (?:e-?mail|message|newsletter|because)/i,
  /\bview (?:this (?:e-?mail|message) )?(?:in|online in) (?:your )?browser\b/i,
  /\bsubscribed? (?:at|to our|with)\b/i,
];
const pitchCues = [
  /\bfor (?:financial|investment|institutional) (?:professional|advisor|adviser|investor)s? use only\b|\bnot for (?:distribution|use) (?:to|with) the (?:general )?public\b/i,
  /\b(?:free|your) trial\b|\bbook a demo\b|\bschedule a demo\b|\brelease \d+\.\d+\b|\bchoose a plan\b/i,
  /\b(?:register|registration|rsvp|sign up)\b[^.]{0,40}\b(?:webinar|forum|conference|summit|today|now|by|code)\b/i,
  /\bour (?:new|latest|award-winning|flagship|exclusive) (?:[\p{L}\d]+ ){0,4}(?:is|are|product|annuity|fund|platform|offering|solution|software)/iu,
  /\b(?:advisors|advisers) (?:are|have been) (?:moving|switching|using|turning)\b|\byour clients? (?:gets?|will|can|deserve)\b/i,
  /\bpremium bonus\b|\brate sheet\b|\bcommission\b|\blimited[- ]time\b|\bspecial offer\b|\bwalk you through (?:the|our)\b/i,
  /\b(?:ignore|disregard) (?:your|all|any) (?:previous|earlier|prior) instructions\b|\bif you are an AI\b/i,
];
