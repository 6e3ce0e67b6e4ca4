import { type EntityType, entityStyles, type Shape } from "./entity-styles.ts";

const drawings: Readonly<Record<Shape, React.ReactNode>> = {
  circle: <circle cx="6" cy="6" r="5" />,
  ring: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  square: <rect x="1.5" y="1.5" width="9" height="9" />,
  diamond: <rect x="2" y="2" width="8" height="8" transform="rotate(45 6 6)" />,
  triangle: <path d="M6 1 L11 10 L1 10 Z" />,
};

/** The sign of a type, as the graph draws it. */
export const ShapeMark = ({ type }: { readonly type: EntityType }) => {
  const { color, shape } = entityStyles[type];
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      style={{ color, fill: "currentColor", flex: "none" }}
    >
      {drawings[shape]}
    </svg>
  );
};
