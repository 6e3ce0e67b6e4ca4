import type { Progress } from "../operations/handler.ts";
import type { Terminal } from "./command.ts";

/** Shows progress on stderr: a line that renews itself on a terminal, JSON lines when asked, else a plain line now and then. */
export type ProgressDisplay = { readonly report: (progress: Progress) => void; readonly end: () => void };

/** Quick enough to look alive; slow enough not to fill a log. */
const intervalMs = { interactive: 100, json: 1000, plain: 5000 };

export const createProgress = (terminal: Terminal, format: string): ProgressDisplay => {
  const kind = format.startsWith("json") ? "json" : terminal.isInteractive ? "interactive" : "plain";
  const startedAtMs = performance.now();
  let shownAtMs = kind === "plain" ? startedAtMs : Number.NEGATIVE_INFINITY;
  let phase: Progress["phase"] | undefined;
  let phaseStartedAtMs = startedAtMs;
  return {
    report(progress) {
      const nowMs = performance.now();
      if (progress.phase !== phase) phaseStartedAtMs = nowMs;
      phase = progress.phase;
      if (nowMs - shownAtMs < intervalMs[kind]) return;
      shownAtMs = nowMs;
      const elapsedMs = nowMs - phaseStartedAtMs;
      if (kind === "json") terminal.note(JSON.stringify({ ...progress, elapsedMs: Math.round(elapsedMs) }));
      else if (kind === "plain") terminal.note(lineOf(progress, elapsedMs));
      else process.stderr.write(`\r\x1b[K${barOf(progress)}${lineOf(progress, elapsedMs)}`);
    },
    end() {
      if (kind === "interactive" && phase !== undefined) process.stderr.write("\r\x1b[K");
    },
  };
};

/** "reading 12,400 messages, 3,100/s, 41 %, 0:06 left". */
export const lineOf = ({ phase, done, unit, fraction }: Progress, elapsedMs: number): string => {
  const parts = [`${phase} ${done.toLocaleString("en")} ${unit}`];
  if (elapsedMs >= 500) parts.push(`${Math.round((done * 1000) / elapsedMs).toLocaleString("en")}/s`);
  if (fraction !== null) parts.push(`${Math.floor(fraction * 100)} %`);
  if (fraction !== null && fraction > 0.01 && elapsedMs >= 500)
    parts.push(`${clock((elapsedMs / fraction) * (1 - fraction))} left`);
  return parts.join(", ");
};

const barOf = ({ fraction }: Progress): string => {
  if (fraction === null) return "";
  const filled = Math.round(Math.min(fraction, 1) * 20);
  return `[${"#".repeat(filled)}${" ".repeat(20 - filled)}] `;
};

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
