import { Stack } from "@mantine/core";
import { ImportFile } from "./import-file.tsx";

export const Connections = () => (
  <Stack>
    <ImportFile />
  </Stack>
);
