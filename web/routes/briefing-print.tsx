import { Button, Group } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Answer } from "../components/answer.tsx";
import { LinkButton } from "../components/links.tsx";
import type { Briefing } from "../features/briefing/briefing-view.tsx";
import { useOperation } from "../lib/operations.ts";
import { dayWords, momentWords } from "../lib/words.ts";
import classes from "./briefing-print.module.css";

/** The briefing on paper: one column, its sources as numbered notes, the disclaimer at its end. */
export const BriefingPrint = () => {
  const { briefingId } = useParams({ from: "/shell/briefings/$briefingId/print" });
  const briefing = useOperation("MeetingPrep.Get", { id: briefingId });
  return (
    <div className={classes.sheet}>
      <Group justify="space-between" className={classes.tools}>
        <LinkButton variant="default" to="/briefings/$briefingId" params={{ briefingId }}>
          Back
        </LinkButton>
        <Button onClick={() => window.print()}>Print or save as PDF</Button>
      </Group>
      <Answer query={briefing} what="the briefing">
        {(written) => <Sheet briefing={written} />}
      </Answer>
    </div>
  );
};

const Sheet = ({ briefing }: { readonly briefing: Briefing }) => {
  const citations = briefing.sections.flatMap(({ bullets }) => bullets.flatMap((bullet) => bullet.citations));
  const numberOf = new Map(citations.map((citation, index) => [citation, index + 1]));
  return (
    <article>
      <h1>{briefing.subject.name}</h1>
      <p className={classes.about}>
        {briefing.meeting.date === null ? "" : `Meeting on ${dayWords(briefing.meeting.date)}. `}Record as of{" "}
        {dayWords(briefing.asOf)}. Written {momentWords(briefing.createdAt)}.
      </p>
      {briefing.sections.map((section) => (
        <section key={section.id}>
          <h2>{section.title}</h2>
          {section.note === undefined ? null : <p>{section.note}</p>}
          <ul>
            {section.bullets.map((bullet) => (
              <li key={bullet.id}>
                {bullet.text}
                {bullet.citations.map((citation) => (
                  <sup key={numberOf.get(citation)}> {numberOf.get(citation)}</sup>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>Sources</h2>
        <ol className={classes.notes}>
          {citations.map((citation) => (
            <li key={numberOf.get(citation)}>
              {citation.from}
              {citation.sentOn === null ? "" : `, ${dayWords(citation.sentOn)}`}: “{citation.text}”
            </li>
          ))}
        </ol>
      </section>
      <p className={classes.about}>{briefing.disclaimer.text}</p>
    </article>
  );
};
