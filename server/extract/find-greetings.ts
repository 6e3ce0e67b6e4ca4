import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** "Hi Ana," narrows whom "you" means in the words below it, up to the next writer's words. */
export const findGreetings = (scene: Scene): void => {
  for (const zone of scene.zones) {
    if (zone.kind !== "own" && zone.kind !== "greeting" && zone.kind !== "forwarded") continue;
    const sentences = scene.sentences.filter((sentence) => sentence.zone === zone);
    const greeting =
      zone.kind === "greeting"
        ? sentences
        : sentences.filter((one, index) => index < 8 && isGreeting(scene, one)).slice(0, 1);
    const named = greeting.flatMap((sentence) => scene.findsIn("person", sentence)).map(({ referentId }) => referentId);
    const author = scene.authorOf(zone);
    const others = [...new Set(named)].filter((id) => id !== author);
    if (others.length === 0) continue;
    const from = scene.zones.indexOf(zone);
    for (const later of scene.zones.slice(from)) {
      if (later.author === zone.author && (later.kind === "own" || later.kind === zone.kind))
        scene.setAddressees(later, others);
    }
  }
};

/** A short line of names and greeting words that ends in a comma, a dash or nothing; or "Ana, see below". */
const isGreeting = (scene: Scene, sentence: Sentence): boolean => {
  const names = scene.findsIn("person", sentence);
  const [first] = names;
  if (!first || first.startChar - sentence.startChar > 20) return false;
  let rest = sentence.text;
  for (const name of [...names].reverse()) {
    rest = rest.slice(0, name.startChar - sentence.startChar) + rest.slice(name.endChar - sentence.startChar);
  }
  if (
    /^(?:(?:hi|hello|hey|dear|good|morning|afternoon|evening|greetings|thanks|mr|mrs|ms|dr|and|to|all|both|again|there|jan|ji)[\s.,]*)*[\s,:;!/&–—.-]*$/i.test(
      rest,
    )
  )
    return true;
  return (
    sentence.index === 0 &&
    first.startChar === sentence.startChar &&
    /^,\s/.test(scene.content.slice(first.endChar, first.endChar + 2))
  );
};
