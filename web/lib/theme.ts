import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
  "#eef6f4",
  "#d9ebe7",
  "#afd6ce",
  "#82c0b4",
  "#5dad9e",
  "#459f8f",
  "#2a7f6f",
  "#1f6c5f",
  "#12564c",
  "#0a4139",
];

export const theme = createTheme({
  colors: { pine },
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: "md",
  autoContrast: true,
  fontFamily: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: "650" },
  cursorType: "pointer",
  respectReducedMotion: true,
  // Links stand in tables and beside small text.
  components: { Anchor: { defaultProps: { size: "sm" } } },
});

/** Quiet text and the words on tinted badges, dark or light enough to be read: at least 4.5 to 1 on every ground they stand on. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5a646c",
    "--mantine-color-placeholder": "#68727a",
    "--mantine-color-orange-light-color": "#9a3a00",
    "--mantine-color-green-light-color": "#1f6b31",
    "--mantine-color-red-light-color": "#b02525",
    "--mantine-color-yellow-light-color": "#7a5200",
  },
  dark: {
    "--mantine-color-dimmed": "#a3abb2",
    "--mantine-color-placeholder": "#959da4",
  },
});
