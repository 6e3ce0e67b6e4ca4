// The few signs the screens use, drawn on a 20 by 20 grid with one stroke width, in the colour of the words beside them.
const strokes = {
  knowledge: "M5.5 5.5 14 8M5.5 5.5 8 14.5M14 8 8 14.5",
  briefings: "M5 3h7l3 3v11H5zM12 3v3h3M8 10h4.5M8 13h4.5",
  mail: "M3 5.5h14v9H3zM3 6l7 5.5L17 6",
  compliance: "M10 3l6 2v4.5c0 3.6-2.4 6.2-6 7.5-3.6-1.3-6-3.9-6-7.5V5zM7.5 10l1.8 1.8 3.4-3.6",
  settings: "M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4",
  api: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  light:
    "M10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1 1M14 14l1 1M15 5l-1 1M6 14l-1 1M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  dark: "M16 11.5A6.5 6.5 0 0 1 8.5 4 6.5 6.5 0 1 0 16 11.5z",
  search: "M14 9a5 5 0 1 1-10 0 5 5 0 0 1 10 0zM12.8 12.8 17 17",
  previous: "M12 5l-5 5 5 5",
  next: "M8 5l5 5-5 5",
  nearer: "M10 4.5v11M4.5 10h11",
  farther: "M4.5 10h11",
  whole: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  quote: "M5 12.5h3v-4H4.5c0-2 .8-3 2.5-3.5M12.5 12.5h3v-4H12c0-2 .8-3 2.5-3.5",
} as const;

export type IconName = keyof typeof strokes;

/** A sign beside words or in a button that has a name of its own. */
export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === "knowledge" ? 1.3 : 1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    style={{ flex: "none" }}
  >
    <path d={strokes[name]} />
    {name === "knowledge" ? (
      <g fill="currentColor" stroke="none">
        <circle cx="5.5" cy="5.5" r="2.6" />
        <circle cx="14.2" cy="8" r="2" />
        <circle cx="8" cy="14.5" r="2.3" />
      </g>
    ) : null}
  </svg>
);
