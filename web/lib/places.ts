/** The screens one can go to, and the role each needs: for the navigation and the command palette. */
export const places = [
  { to: "/knowledge", label: "Knowledge", role: "viewer" },
  { to: "/briefings", label: "Briefings", role: "viewer" },
  { to: "/mail", label: "Mail", role: "viewer" },
  { to: "/compliance", label: "Compliance", role: "compliance" },
  { to: "/settings", label: "Settings", role: "viewer" },
] as const;
