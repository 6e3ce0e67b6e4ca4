import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

/** Goes in after a sign-in: what was known of nobody, or of somebody else, is forgotten first. */
export const useEnterAs = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (to: "/knowledge" | "/settings" = "/knowledge"): Promise<void> => {
    client.clear();
    await navigate({ to });
  };
};
