import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./lib/api.ts";
import { readableColors, theme } from "./lib/theme.ts";
import { makeRouter } from "./router.tsx";

const isWorthRepeating = (error: unknown): boolean =>
  error instanceof ApiError && ["Unreachable", "OverloadedError", "UnavailableError"].includes(error.tag);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && isWorthRepeating(error),
      refetchOnWindowFocus: false,
    },
  },
});

const place = document.getElementById("root");
if (place === null) throw new Error("The page has no place for the application.");

createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={readableColors} defaultColorScheme="auto">
      <Notifications position="top-right" />
      <QueryClientProvider client={client}>
        <RouterProvider router={makeRouter(client)} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
