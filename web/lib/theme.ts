import { createTheme, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
  "#eef6f4",
  "#d9ebe7",
  "#afd6ce",
  "#82c0b4",
  "#5dad9e",
  "#459f8f",
  "#2f8474",
  "#1f6c5f",
  "#12564c",
  "#0a4139",
];

export const theme = createTheme({
  colors: { pine },
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 5 },
  defaultRadius: "md",
  autoContrast: true,
  fontFamily: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: "650" },
  cursorType: "pointer",
  respectReducedMotion: true,
});
