import { Accordion, Badge, Code, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/answer.tsx";
import { Page } from "../components/page.tsx";

type Schema = { readonly schema: object };
type OpenApi = {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly operationId: string;
          readonly summary: string;
          readonly "x-role": string;
          readonly "x-kind": string;
          readonly requestBody: { readonly content: { readonly "application/json": Schema } };
          readonly responses: Readonly<
            Record<string, { readonly description: string; readonly content: Readonly<Record<string, Schema>> }>
          >;
        };
      }
    >
  >;
};

/** Every operation, from the same description programs read. */
export const ApiReference = () => {
  const api = useQuery({
    queryKey: ["openapi"],
    queryFn: async ({ signal }): Promise<OpenApi> => (await fetch("/v1/openapi.json", { signal })).json(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page
      title="API"
      about="Everything Beep can be asked to do, as programs ask it: POST /v1/{operation} with an API key and the organization's slug. GET /v1/openapi.json is the same for machines."
    >
      <Answer query={api} what="the API">
        {({ paths }) => (
          <Accordion variant="separated" chevronPosition="left">
            {Object.values(paths).map(({ post }) => (
              <Accordion.Item key={post.operationId} value={post.operationId}>
                <Accordion.Control>
                  <Group justify="space-between" wrap="nowrap">
                    <div>
                      <Text fw={600} ff="monospace" size="sm">
                        {post.operationId}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {post.summary}
                      </Text>
                    </div>
                    <Group gap={6} wrap="nowrap">
                      <Badge variant="light" tt="none" color={post["x-kind"] === "write" ? "orange" : "gray"}>
                        {post["x-kind"]}
                      </Badge>
                      <Badge variant="light" tt="none">
                        {post["x-role"]}
                      </Badge>
                    </Group>
                  </Group>
                </Accordion.Control>
                <Accordion.Panel>
                  <Shape title="Takes" schema={post.requestBody.content["application/json"].schema} />
                  {Object.entries(post.responses).map(([status, { description, content }]) => (
                    <Shape
                      key={status}
                      title={`${status} ${description}`}
                      schema={status === "200" ? Object.values(content)[0]?.schema : undefined}
                    />
                  ))}
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </Answer>
    </Page>
  );
};

const Shape = ({ title, schema }: { readonly title: string; readonly schema: object | undefined }) => (
  <section>
    <Text size="sm" fw={600} mt="xs">
      {title}
    </Text>
    {schema === undefined ? null : (
      <Code block tabIndex={0} mah={320} style={{ overflow: "auto" }}>
        {JSON.stringify(schema, null, 2)}
      </Code>
    )}
  </section>
);
