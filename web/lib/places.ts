/** The screens one can go to, and the role each needs: for the navigation and the command palette. */
export const places = [
  { to: "/knowledge", label: "Knowledge", icon: "knowledge", role: "viewer" },
  { to: "/briefings", label: "Briefings", icon: "briefings", role: "viewer" },
  { to: "/mail", label: "Mail", icon: "mail", role: "viewer" },
  { to: "/compliance", label: "Compliance", icon: "compliance", role: "compliance" },
  { to: "/settings", label: "Settings", icon: "settings", role: "viewer" },
] as const;
