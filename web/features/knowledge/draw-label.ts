import type Sigma from "sigma";
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { placeLabels } from "./place-labels.ts";

/** Names stand in two lines at most: tasks are whole sentences, and the inspector has all of them. */
const lineCharsMax = 22;
const lineHeight = 1.25;

const linesOf = (name: string): readonly string[] => {
  if (name.length <= lineCharsMax) return [name];
  const cut = name.lastIndexOf(" ", lineCharsMax);
  const first = cut > 0 ? name.slice(0, cut) : name.slice(0, lineCharsMax);
  const rest = name.slice(first.length).trim();
  return [first, rest.length <= lineCharsMax ? rest : `${rest.slice(0, lineCharsMax - 1).trimEnd()}…`];
};

type Drawn = Parameters<NodeLabelDrawingFunction>[1] & {
  readonly forceLabel?: boolean;
  readonly highlighted?: boolean;
};
type Settings = Parameters<NodeLabelDrawingFunction>[2];

/**
 * Names beside their nodes that cover nothing: gathered while the nodes are drawn, placed and drawn when all are known. Each stands on a
 * rim of the ground's colour, which keeps edges from running through the letters.
 */
export const gatherLabels = (isDark: () => boolean) => {
  let gathered: { readonly context: CanvasRenderingContext2D; readonly data: Drawn; readonly settings: Settings }[] =
    [];
  const gather: NodeLabelDrawingFunction = (context, data, settings) => {
    // What is chosen has its name in a box of its own.
    if ((data as Drawn).highlighted !== true) gathered.push({ context, data, settings });
  };

  const drawAll = (sigma: Sigma) => {
    const labels = gathered.map(({ context, data, settings }, index) => {
      context.font = fontOf(data, settings);
      const lines = linesOf(data.label ?? "");
      const width = Math.max(...lines.map((line) => context.measureText(line).width));
      const height = lines.length * settings.labelSize * lineHeight;
      const rank = data.size + (data.forceLabel === true ? 100 : 0);
      return { id: String(index), x: data.x, y: data.y, radius: data.size, width, height, rank };
    });
    const places = placeLabels(labels, sigma.getDimensions());
    for (const [index, { context, data, settings }] of gathered.entries()) {
      const place = places.get(String(index));
      if (place === undefined) continue;
      context.font = fontOf(data, settings);
      context.strokeStyle = isDark() ? "#1e2023" : "#fafbfb";
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.fillStyle = isDark() ? "#dfe3e6" : "#23282c";
      context.textAlign = "center";
      for (const [line, text] of linesOf(data.label ?? "").entries()) {
        const x = place.left + (labels[index]?.width ?? 0) / 2;
        const y = place.top + settings.labelSize * (0.95 + line * lineHeight);
        context.strokeText(text, x, y);
        context.fillText(text, x, y);
      }
      context.textAlign = "left";
    }
    gathered = [];
  };

  return { gather, drawWhenRendered: (sigma: Sigma) => sigma.on("afterRender", () => drawAll(sigma)) };
};

const fontOf = ({ type }: Drawn, { labelWeight, labelSize, labelFont }: Settings): string =>
  `${type === "ring" ? "700" : labelWeight} ${labelSize}px ${labelFont}`;

/** The node that is chosen or under the pointer: a rim of its own colour, and its name in a box. */
export const drawHover =
  (isDark: () => boolean): NodeHoverDrawingFunction =>
  (context, { label, x, y, size, color }, { labelSize, labelFont, labelWeight }) => {
    const lines = linesOf(label ?? "");
    context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 16;
    const top = y + size + 7;
    context.fillStyle = isDark() ? "#2b3034" : "#ffffff";
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, size + 4, 0, Math.PI * 2);
    context.stroke();
    context.beginPath();
    context.roundRect(x - width / 2, top, width, lines.length * labelSize * lineHeight + 8, 6);
    context.fill();
    context.stroke();
    context.fillStyle = isDark() ? "#f1f3f5" : "#1c2023";
    context.textAlign = "center";
    for (const [line, text] of lines.entries())
      context.fillText(text, x, top + 4 + labelSize * (0.95 + line * lineHeight));
    context.textAlign = "left";
  };
