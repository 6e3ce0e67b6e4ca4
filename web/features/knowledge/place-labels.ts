export type Label = {
  readonly id: string;
  /** Centre and radius of the node the label is of, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** The greater, the earlier it takes its place. */
  readonly rank: number;
};

/** Where a label's box begins. */
export type Place = { readonly left: number; readonly top: number };

type Box = Place & { readonly right: number; readonly bottom: number };

const gap = 3;

/**
 * Gives each label a place beside its node where it covers no other label and no node that has a label: under it, above it, to its right
 * or left, and inside the picture. A label for which there is none is left out; zooming in makes room.
 */
export const placeLabels = (
  labels: readonly Label[],
  picture: { readonly width: number; readonly height: number },
): ReadonlyMap<string, Place> => {
  const frame = boxAt(0, 0, picture.width, picture.height);
  const nodes = labels.map(({ id, x, y, radius }) => ({
    id,
    ...boxAt(x - radius, y - radius, 2 * radius, 2 * radius),
  }));
  const taken: Box[] = [];
  const places = new Map<string, Place>();
  for (const label of [...labels].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    const place = sidesOf(label, picture.width).find(
      (box) =>
        isIn(box, frame) &&
        !taken.some((other) => isOver(box, other)) &&
        !nodes.some((node) => node.id !== label.id && isOver(box, node)),
    );
    if (place === undefined) continue;
    taken.push(place);
    places.set(label.id, { left: place.left, top: place.top });
  }
  return places;
};

const sidesOf = ({ x, y, radius, width, height }: Label, pictureWidth: number): readonly Box[] => {
  // Under and above a node at the rim a name is moved inwards, and still stands at its node.
  const left = Math.max(gap, Math.min(x - width / 2, pictureWidth - width - gap));
  return [
    boxAt(left, y + radius + gap, width, height),
    boxAt(left, y - radius - gap - height, width, height),
    boxAt(x + radius + gap, y - height / 2, width, height),
    boxAt(x - radius - gap - width, y - height / 2, width, height),
  ];
};

const boxAt = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const isIn = (box: Box, frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

const isOver = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
