import type { NodeHoverDrawingFunction } from "sigma/rendering";

/** The label of the node under the pointer, in a box of the theme's own ground, so that it reads in the dark too. */
export const drawHover =
  (isDark: () => boolean): NodeHoverDrawingFunction =>
  (context, { x, y, size, label, color }, { labelSize, labelFont, labelWeight }) => {
    const text = label ?? "";
    if (text === "") return;
    context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
    const width = context.measureText(text).width + 16;
    const height = labelSize + 12;
    const left = x + size + 2;
    context.fillStyle = isDark() ? "#25292d" : "#ffffff";
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(left, y - height / 2, width, height, 6);
    context.fill();
    context.stroke();
    context.fillStyle = isDark() ? "#f1f3f5" : "#1c2023";
    context.fillText(text, left + 8, y + labelSize / 3);
  };
