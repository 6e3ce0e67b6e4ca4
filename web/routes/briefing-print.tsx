import { Button, Group } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { collectNotes } from "../../server/briefing/notes.ts";
import { Answer } from "../components/answer.tsx";
import { LinkButton } from "../components/links.tsx";
import type { Briefing } from "../features/briefing/briefing-view.tsx";
import { SavePdf } from "../features/briefing/save-pdf.tsx";
import { WithheldNotice } from "../features/briefing/withheld.tsx";
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
        <Group gap="xs">
          <SavePdf briefingId={briefingId} />
          <Button onClick={() => window.print()}>Print</Button>
        </Group>
      </Group>
      <Answer query={briefing} what="the briefing">
        {(written) => <Sheet briefing={written} />}
      </Answer>
    </div>
  );
};

const Sheet = ({ briefing }: { readonly briefing: Briefing }) => {
  const { notes, numbersOf } = collectNotes();
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
                {numbersOf(bullet.citations).map((number) => (
                  <sup key={number}>
                    {" "}
                    <a href={`#note-${number}`}>{number}</a>
                  </sup>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>Sources</h2>
        <ol className={classes.notes}>
          {notes.map((note, index) => (
            <li key={note} id={`note-${index + 1}`}>
              {note}
            </li>
          ))}
        </ol>
      </section>
      <WithheldNotice withheld={briefing.withheld} />
      <p className={classes.about}>{briefing.disclaimer.text}</p>
    </article>
  );
};
