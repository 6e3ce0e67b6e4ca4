import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { call } from "../../lib/api.ts";
import { saveFile } from "../../lib/save-file.ts";
import { useOrganization } from "../../lib/session.ts";

/** The briefing as a PDF on the person's own machine. */
export const SavePdf = ({ briefingId }: { readonly briefingId: string }) => {
  const { slug } = useOrganization();
  const saving = useMutation({
    mutationFn: () => call("MeetingPrep.Pdf", { id: briefingId }, { organization: slug }),
    onSuccess: ({ fileName, pdf }) => saveFile(fileName, "application/pdf", bytesOf(pdf)),
  });
  return (
    <>
      <Button variant="default" onClick={() => saving.mutate()} loading={saving.isPending}>
        PDF
      </Button>
      {saving.isError ? <ErrorNotice error={saving.error} /> : null}
    </>
  );
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
